package studio.xomni.engine.pipeline;

import studio.xomni.engine.vision.Picture;

/** Mean colours of a picture's blocks. */
final class Blocks {

    private Blocks() {}

    /**
     * The picture cut into equal blocks.
     *
     * @param columns blocks in a row; the picture's width is a multiple
     * @param rows rows of blocks; the picture's height is a multiple
     * @return {@code rows × columns × 3} means, 0 to 255
     */
    static float[] means(Picture picture, int columns, int rows) {
        int width = picture.width() / columns;
        int height = picture.height() / rows;
        if (width * columns != picture.width() || height * rows != picture.height()) {
            throw new IllegalArgumentException(
                    "A picture of %d×%d (width × height) has no %d×%d equal blocks."
                            .formatted(picture.width(), picture.height(), columns, rows));
        }
        int[] sums = new int[3 * columns * rows];
        byte[] rgb = picture.rgb();
        int at = 0;
        for (int y = 0; y < picture.height(); y++) {
            int row = 3 * columns * (y / height);
            for (int x = 0; x < columns; x++) {
                for (int i = 0; i < width; i++) {
                    for (int c = 0; c < 3; c++) {
                        sums[row + 3 * x + c] += rgb[at++] & 255;
                    }
                }
            }
        }
        float[] means = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            means[i] = (float) sums[i] / (width * height);
        }
        return means;
    }
}
