package studio.xomni.engine.language;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;

/** A text while it is written, greedily: the cache and the ids so far. */
public final class TextWriting {

    /** Ids that are read in one call: small enough to stop between, large enough to be fast. */
    private static final int STRETCH = 256;

    private final LanguageModel model;
    private final Scope scope;
    private final int length;
    private final double penalty;
    private final Tensor cache;
    private final Tensor rope;
    private final Set<Integer> seen = new LinkedHashSet<>();
    private int position;

    TextWriting(LanguageModel model, Scope scope, int length, double penalty) {
        this.model = model;
        this.scope = scope;
        this.length = length;
        this.penalty = penalty;
        this.cache = model.cache(scope, 1, length);
        this.rope = model.rope(scope, length);
    }

    /**
     * Reads a prompt and gives the likeliest text id after it.
     *
     * @param betweenStretches called before each stretch of at most 256 ids; may throw to stop
     */
    public int read(int[] ids, Runnable betweenStretches) {
        note(ids);
        int next = -1;
        for (int at = 0; at < ids.length; at += STRETCH) {
            betweenStretches.run();
            int[] stretch = Arrays.copyOfRange(ids, at, Math.min(ids.length, at + STRETCH));
            try (Scope work = scope.open()) {
                Tensor states = model.prefill(work, stretch, cache, position, rope);
                position += stretch.length;
                if (at + STRETCH >= ids.length) {
                    Tensor last = model.program().tensor(work, "ending", states);
                    next = (int) model.program().number("likeliest", last, seen(work), penalty);
                }
            }
        }
        return next;
    }

    /** Appends a text id and gives the likeliest one after it. */
    public int next(int id) {
        if (position == length) {
            throw new IllegalStateException("The text has room for " + length + " ids.");
        }
        note(id);
        try (Scope work = scope.open()) {
            return (int)
                    model.program()
                            .number("answer", id, cache, position++, rope, seen(work), penalty);
        }
    }

    private void note(int... ids) {
        if (penalty != 1) {
            Arrays.stream(ids).filter(id -> id < model.config().text()).forEach(seen::add);
        }
    }

    private Tensor seen(Scope work) {
        long[] ids = seen.stream().mapToLong(Integer::longValue).toArray();
        return work.longs(ids, ids.length);
    }
}
