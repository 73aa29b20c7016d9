package studio.xomni.engine.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;

/**
 * Image tokens while they are written: the caches, the random streams and the tokens so far, all on
 * the device.
 *
 * <p>Several pictures of one prompt share its prefill and go on as one batch; each has a random
 * stream of its own, so that it is the picture that its seed gives alone. The caller asks for a few
 * tokens a call and owns progress and cancelling.
 */
public final class ImageWriting {

    /** Kept tokens that are read in one call: small enough to stop between. */
    private static final int STRETCH = 256;

    private final LanguageModel model;
    private final Scope scope;
    private final List<int[]> sequences;
    private final int length;
    private final long[] seeds;
    private final SamplingSettings settings;
    private final Tensor suppressed;
    private Tensor tokens;
    private final Tensor rope;
    private final List<Tensor> caches;
    private final long[] starts;
    private final @Nullable Ahead ahead;
    private int written;

    ImageWriting(
            LanguageModel model,
            Scope scope,
            int[] prompt,
            int[] prefix,
            int rows,
            int columns,
            long[] seeds,
            SamplingSettings settings,
            int[] suppressed) {
        this.model = model;
        this.scope = scope;
        this.sequences = settings.guided() ? List.of(prompt, prefix) : List.of(prompt);
        this.length = Math.multiplyExact(rows, columns);
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
        // Guesses are compared at once; on a card that would wait for it at every token.
        boolean alone = seeds.length == 1 && settings.repetitionPenalty() == 1;
        this.ahead = alone && model.mostAhead() > 1 ? new Ahead(columns, model.mostAhead()) : null;
    }

    /** Tokens of each picture that are written. */
    public int written() {
        return written;
    }

    public boolean isComplete() {
        return written == length;
    }

    /**
     * Writes the next token of each picture, or several of a picture alone; the first call reads
     * the prompt.
     */
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
            written++;
            if (ahead != null) {
                ahead.know(read(0, 1)[0]);
            }
        } else if (ahead != null) {
            written += ahead.write(filters);
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
            written++;
        }
    }

    private void begin(double[] filters) {
        try (Scope work = scope.open()) {
            model.program()
                    .number(
                            "begin",
                            readPrompt(work),
                            tokens,
                            seeds,
                            suppressed,
                            settings.topK(),
                            filters);
        }
    }

    /** Reads the prompt for all pictures and gives the last state of each sequence. */
    private List<Tensor> readPrompt(Scope work) {
        List<Tensor> last = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
            int[] ids = sequences.get(i);
            Tensor all = model.prefill(work, ids, caches.get(i), 0, rope);
            last.add(model.program().tensor(work, "ending", all));
            if (seeds.length > 1) {
                model.program().number("share", caches.get(i), ids.length);
            }
        }
        return last;
    }

    /**
     * Goes on from tokens that were written before, in place of the first {@link #step}: the prompt
     * and each picture's tokens are read, and its random stream is brought to where it stood.
     *
     * <p>The last kept token is not read here: the next step does, as it would have.
     *
     * @param kept for each picture the same number of codes, 1 or more
     * @param betweenStretches called before each stretch of at most 256 tokens; may throw to stop
     */
    public void resume(int[][] kept, Runnable betweenStretches) {
        if (written != 0) {
            throw new IllegalStateException(written + " tokens are written already.");
        }
        if (kept.length != seeds.length) {
            throw new IllegalArgumentException(
                    "Tokens of %d pictures are wanted, got %d."
                            .formatted(seeds.length, kept.length));
        }
        int count = kept[0].length;
        long[] flat = new long[seeds.length * length];
        for (int picture = 0; picture < kept.length; picture++) {
            if (kept[picture].length != count || count < 1 || count > length) {
                throw new IllegalArgumentException(
                        "Each picture needs the same 1 to %d kept tokens, got %d and %d."
                                .formatted(length, count, kept[picture].length));
            }
            for (int t = 0; t < count; t++) {
                flat[picture * length + t] = kept[picture][t];
            }
        }
        tokens.close();
        tokens = scope.longs(flat, seeds.length, length);
        betweenStretches.run();
        try (Scope work = scope.open()) {
            List<Tensor> unused = readPrompt(work);
        }
        for (int i = 0; i < sequences.size(); i++) {
            for (int picture = 0; picture < kept.length; picture++) {
                int[] read = Arrays.copyOf(kept[picture], count - 1);
                readKept(read, caches.get(i), picture, (int) starts[i], betweenStretches);
            }
        }
        model.program().number("skip", seeds.length, seeds, count);
        written = count;
        if (ahead != null) {
            ahead.know(kept[0]);
        }
    }

    private void readKept(
            int[] codes, Tensor cache, int picture, int start, Runnable betweenStretches) {
        int text = model.config().text();
        for (int from = 0; from < codes.length; from += STRETCH) {
            betweenStretches.run();
            int to = Math.min(codes.length, from + STRETCH);
            int[] ids = Arrays.stream(codes, from, to).map(code -> text + code).toArray();
            try (Scope work = scope.open()) {
                Tensor mine = model.program().tensor(work, "row", cache, picture);
                Tensor unused = model.prefill(work, ids, mine, start + from, rope);
            }
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

    /** Writes one picture's tokens, several in a call where they can be guessed. */
    private final class Ahead {
        private final NgramDraft draft;

        /** Random numbers of the places from the next on, in a ring: (places, codes). */
        private final Tensor numbers;

        /** Places that have had their random numbers. */
        private int ready;

        Ahead(int columns, int most) {
            this.draft = new NgramDraft(columns, length, most - 1);
            this.numbers = model.program().tensor(scope, "numbers", most);
        }

        /** Takes over tokens that were written otherwise. */
        void know(int[] codes) {
            for (int code : codes) {
                draft.append(code);
            }
            ready = written;
        }

        /** Writes the next tokens and says how many. */
        int write(double[] filters) {
            long[] guesses = draft.guesses();
            try (Scope work = scope.open()) {
                long[] codes =
                        model.program()
                                .tensor(
                                        work,
                                        "verify",
                                        tokens,
                                        written,
                                        guesses,
                                        caches,
                                        starts,
                                        rope,
                                        numbers,
                                        ready,
                                        suppressed,
                                        settings.topK(),
                                        filters)
                                .toLongs();
                ready = Math.max(ready, written + 1 + guesses.length);
                for (long code : codes) {
                    draft.append((int) code);
                }
                return codes.length;
            }
        }
    }
}
