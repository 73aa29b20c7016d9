package studio.xomni.engine.vision;

import java.util.ArrayList;
import java.util.List;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;
import studio.xomni.engine.torch.TorchProgram;

/**
 * The image codebook with its projector: features to codes, codes to semantic vectors.
 *
 * <p>It is always kept in float32, for less changes codes. Semantic vectors are computed in
 * float32; distances in float64, since those of the nearest codes can be the same in float32 (seen
 * on one token of three pictures of the built-in model).
 *
 * <p>Source: {@code VQConvProjector} in {@code modeling_siglip_tokenizer.py} of {@code
 * choyakawa/X-Omni}.
 */
public final class Codebook implements AutoCloseable {

    /** Codes whose distances to all patches are held at once: 21 MB for 5184 patches. */
    private static final int CODES_AT_ONCE = 512;

    private final TorchProgram program;
    private final CodebookConfig config;

    private Codebook(TorchProgram program, CodebookConfig config) {
        this.program = program;
        this.config = config;
    }

    /**
     * Loads codebook and projector, as many residual blocks as are stored.
     *
     * @param weights the projector file's tensors
     * @throws CheckpointException when a tensor is missing, misshapen or has no place
     */
    public static Codebook load(Torch torch, Weights weights, CodebookConfig config) {
        Weights exact = weights.in(DType.FLOAT32);
        List<Tensor> projector = projector(exact, config);
        List<Tensor> blocks = new ArrayList<>();
        for (int i = 0; i < exact.count("post_conv"); i++) {
            blocks.addAll(block(exact.at("post_conv").at(i), config.zChannels()));
        }
        exact.finish();
        TorchProgram program = torch.program("codebook");
        program.number("bind", projector, blocks);
        return new Codebook(program, config);
    }

    private static List<Tensor> projector(Weights weights, CodebookConfig config) {
        int dim = config.codebookDim();
        int z = config.zChannels();
        return List.of(
                weights.read("quant_conv.weight", dim, z, 1, 1),
                weights.read("quant_conv.bias", dim),
                weights.read("quantize.embedding.weight", config.codebookSize(), dim),
                weights.read("post_quant_conv.weight", z, dim, 1, 1),
                weights.read("post_quant_conv.bias", z));
    }

    private static List<Tensor> block(Weights weights, int z) {
        return List.of(
                weights.read("norm1.weight", z),
                weights.read("norm1.bias", z),
                weights.read("conv1.weight", z, z, 3, 3),
                weights.read("conv1.bias", z),
                weights.read("norm2.weight", z),
                weights.read("norm2.bias", z),
                weights.read("conv2.weight", z, z, 3, 3),
                weights.read("conv2.bias", z));
    }

    public CodebookConfig config() {
        return config;
    }

    /**
     * Finds each feature's nearest code: the smallest distance between vectors of length 1, the
     * first of equals.
     *
     * @param scope owns the result
     * @param features N × (rows·columns) × {@code zChannels}, as {@link VisionEncoder} gives them
     * @return N × (rows·columns) codes, int64
     * @throws CheckpointException when the vision encoder's features have another width
     */
    public Tensor encode(Scope scope, Tensor features) {
        long[] shape = features.shape();
        long width = shape[shape.length - 1];
        if (width != config.zChannels()) {
            throw new CheckpointException(
                    Sentence.of(
                            "The codebook takes features of %d numbers (z_channels), the vision encoder gives %d.",
                            config.zChannels(), width));
        }
        return program.tensor(scope, "encode", features, CODES_AT_ONCE);
    }

    /**
     * Turns the codes of pictures of one size into semantic vectors.
     *
     * @param scope owns the result
     * @param codes int64, N pictures of rows·columns codes, each picture row by row
     * @return N × (rows·columns) × {@code zChannels} in float32, for the caller to cast
     * @throws IllegalArgumentException when the codes fill no picture or one is not in the codebook
     */
    public Tensor decode(Scope scope, Tensor codes, int rows, int columns) {
        long patches = (long) rows * columns;
        if (rows < 1 || columns < 1 || codes.elements() < 1 || codes.elements() % patches != 0) {
            throw new IllegalArgumentException(
                    "Pictures of %d×%d codes (rows × columns) cannot be made of %d codes."
                            .formatted(rows, columns, codes.elements()));
        }
        // A card that is asked for a row beyond a table is lost to the whole process.
        for (long code : codes.toLongs()) {
            if (code < 0 || code >= config.codebookSize()) {
                throw new IllegalArgumentException(
                        "Image codes go from 0 to %d, got %d."
                                .formatted(config.codebookSize() - 1, code));
            }
        }
        return program.tensor(scope, "decode", codes, rows, columns);
    }

    /** Frees the program; the weights are freed with their owner. */
    @Override
    public void close() {
        program.close();
    }
}
