package studio.xomni.engine.pipeline;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.vision.Picture;

/**
 * A linear map from a latent's channels to the mean colour of the pixels it covers, fitted by least
 * squares: the sums of the normal equations are kept, so that every finished picture adds to it.
 */
final class LatentColours {

    /** Channels of a latent of FLUX. */
    static final int CHANNELS = 16;

    /** Channels and the constant 1. */
    static final int FEATURES = CHANNELS + 1;

    /** Of the mean square of a feature: keeps the equations solvable after few pictures. */
    private static final double RIDGE = 1e-4;

    /** Features times features, summed over all latents. */
    final double[][] products = new double[FEATURES][FEATURES];

    /** Features times red, green and blue. */
    final double[][] colours = new double[FEATURES][3];

    /** Latents that were added up. */
    long latents;

    private double @Nullable [][] map;

    /**
     * Adds a picture.
     *
     * @param values {@code 16 × height × width}, channel by channel
     */
    void learn(float[] values, int height, int width, Picture picture) {
        float[] wanted = Blocks.means(picture, width, height);
        int positions = height * width;
        requireChannels(values, positions);
        double[] features = new double[FEATURES];
        features[CHANNELS] = 1;
        for (int p = 0; p < positions; p++) {
            for (int c = 0; c < CHANNELS; c++) {
                features[c] = values[c * positions + p];
            }
            for (int i = 0; i < FEATURES; i++) {
                for (int j = i; j < FEATURES; j++) {
                    products[i][j] += features[i] * features[j];
                }
                for (int c = 0; c < 3; c++) {
                    colours[i][c] += features[i] * wanted[3 * p + c];
                }
            }
        }
        latents += positions;
        map = null;
    }

    /** One pixel for each latent; nothing where no picture was learned from. */
    Optional<Picture> picture(float[] values, int height, int width) {
        if (latents == 0) {
            return Optional.empty();
        }
        int positions = height * width;
        requireChannels(values, positions);
        double[][] solved = map == null ? solve() : map;
        map = solved;
        byte[] rgb = new byte[3 * positions];
        for (int p = 0; p < positions; p++) {
            for (int c = 0; c < 3; c++) {
                double colour = solved[CHANNELS][c];
                for (int i = 0; i < CHANNELS; i++) {
                    colour += solved[i][c] * values[i * positions + p];
                }
                rgb[3 * p + c] = (byte) Math.round(Math.max(0, Math.min(255, colour)));
            }
        }
        return Optional.of(new Picture(width, height, rgb));
    }

    private static void requireChannels(float[] values, int positions) {
        if (values.length != CHANNELS * positions) {
            throw new IllegalArgumentException(
                    "%d latents have %d numbers, got %d."
                            .formatted(positions, CHANNELS * positions, values.length));
        }
    }

    /** Gaussian elimination with pivots: (products + ridge) · map = colours. */
    private double[][] solve() {
        double[][] rows = new double[FEATURES][FEATURES + 3];
        for (int i = 0; i < FEATURES; i++) {
            for (int j = 0; j < FEATURES; j++) {
                rows[i][j] = products[Math.min(i, j)][Math.max(i, j)];
            }
            rows[i][i] += RIDGE * latents;
            System.arraycopy(colours[i], 0, rows[i], FEATURES, 3);
        }
        for (int i = 0; i < FEATURES; i++) {
            int pivot = i;
            for (int j = i + 1; j < FEATURES; j++) {
                pivot = Math.abs(rows[j][i]) > Math.abs(rows[pivot][i]) ? j : pivot;
            }
            double[] chosen = rows[pivot];
            rows[pivot] = rows[i];
            rows[i] = chosen;
            for (int j = 0; j < FEATURES; j++) {
                double share = j == i ? 0 : rows[j][i] / chosen[i];
                for (int k = i; k < FEATURES + 3 && share != 0; k++) {
                    rows[j][k] -= share * chosen[k];
                }
            }
        }
        double[][] solved = new double[FEATURES][3];
        for (int i = 0; i < FEATURES; i++) {
            for (int c = 0; c < 3; c++) {
                solved[i][c] = rows[i][FEATURES + c] / rows[i][i];
            }
        }
        return solved;
    }
}
