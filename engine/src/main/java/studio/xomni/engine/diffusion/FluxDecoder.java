package studio.xomni.engine.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;
import studio.xomni.engine.torch.TorchProgram;

/**
 * The image decoder: from semantic vectors and noise to latents.
 *
 * <p>Source: X-Omni's {@code modeling_siglip_flux_zh.py} and, for the English kind, its {@code
 * modeling_siglip_flux.py}, over the FLUX parts of diffusers 0.34.
 *
 * <p>Pictures are painted one at a time: a picture alone keeps the processor's cores busy, so that
 * a batch gains nothing.
 */
public final class FluxDecoder implements AutoCloseable {

    private final Torch torch;
    private final TorchProgram program;
    private final FluxConfig config;
    private final FluxKind kind;

    /** The pooled vectors of the Chinese kind, which are learned; else empty. */
    private final List<Tensor> pooled;

    private FluxDecoder(
            Torch torch,
            TorchProgram program,
            FluxConfig config,
            FluxKind kind,
            List<Tensor> pooled) {
        this.torch = torch;
        this.program = program;
        this.config = config;
        this.kind = kind;
        this.pooled = pooled;
    }

    /**
     * Loads the decoder.
     *
     * @param owner owns its tensors, as it does the weights
     * @throws CheckpointException when a tensor is missing, misshapen or unknown, or the kind
     *     cannot be told
     */
    public static FluxDecoder load(
            Torch torch, Scope owner, Weights weights, FluxConfig config, Precision precision) {
        FluxKind kind = FluxKind.of(weights::has, config);
        Weights kept = weights.in(precision.weights());
        TorchProgram program = torch.program("flux");
        try {
            new FluxWeights(program, owner, kept, config, kind, precision).bind();
            List<Tensor> pooled =
                    kind instanceof FluxKind.Chinese
                            ? List.of(kept.read("pooled_embeds", 1, config.pooled()))
                            : List.of();
            weights.finish();
            return new FluxDecoder(torch, program, config, kind, pooled);
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    /** Whether a stored tensor is a matrix that is kept in int8 where the decoder is. */
    public static boolean quantises(StoredTensor tensor) {
        return tensor.shape().length == 2
                && tensor.name().contains("transformer_blocks.")
                && !tensor.name().contains("norm");
    }

    public FluxKind kind() {
        return kind;
    }

    /**
     * The noise a picture starts from: standard normal numbers of a generator of its own, in the
     * type that the weights are kept in.
     *
     * @param rows token rows
     * @param columns token columns
     * @return (1, channels, 2 · rows, 2 · columns)
     */
    public Tensor noise(Scope scope, long seed, int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "A picture has 1 or more rows and columns of tokens, got %d and %d."
                            .formatted(rows, columns));
        }
        long[] shape = {1, config.latentChannels(), 2L * rows, 2L * columns};
        return program.tensor(scope, "noise", seed, shape);
    }

    /**
     * Begins a picture; the caller then steps through it and may stop between any two steps.
     *
     * @param noise latents to start from, (1, channels, 2 · rows, 2 · columns)
     * @param guidance how far to go from the empty prompt's picture towards the condition's; at 1
     *     only the condition's is computed
     * @return the running picture, to be closed by the caller
     */
    public Painting start(Condition condition, Tensor noise, Schedule schedule, double guidance) {
        long[] shape = noise.shape();
        if (shape.length != 4
                || shape[0] != 1
                || shape[1] != config.latentChannels()
                || shape[2] % 2 != 0
                || shape[3] % 2 != 0) {
            throw new IllegalArgumentException(
                    "The noise must have the shape (1, %d, even, even), got %s."
                            .formatted(config.latentChannels(), Arrays.toString(shape)));
        }
        int rows = (int) shape[2] / 2;
        int columns = (int) shape[3] / 2;
        long wanted = (long) rows * columns * config.semantic();
        if (condition.semantic().elements() != wanted) {
            throw new IllegalArgumentException(
                    "A picture of %d rows of %d tokens wants %d semantic numbers, got %d."
                            .formatted(rows, columns, wanted, condition.semantic().elements()));
        }
        int passes = guidance == 1 ? 1 : 2;
        Scope scope = torch.scope();
        try {
            List<Tensor> texts = new ArrayList<>();
            List<Tensor> vectors = new ArrayList<>(pooled);
            if (condition instanceof Condition.English english
                    && kind instanceof FluxKind.English) {
                for (EncodedText text :
                        List.of(english.prompt(), english.empty()).subList(0, passes)) {
                    texts.add(text.hidden());
                    vectors.add(text.pooled());
                }
            } else if (!(condition instanceof Condition.Chinese
                    && kind instanceof FluxKind.Chinese)) {
                throw new IllegalArgumentException(
                        "The decoder is %s, the condition is %s."
                                .formatted(
                                        kind.getClass().getSimpleName(),
                                        condition.getClass().getSimpleName()));
            }
            Tensor context = program.tensor(scope, "context", texts);
            Tensor turns =
                    program.tensor(
                            scope,
                            "turns",
                            config.axes().stream().mapToLong(axis -> axis).toArray(),
                            texts.isEmpty() ? 0 : context.shape()[1],
                            rows,
                            columns);
            float[] times = Arrays.copyOf(schedule.sigmas(), schedule.steps());
            Tensor sigmas = scope.floats(times, times.length);
            return new Painting(
                    scope,
                    program,
                    schedule,
                    guidance,
                    rows,
                    columns,
                    program.tensors(scope, "modulate", sigmas, vectors),
                    turns,
                    program.tensor(scope, "semantic", condition.semantic(), passes),
                    context,
                    program.tensor(scope, "pack", noise));
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
