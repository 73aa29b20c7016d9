package studio.xomni.engine.vision;

/**
 * A picture as the vision transformer takes it.
 *
 * @param height rows
 * @param width pixels in a row
 * @param values {@code 3 × height × width} values in [-1, 1]: all reds, all greens, all blues, each
 *     row by row
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are large and compared by tests explicitly
public record Pixels(int height, int width, float[] values) {

    public Pixels {
        if (height < 1 || width < 1 || values.length != 3L * height * width) {
            throw new IllegalArgumentException(
                    "Pixels of %d×%d (height × width) need %d values, got %d."
                            .formatted(height, width, 3L * height * width, values.length));
        }
    }
}
