package studio.xomni.app.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.pipeline.Memory;

/**
 * How a picture came to be, beside its recipe.
 *
 * @param position index of the picture in the recipe's batch, from 0
 * @param build version of the studio
 * @param modelName the model's name as people read it
 * @param device such as {@code cpu}
 * @param threads threads that computed; 0 where unknown
 * @param resumedAt token rows that were kept each time the writing was resumed; empty when it ran
 *     through
 * @param madeFrom id of the picture that this one was made from, or empty
 * @param otherMemory the memory mode that it was painted in; null where that is the recipe's
 */
public record Provenance(
        int position,
        String build,
        String modelName,
        String device,
        int threads,
        List<Integer> resumedAt,
        String madeFrom,
        @Nullable Memory otherMemory) {

    /** Of a picture that was painted as the recipe wants. */
    public Provenance(
            int position,
            String build,
            String modelName,
            String device,
            int threads,
            List<Integer> resumedAt,
            String madeFrom) {
        this(position, build, modelName, device, threads, resumedAt, madeFrom, null);
    }

    public Provenance {
        if (position < 0 || threads < 0) {
            throw new IllegalArgumentException(
                    "Position and threads count from 0, got %d and %d."
                            .formatted(position, threads));
        }
        resumedAt = List.copyOf(resumedAt);
    }

    /** The memory mode that it was painted in, where the recipe's took too much memory. */
    public Optional<Memory> paintedIn() {
        return Optional.ofNullable(otherMemory);
    }
}
