package studio.xomni.app.store;

import java.time.Instant;
import java.util.List;

/**
 * One entry of the queue: a recipe and how far it is.
 *
 * @param id unique, never used again
 * @param added when it was queued
 * @param recipe what is asked for
 * @param state where it stands
 * @param message why it failed, in plain words; empty otherwise
 * @param rows token rows that are written, the same for every picture of the batch
 * @param pictures ids of the pictures that are finished, in the order of their seeds; empty text
 *     for one that is not
 * @param resumedAt see {@link Provenance#resumedAt}
 * @param origin what its pictures come from
 */
public record Job(
        long id,
        Instant added,
        Recipe recipe,
        State state,
        String message,
        int rows,
        List<String> pictures,
        List<Integer> resumedAt,
        Origin origin) {

    public Job {
        if (rows < 0 || pictures.size() != recipe.request().count()) {
            throw new IllegalArgumentException(
                    "A job of %d pictures with %d rows and %d places for pictures cannot be."
                            .formatted(recipe.request().count(), rows, pictures.size()));
        }
        pictures = List.copyOf(pictures);
        resumedAt = List.copyOf(resumedAt);
    }

    /** Where a job stands. */
    public enum State {
        WAITING,
        RUNNING,
        /** Stopped by the user; keeps its rows. */
        STOPPED,
        FAILED,
        DONE
    }
}
