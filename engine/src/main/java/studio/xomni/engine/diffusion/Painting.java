package studio.xomni.engine.diffusion;

import java.util.List;
import java.util.NoSuchElementException;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.TorchProgram;

/**
 * A picture being painted, from noise to latents in Euler steps.
 *
 * <pre>{@code
 * try (Painting painting = decoder.start(condition, noise, schedule, guidance)) {
 *     while (painting.hasNext()) {
 *         painting.step();
 *     }
 *     Tensor latents = painting.latents(scope);
 * }
 * }</pre>
 */
public final class Painting implements AutoCloseable {

    private final Scope scope;
    private final TorchProgram program;
    private final Schedule schedule;
    private final double guidance;
    private final int rows;
    private final int columns;
    private final List<Tensor> modulations;
    private final Tensor turns;
    private final Tensor semantic;
    private final Tensor context;

    /** Packed, (1, rows · columns, 4 · channels). */
    private Tensor latents;

    private int done;

    Painting(
            Scope scope,
            TorchProgram program,
            Schedule schedule,
            double guidance,
            int rows,
            int columns,
            List<Tensor> modulations,
            Tensor turns,
            Tensor semantic,
            Tensor context,
            Tensor latents) {
        this.scope = scope;
        this.program = program;
        this.schedule = schedule;
        this.guidance = guidance;
        this.rows = rows;
        this.columns = columns;
        this.modulations = modulations;
        this.turns = turns;
        this.semantic = semantic;
        this.context = context;
        this.latents = latents;
    }

    public boolean hasNext() {
        return done < schedule.steps();
    }

    /** Steps taken so far. */
    public int done() {
        return done;
    }

    /** All steps of the schedule. */
    public int steps() {
        return schedule.steps();
    }

    /** One step from noise towards the picture. */
    public void step() {
        if (!hasNext()) {
            throw new NoSuchElementException("All " + done + " steps have been taken.");
        }
        float[] sigmas = schedule.sigmas();
        Tensor next =
                program.tensor(
                        scope,
                        "step",
                        latents,
                        done,
                        (double) (sigmas[done + 1] - sigmas[done]),
                        guidance,
                        modulations,
                        turns,
                        semantic,
                        context);
        latents.close();
        latents = next;
        done++;
    }

    /**
     * The latents as they stand.
     *
     * @param target owns the result
     * @return (1, channels, 2 · rows, 2 · columns)
     */
    public Tensor latents(Scope target) {
        return program.tensor(target, "unpack", latents, rows, columns);
    }

    /** The same copied from the device: {@code channels × 2·rows × 2·columns}. */
    public float[] values() {
        try (Scope work = scope.open()) {
            return latents(work).toFloats();
        }
    }

    /** Shares of noise before each step and after the last. */
    public Schedule schedule() {
        return schedule;
    }

    /** Token rows. */
    public int rows() {
        return rows;
    }

    /** Token columns. */
    public int columns() {
        return columns;
    }

    /** The packed latents as they stand, for tests. */
    Tensor packed() {
        return latents;
    }

    /** The velocities of the next step, the condition's first, (passes, tokens, channels). */
    Tensor velocities(Scope target) {
        return program.tensor(
                target, "velocities", latents, done, modulations, turns, semantic, context);
    }

    @Override
    public void close() {
        scope.close();
    }
}
