package studio.xomni.engine.language;

import java.util.ArrayList;
import java.util.List;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Precision.Matrices;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;
import studio.xomni.engine.torch.TorchProgram;

/**
 * The weights of a language model, bound to its program {@code torch/language.torch}. Running state
 * is in {@link ImageWriting} and {@link TextWriting}.
 *
 * <p>Source: the release's {@code modeling_xomni.py} on transformers 4.51's Qwen2.
 */
public final class LanguageModel implements AutoCloseable {

    /**
     * Most pictures that are written together: one random stream each is built into the program.
     */
    public static final int MOST_PICTURES = 16;

    /**
     * Rows up to which bfloat16 weights are multiplied as they are; beyond, float32 products are
     * faster without AVX-512.
     */
    private static final int FEW_ROWS = 4;

    /** The same for int8: always enough for a batch with guidance. */
    private static final int FEW_ROWS_INT8 = 2 * MOST_PICTURES;

    /**
     * Bytes up to which matrices are copied on the CPU: those that take the same input stacked,
     * which saves calls, and bfloat16 packed. Larger models are mapped, and ready at once.
     */
    private static final long SMALL = 4L << 30;

    private final Torch torch;
    private final LanguageConfig config;
    private final TorchProgram program;
    private final int mostAhead;

    private LanguageModel(
            Torch torch, LanguageConfig config, TorchProgram program, Precision precision) {
        this.torch = torch;
        this.config = config;
        this.program = program;
        // libtorch multiplies int8 matrices with up to 4 rows at a time
        this.mostAhead = precision.int8() ? 4 : 8;
    }

