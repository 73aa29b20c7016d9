package studio.xomni.app.store;

import java.util.List;

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
 */
public record Provenance(
        int position,
        String build,
        String modelName,
        String device,
        int threads,
        List<Integer> resumedAt,
        String madeFrom) {

    public Provenance {
        if (position < 0 || threads < 0) {
            throw new IllegalArgumentException(
                    "Position and threads count from 0, got %d and %d."
                            .formatted(position, threads));
        }
        resumedAt = List.copyOf(resumedAt);
    }
}
