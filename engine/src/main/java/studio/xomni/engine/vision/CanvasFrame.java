package studio.xomni.engine.vision;

/**
 * Where the first frame of an animation lies on its canvas.
 *
 * @param width canvas width in pixels
 * @param height canvas height in pixels
 * @param left the frame's first column on the canvas
 * @param top the frame's first row on the canvas
 */
record CanvasFrame(int width, int height, int left, int top) {

    /** The canvas with the frame on it; the rest is {@code background}, 0xRRGGBB. */
    Picture place(Picture frame, int background) {
        if (left < 0 || top < 0 || left + frame.width() > width || top + frame.height() > height) {
            throw new IllegalArgumentException(
                    "A frame of %d×%d at column %d and row %d is not within the canvas of %d×%d."
                            .formatted(frame.width(), frame.height(), left, top, width, height));
        }
        if (frame.width() == width && frame.height() == height) {
            return frame;
        }
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        if (background != 0) {
            fill(rgb, background);
        }
        for (int y = 0; y < frame.height(); y++) {
            System.arraycopy(
                    frame.rgb(),
                    3 * y * frame.width(),
                    rgb,
                    3 * ((top + y) * width + left),
                    3 * frame.width());
        }
        return new Picture(width, height, rgb);
    }

    private static void fill(byte[] rgb, int colour) {
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) (colour >> 16);
            rgb[i + 1] = (byte) (colour >> 8);
            rgb[i + 2] = (byte) colour;
        }
    }
}
