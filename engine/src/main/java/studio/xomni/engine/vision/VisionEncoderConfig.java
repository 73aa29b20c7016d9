package studio.xomni.engine.vision;

import java.util.Map;
import java.util.TreeMap;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * The sizes of a vision transformer. All but the number of heads stand in the shapes of its
 * tensors.
 *
 * @param width numbers in a patch's vector
 * @param depth blocks
 * @param heads attention heads
 * @param mlp width of a block's hidden layer
 * @param patch pixels along each side of a patch
 * @param grid patches along each side of the picture that the position table was made for
 */
public record VisionEncoderConfig(int width, int depth, int heads, int mlp, int patch, int grid) {

    /** By the model's name, as X-Omni's {@code modeling_vit.py} lists them. */
    private static final Map<String, Integer> HEADS =
            new TreeMap<>(Map.of("siglip2_giant_patch16_384", 16, "siglip_so400m_patch16_384", 16));

    public VisionEncoderConfig {
        if (width < 1 || depth < 1 || heads < 1 || mlp < 1 || patch < 1 || grid < 1) {
            throw new IllegalArgumentException(
                    "A vision encoder's sizes are 1 or more, got width %d, depth %d, heads %d, MLP %d, patch %d, grid %d."
                            .formatted(width, depth, heads, mlp, patch, grid));
        }
        if (width % heads != 0) {
            throw new IllegalArgumentException(
                    "A vision encoder's width must be a multiple of its heads, got width %d and %d heads."
                            .formatted(width, heads));
        }
    }

    /**
     * The sizes that stored tensors have.
     *
     * @param name {@code siglip_name} of config.json
     * @throws CheckpointException when the name is unknown, the first block or a tensor of the stem
     *     is missing, or the width does not divide into heads
     */
    static VisionEncoderConfig of(Weights weights, String name) {
        Integer heads = HEADS.get(name);
        if (heads == null) {
            throw new CheckpointException(
                    Sentence.of(
                            "The vision encoder (siglip_name) must be one of %s, got \"%s\".",
                            String.join(", ", HEADS.keySet()), name));
        }
        int width = size(weights, "patch_embed.proj.weight", 0);
        if (width % heads != 0) {
            throw new CheckpointException(
                    Sentence.of(
                            "%s has %d heads, so the width must be a multiple of that; the tensor patch_embed.proj.weight has the width %d.",
                            name, heads, width));
        }
        int mlp = size(weights, "blocks.0.mlp.fc1.weight", 0);
        return new VisionEncoderConfig(
                width,
                weights.count("blocks"),
                heads,
                mlp,
                size(weights, "patch_embed.proj.weight", 3),
                (int) Math.sqrt(size(weights, "pos_embed", 1)));
    }

    /** At least 1: a tensor without the axis, or empty, is refused when it is read by its shape. */
    private static int size(Weights weights, String tensor, int axis) {
        long[] shape = weights.shape(tensor);
        return axis < shape.length
                ? (int) Math.min(Math.max(shape[axis], 1), Integer.MAX_VALUE)
                : 1;
    }
}
