package studio.xomni.engine.vision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;
import studio.xomni.engine.torch.TorchProgram;

/**
 * SigLIP's vision transformer as X-Omni uses it: one vector a patch, all blocks, no class token and
 * no final norm.
 *
 * <p>Source: {@code modeling_vit.py} of {@code choyakawa/X-Omni}.
 */
public final class VisionEncoder implements AutoCloseable {

    private final TorchProgram program;
    private final VisionEncoderConfig config;
    private final Precision precision;

    private VisionEncoder(TorchProgram program, VisionEncoderConfig config, Precision precision) {
        this.program = program;
        this.config = config;
        this.precision = precision;
    }

    /**
     * Loads the encoder. Stored tensors that it has no place for, such as a final norm or a pooling
     * head, are left out silently, as the release does.
     *
     * @param weights the ViT file's tensors
     * @param name {@code siglip_name} of config.json
     * @throws CheckpointException when the name is unknown or a tensor is missing or misshapen
     */
    public static VisionEncoder load(
            Torch torch, Weights weights, String name, Precision precision) {
        VisionEncoderConfig config = VisionEncoderConfig.of(weights, name);
        Weights typed = weights.in(precision.weights());
        List<Tensor> stem = stem(typed, config);
        List<Tensor> blocks = new ArrayList<>();
        for (int i = 0; i < config.depth(); i++) {
            blocks.addAll(block(typed.at("blocks").at(i), config));
        }
        TorchProgram program = torch.program("vit");
        program.number("bind", config.heads(), stem, blocks);
        return new VisionEncoder(program, config, precision);
    }

    private static List<Tensor> stem(Weights weights, VisionEncoderConfig config) {
        int patch = config.patch();
        long grid = config.grid();
        return List.of(
                weights.read("patch_embed.proj.weight", config.width(), 3, patch, patch),
                weights.read("patch_embed.proj.bias", config.width()),
                weights.read("pos_embed", 1, grid * grid, config.width()));
    }

    private static List<Tensor> block(Weights weights, VisionEncoderConfig config) {
        long width = config.width();
        return List.of(
                weights.read("norm1.weight", width),
                weights.read("norm1.bias", width),
                weights.read("attn.qkv.weight", 3 * width, width),
                weights.read("attn.qkv.bias", 3 * width),
                weights.read("attn.proj.weight", width, width),
                weights.read("attn.proj.bias", width),
                weights.read("norm2.weight", width),
                weights.read("norm2.bias", width),
                weights.read("mlp.fc1.weight", config.mlp(), width),
                weights.read("mlp.fc1.bias", config.mlp()),
                weights.read("mlp.fc2.weight", width, config.mlp()),
                weights.read("mlp.fc2.bias", width));
    }

    public VisionEncoderConfig config() {
        return config;
    }

    /**
     * Turns pixels into features.
     *
     * @param scope owns the result
     * @param pixels 3 × height × width or N × 3 × height × width, from -1 to 1
     * @return N × (rows·columns) × width in the type of activations, rows = height / patch
     * @throws IllegalArgumentException when a side is no multiple of the patch
     */
    public Tensor encode(Scope scope, Tensor pixels) {
        long[] shape = pixels.shape();
        int axes = shape.length;
        if ((axes != 3 && axes != 4) || shape[axes - 3] != 3) {
            throw new IllegalArgumentException(
                    "Pixels have the shape 3 × height × width or N × 3 × height × width, got %s."
                            .formatted(Arrays.toString(shape)));
        }
        long height = shape[axes - 2];
        long width = shape[axes - 1];
        int patch = config.patch();
        if (height < 1 || width < 1 || height % patch != 0 || width % patch != 0) {
            throw new IllegalArgumentException(
                    "A picture's sides must be multiples of the patch of %d pixels, got %d×%d (width × height)."
                            .formatted(patch, width, height));
        }
        return program.tensor(
                scope, "encode", pixels, precision.activations().number(), config.grid());
    }

    /** Frees the program; the weights are freed with their owner. */
    @Override
    public void close() {
        program.close();
    }
}
