package studio.xomni.engine.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;

/**
 * Image tokens while they are written: the caches, the random streams and the tokens so far, all on
 * the device.
 *
 * <p>Several pictures of one prompt share its prefill and go on as one batch; each has a random
 * stream of its own, so that it is the picture that its seed gives alone. The caller asks for one
 * token a call and owns progress and cancelling.
 */
public final class ImageWriting {

    private final LanguageModel model;
    private final Scope scope;
    private final List<int[]> sequences;
    private final int length;
    private final long[] seeds;
    private final SamplingSettings settings;
    private final Tensor suppressed;
    private final Tensor tokens;
    private final Tensor rope;
    private final List<Tensor> caches;
    private final long[] starts;
    private int written;

    ImageWriting(
            LanguageModel model,
            Scope scope,
            int[] prompt,
            int[] prefix,
            int length,
            long[] seeds,
            SamplingSettings settings,
            int[] suppressed) {
        this.model = model;
        this.scope = scope;
        this.sequences = settings.guided() ? List.of(prompt, prefix) : List.of(prompt);
        this.length = length;
        this.seeds = seeds.clone();
        this.settings = settings;
        LanguageConfig config = model.config();
        long[] codes =
                Arrays.stream(suppressed)
                        .mapToLong(id -> id - config.text())
                        .filter(code -> code >= 0 && code < config.image())
                        .toArray();
        this.suppressed = scope.longs(codes, codes.length);
        this.tokens = scope.longs(new long[seeds.length * length], seeds.length, length);
        this.starts = sequences.stream().mapToLong(sequence -> sequence.length).toArray();
        int longest = (int) Arrays.stream(starts).max().orElseThrow() + length;
        this.rope = model.rope(scope, longest);
        this.caches =
                sequences.stream()
                        .map(sequence -> model.cache(scope, seeds.length, sequence.length + length))
                        .toList();
    }

    /** Tokens of each picture that are written. */
    public int written() {
        return written;
    }

    public boolean isComplete() {
        return written == length;
    }

    /** Writes the next token of each picture; the first call reads the prompt. */
    public void step() {
        if (isComplete()) {
            throw new IllegalStateException("All " + length + " tokens are written.");
        }
        double[] filters = {
            settings.guidance(),
            settings.temperature(),
            settings.topP(),
            settings.minP(),
            settings.repetitionPenalty()
        };
        if (written == 0) {
            begin(filters);
        } else {
            model.program()
                    .number(
                            "step",
                            tokens,
                            written,
                            caches,
                            starts,
                            rope,
                            suppressed,
                            settings.topK(),
                            filters);
        }
        written++;
    }

    private void begin(double[] filters) {
        try (Scope work = scope.open()) {
            List<Tensor> last = new ArrayList<>();
            for (int i = 0; i < sequences.size(); i++) {
                int[] ids = sequences.get(i);
                Tensor all = model.prefill(work, ids, caches.get(i), 0, rope);
                last.add(model.program().tensor(work, "ending", all));
                if (seeds.length > 1) {
                    model.program().number("share", caches.get(i), ids.length);
                }
            }
            model.program()
                    .number("begin", last, tokens, seeds, suppressed, settings.topK(), filters);
        }
    }

    /**
     * Reads tokens back from the device.
     *
     * @param from the first token of each picture
     * @param to after the last, at most {@link #written()}
     * @return for each picture its codes
     */
    public int[][] read(int from, int to) {
        try (Scope work = scope.open()) {
            long[] flat = model.program().tensor(work, "part", tokens, from, to).toLongs();
            int[][] codes = new int[seeds.length][to - from];
            for (int i = 0; i < flat.length; i++) {
                codes[i / (to - from)][i % (to - from)] = (int) flat[i];
            }
            return codes;
        }
    }
}
