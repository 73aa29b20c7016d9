package studio.xomni.engine.language;

import java.util.Arrays;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;

/** A text while it is written, greedily: the cache and the ids so far. */
public final class TextWriting {

    /** Ids that are read in one call: small enough to stop between, large enough to be fast. */
    private static final int STRETCH = 256;

    private final LanguageModel model;
    private final Scope scope;
    private final double penalty;
    private final Tensor cache;
    private final Tensor rope;
    private final int[] ids;
    private int position;

    TextWriting(LanguageModel model, Scope scope, int length, double penalty) {
        this.model = model;
        this.scope = scope;
        this.ids = new int[length];
        this.penalty = penalty;
        this.cache = model.cache(scope, 1, length);
        this.rope = model.rope(scope, length);
    }

    /**
     * Reads a prompt and gives the likeliest text id after it. What the cache holds of its start,
     * from an earlier call, is not read again; what else the cache holds is forgotten.
     *
     * @param betweenStretches called before each stretch of at most 256 ids; may throw to stop
     */
    public int read(int[] prompt, Runnable betweenStretches) {
        int differs = Arrays.mismatch(prompt, 0, prompt.length, ids, 0, position);
        position = Math.min(differs < 0 ? prompt.length : differs, prompt.length - 1);
        while (true) {
            betweenStretches.run();
            int[] stretch =
                    Arrays.copyOfRange(
                            prompt, position, Math.min(prompt.length, position + STRETCH));
            try (Scope work = scope.open()) {
                Tensor states = model.prefill(work, stretch, cache, position, rope);
                System.arraycopy(stretch, 0, ids, position, stretch.length);
                position += stretch.length;
                if (position == prompt.length) {
                    Tensor last = model.program().tensor(work, "ending", states);
                    return (int) model.program().number("likeliest", last, seen(work), penalty);
                }
            }
        }
    }

    /** Appends a text id and gives the likeliest one after it. */
    public int next(int id) {
        if (position == ids.length) {
            throw new IllegalStateException("The text has room for " + ids.length + " ids.");
        }
        ids[position] = id;
        try (Scope work = scope.open()) {
            int at = position++;
            return (int) model.program().number("answer", id, cache, at, rope, seen(work), penalty);
        }
    }

    /** The text ids so far, each once, where a penalty asks for them. */
    private Tensor seen(Scope work) {
        long[] seen =
                penalty == 1
                        ? new long[0]
                        : Arrays.stream(ids, 0, position)
                                .filter(id -> id < model.config().text())
                                .distinct()
                                .asLongStream()
                                .toArray();
        return work.longs(seen, seen.length);
    }
}
