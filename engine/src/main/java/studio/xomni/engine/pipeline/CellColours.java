package studio.xomni.engine.pipeline;

import java.util.Arrays;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;

/**
 * The mean colour that each image code was painted in.
 *
 * @param counts for each code the cells it was learned from
 * @param means for each code red, green and blue, 0 to 255
 */
@SuppressWarnings("ArrayRecordComponent") // they are the state
record CellColours(int[] counts, float[] means) {

    /** What a code is shown as that no picture had yet. */
    private static final byte UNKNOWN = (byte) 128;

    /** What rows are shown as that are not written yet. */
    private static final byte UNWRITTEN = 24;

    /** Cells after which a colour changes no slower. */
    private static final int MOST_COUNTED = 1 << 20;

    CellColours {
        if (means.length != 3 * counts.length) {
            throw new IllegalArgumentException(
                    "%d codes have %d numbers, got %d."
                            .formatted(counts.length, 3 * counts.length, means.length));
        }
    }

    static CellColours none(int codes) {
        return new CellColours(new int[codes], new float[3 * codes]);
    }

    /** Codes whose colour is known. */
    int known() {
        return (int) Arrays.stream(counts).filter(count -> count > 0).count();
    }

    void learn(ImageTokens tokens, Picture picture) {
        float[] cells = Blocks.means(picture, tokens.columns(), tokens.rows());
        for (int i = 0; i < tokens.codes().length; i++) {
            int code = tokens.codes()[i];
            counts[code] = Math.min(counts[code] + 1, MOST_COUNTED);
            for (int c = 0; c < 3; c++) {
                int at = 3 * code + c;
                means[at] += (cells[3 * i + c] - means[at]) / counts[code];
            }
        }
    }

    /** One pixel for each cell, the rows below the written ones dark. */
    Picture picture(ImageTokens written, int rows) {
        byte[] rgb = new byte[3 * rows * written.columns()];
        Arrays.fill(rgb, UNWRITTEN);
        for (int i = 0; i < written.codes().length; i++) {
            int code = written.codes()[i];
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] =
                        counts[code] == 0 ? UNKNOWN : (byte) Math.round(means[3 * code + c]);
            }
        }
        return new Picture(written.columns(), rows, rgb);
    }
}
