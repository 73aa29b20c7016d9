package studio.xomni.engine.vision;

/**
 * A picture of 8-bit RGB pixels.
 *
 * @param width pixels in a row
 * @param height rows
 * @param rgb {@code height × width × 3} bytes, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are large and compared by tests explicitly
public record Picture(int width, int height, byte[] rgb) {

    public Picture {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "A picture of %d×%d (width × height) needs %d bytes, got %d."
                            .formatted(width, height, 3L * width * height, rgb.length));
        }
    }
}