    /**
     * Reads the weights; all of the stored tensors must be the model's.
     *
     * @param owner owns the weights
     */
    public static LanguageModel load(
            Torch torch, Scope owner, Weights weights, LanguageConfig config, Precision precision) {
        boolean merged =
                precision.int8()
                        || torch.device() instanceof Device.Cuda
                        || bytes(config, precision) < SMALL;
        boolean packed = merged && precision.matrices() == Matrices.PACKED;
        TorchProgram program = torch.program("language");
        try {
            List<Tensor> tensors =
                    new Loader(program, owner, weights, config, precision, merged).all();
            weights.finish();
            long[] sizes = {
                config.layers(),
                config.adaptLayers(),
                config.layers() - config.headLayers(),
                config.heads(),
                config.kvHeads(),
                config.headSize(),
                config.hidden(),
                config.inner(),
                config.text(),
                config.image(),
                config.vocabulary(),
                precision.activations().number(),
                precision.int8() ? FEW_ROWS_INT8 : FEW_ROWS,
                merged ? 14 : 23
            };
            program.number(
                    "bind",
                    tensors,
                    sizes,
                    config.epsilon(),
                    merged,
                    precision.int8(),
                    precision.weights() != precision.activations(),
                    packed);
            return new LanguageModel(torch, config, program, precision);
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    private static Tensor pack(TorchProgram program, Scope owner, Tensor matrix) {
        try (matrix) {
            return program.tensor(owner, "pack", matrix);
        }
    }

    private static long bytes(LanguageConfig config, Precision precision) {
        long layer =
                (long) config.hidden() * (config.heads() + config.kvHeads()) * 2 * config.headSize()
                        + 3L * config.hidden() * config.inner();
        return config.layers() * layer * precision.weights().bytes();
    }

    public LanguageConfig config() {
        return config;
    }

    /**
     * Starts writing pictures of the same prompt.
     *
     * @param scope owns the running state
     * @param prompt ids of the prompt with the image's prefix
     * @param prefix ids of the image's prefix alone, the second sequence where guidance is on
     * @param rows token rows of each picture
     * @param columns token columns of each picture
     * @param seeds one for each picture, 1 to {@value #MOST_PICTURES}
     * @param suppressed ids that are never drawn
     */
    public ImageWriting writeImages(
            Scope scope,
            int[] prompt,
            int[] prefix,
            int rows,
            int columns,
            long[] seeds,
            SamplingSettings settings,
            int[] suppressed) {
        return new ImageWriting(
                this, scope, prompt, prefix, rows, columns, seeds, settings, suppressed);
    }

    /**
     * Starts writing text.
     *
     * @param scope owns the running state
     * @param length room for the prompt and the answer
     * @param repetitionPenalty 1 is off
     */
    public TextWriting writeText(Scope scope, int length, double repetitionPenalty) {
        return new TextWriting(this, scope, length, repetitionPenalty);
    }

    /**
     * Float32 logits of every position, image codes or text ids: (ids, image or text). For tests
     * and measurements.
     */
    public Tensor logits(Scope scope, int[] ids, boolean image) {
        try (Scope work = scope.open()) {
            Tensor states =
                    prefill(work, ids, cache(work, 1, ids.length), 0, rope(work, ids.length));
            return program.tensor(scope, "scores", states, image);
        }
    }

    /**
     * Image tokens that one call may write: on a processor, where rows up to a few cost little more
     * than one. On a card the comparison of guesses would have to be waited for at each token.
     */
    int mostAhead() {
        return torch.device() instanceof Device.Cpu ? mostAhead : 1;
    }

    TorchProgram program() {
        return program;
    }

    Tensor rope(Scope scope, int length) {
        return program.tensor(scope, "rope", length, config.theta(), config.dtype().number());
    }

    /** Keys and values of all layers: (2 · layers, rows, kv heads, length, head size). */
    Tensor cache(Scope scope, int rows, int length) {
        return program.tensor(scope, "cache", rows, length);
    }

    Tensor prefill(Scope scope, int[] ids, Tensor cache, int start, Tensor rope) {
        long[] values = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            values[i] = ids[i];
        }
        return program.tensor(
                scope, "prefill", scope.longs(values, values.length), cache, start, rope);
    }

    @Override
    public void close() {
        program.close();
    }

    /**
     * Lists the tensors in the order of the program: by layer two norms, then the matrices, each
     * with bias and scales.
     */
    private static final class Loader {
        private final TorchProgram program;
        private final Scope owner;
        private final Weights weights;
        private final LanguageConfig config;
        private final Precision precision;
        private final boolean merged;
        private final boolean packed;
        private final Tensor none;
        private final List<Tensor> list = new ArrayList<>();

        Loader(
                TorchProgram program,
                Scope owner,
                Weights weights,
                LanguageConfig config,
                Precision precision,
                boolean merged) {
            this.program = program;
            this.owner = owner;
            this.weights = weights;
            this.config = config;
            this.precision = precision;
            this.merged = merged;
            this.packed = merged && precision.matrices() == Matrices.PACKED;
            this.none = owner.empty(precision.activations(), 0);
        }

        List<Tensor> all() {
            long hidden = config.hidden();
            Weights model = weights.at("model");
            for (int i = 0; i < config.layers(); i++) {
                layer(model.at("layers").at(i));
            }
            list.add(model.read("lm_embed_tokens.weight", config.text(), hidden));
            list.add(model.read("mm_embed_tokens.weight", config.multimodal(), hidden));
            list.add(norm(model, "lm_norm.weight", hidden));
            list.add(norm(model, "mm_norm.weight", hidden));
            matrix(weights, List.of("lm_head"), hidden, false, config.text());
            matrix(weights, List.of("mm_head"), hidden, false, config.multimodal());
            return list;
        }

        private void layer(Weights layer) {
            long hidden = config.hidden();
            long inner = config.inner();
            long q = (long) config.heads() * config.headSize();
            long kv = (long) config.kvHeads() * config.headSize();
            list.add(norm(layer, "input_layernorm.weight", hidden));
            list.add(norm(layer, "post_attention_layernorm.weight", hidden));
            Weights attention = layer.at("self_attn");
            Weights mlp = layer.at("mlp");
            together(attention, List.of("q_proj", "k_proj", "v_proj"), hidden, true, q, kv, kv);
            matrix(attention, List.of("o_proj"), q, false, hidden);
            together(mlp, List.of("gate_proj", "up_proj"), hidden, false, inner, inner);
            matrix(mlp, List.of("down_proj"), inner, false, hidden);
        }

        private void together(
                Weights from, List<String> names, long columns, boolean bias, long... rows) {
            if (merged) {
                matrix(from, names, columns, bias, rows);
                return;
            }
            for (int i = 0; i < rows.length; i++) {
                matrix(from, names.subList(i, i + 1), columns, bias, rows[i]);
            }
        }

        private void matrix(
                Weights from, List<String> names, long columns, boolean bias, long... rows) {
            List<String> matrices = names.stream().map(name -> name + ".weight").toList();
            List<String> biases = names.stream().map(name -> name + ".bias").toList();
            Tensor added = bias ? from.in(precision.activations()).stack(biases, rows) : none;
            if (precision.int8()) {
                // libtorch multiplies int8 matrices with bfloat16 rows and scales only at full
                // speed
                List<Tensor> quantised = from.quantised(matrices, rows, columns, DType.BFLOAT16);
                list.addAll(List.of(quantised.get(0), added, quantised.get(1)));
            } else {
                // What is packed is read, not mapped: pages of the file would count as memory, too.
                Tensor matrix =
                        rows.length == 1 && !packed
                                ? from.read(matrices.get(0), rows[0], columns)
                                : from.stack(matrices, rows, columns);
                list.addAll(List.of(packed ? pack(program, owner, matrix) : matrix, added, none));
            }
        }

        /** Norms act on activations: kept in their type, and twice over for the program. */
        private Tensor norm(Weights from, String name, long size) {
            return from.in(precision.activations())
                    .stack(List.of(name, name), new long[] {size, size});
        }
    }
}
