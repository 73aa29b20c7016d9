package studio.xomni.engine.vision;

import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.CheckpointException;

/**
 * The sizes of the image codebook and its projector.
 *
 * @param codebookSize codes
 * @param codebookDim numbers in a code's vector
 * @param zChannels numbers in a feature and in a semantic vector, a multiple of {@value #GROUPS}
 */
public record CodebookConfig(int codebookSize, int codebookDim, int zChannels) {

    /** Groups of the projector's group norms, fixed in X-Omni's code. */
    static final int GROUPS = 32;

    public CodebookConfig {
        if (codebookSize < 1 || codebookDim < 1) {
            throw new IllegalArgumentException(
                    "A codebook has 1 or more codes of 1 or more numbers, got %d of %d."
                            .formatted(codebookSize, codebookDim));
        }
        if (zChannels < 1 || zChannels % GROUPS != 0) {
            throw new IllegalArgumentException(
                    "The projector's channels must be a multiple of its %d groups, got %d."
                            .formatted(GROUPS, zChannels));
        }
    }

    /**
     * Reads {@code codebook_size}, {@code codebook_dim} and {@code z_channels}.
     *
     * @param encoder the object {@code vision_config.encoder} of config.json
     * @throws CheckpointException when a key is missing or its value makes no sense
     */
    public static CodebookConfig read(Json encoder) {
        int zChannels = positive(encoder, "z_channels");
        if (zChannels % GROUPS != 0) {
            throw encoder.wrong("z_channels", "a multiple of %d", GROUPS);
        }
        return new CodebookConfig(
                positive(encoder, "codebook_size"), positive(encoder, "codebook_dim"), zChannels);
    }

    private static int positive(Json encoder, String key) {
        int value = encoder.integer(key);
        if (value < 1) {
            throw encoder.wrong(key, "a whole number above 0");
        }
        return value;
    }
}
