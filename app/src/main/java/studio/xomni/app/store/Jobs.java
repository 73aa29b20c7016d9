package studio.xomni.app.store;

import java.util.List;
import java.util.Optional;
import studio.xomni.engine.vision.ImageTokens;

/** The queue on disk. For any thread. Each change is in the journal as well. */
public interface Jobs {

    /** All jobs in their order. */
    List<Job> all();

    Optional<Job> find(long id);

    /** Queues a recipe, at the end or before all that waits. */
    default Job add(Recipe recipe, boolean first) {
        return add(recipe, first, Origin.NONE);
    }

    /** As {@link #add(Recipe, boolean)}; the pictures keep what they come from. */
    Job add(Recipe recipe, boolean first, Origin origin);

    /**
     * Queues a recipe whose tokens are there already: only the painting is left.
     *
     * @param tokens of each picture of the batch
     */
    default Job addPainting(Recipe recipe, List<ImageTokens> tokens) {
        return addPainting(recipe, tokens, Origin.NONE);
    }

    /** As {@link #addPainting(Recipe, List)}; the pictures keep what they come from. */
    Job addPainting(Recipe recipe, List<ImageTokens> tokens, Origin origin);

    /** Moves a job to an index of {@link #all}. */
    void move(long id, int index);

    /** Queues the same recipe again, right after the job. */
    Job duplicate(long id);

    /**
     * Sets where a job stands.
     *
     * @param message why it failed; empty otherwise
     */
    void setState(long id, Job.State state, String message);

    /** Notes that the writing goes on from the rows that are kept. */
    void resumed(long id);

    /** Takes the job from the queue, its rows and tokens with it. Finished pictures stay. */
    void remove(long id);

    /** Forgets what is written of a job that has not finished. */
    void discardRows(long id);

    /**
     * Keeps one more row of every picture of the batch.
     *
     * @param codes for each picture the codes of the row, from 0
     */
    void addRow(long id, int row, List<int[]> codes);

    /** The rows so far of each picture of the batch; empty when none is written. */
    List<ImageTokens> rows(long id);

    /** Notes that a picture of the batch is finished and in the library. */
    void finished(long id, int position, String pictureId);

    /** Whether the queue is paused. */
    boolean isPaused();

    void setPaused(boolean paused);
}
