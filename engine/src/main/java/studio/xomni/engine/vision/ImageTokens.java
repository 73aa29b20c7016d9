package studio.xomni.engine.vision;

/**
 * A picture as codes of the image codebook, row by row.
 *
 * @param rows token rows, picture height / 16
 * @param columns token columns, picture width / 16
 * @param codes {@code rows × columns} codes, each from 0
 */
@SuppressWarnings("ArrayRecordComponent") // compared by tests explicitly
public record ImageTokens(int rows, int columns, int[] codes) {

    public ImageTokens {
        if (rows < 1 || columns < 1 || codes.length != rows * columns) {
            throw new IllegalArgumentException(
                    "%d rows of %d tokens make %d tokens, got %d."
                            .formatted(rows, columns, rows * columns, codes.length));
        }
    }
}
