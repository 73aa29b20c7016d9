package studio.xomni.app.queue;

import java.util.List;
import java.util.OptionalDouble;
import studio.xomni.engine.vision.Picture;

/**
 * How far the running job is.
 *
 * @param job its id
 * @param stage what is being done
 * @param detail the part that is loaded; otherwise empty
 * @param picture index of the picture that is painted; while writing 0
 * @param pictures pictures of the batch
 * @param done tokens or steps so far
 * @param total all tokens or steps
 * @param fraction of the whole job, 0 to 1
 * @param secondsLeft until the whole job is done; empty while it cannot be told
 * @param previews the pictures of the batch as they look so far, in the order of their seeds; empty
 *     while there is nothing to show
 * @param stopping whether the user asked to stop and it has not yet taken effect
 */
public record RunState(
        long job,
        Stage stage,
        String detail,
        int picture,
        int pictures,
        int done,
        int total,
        double fraction,
        OptionalDouble secondsLeft,
        List<Picture> previews,
        boolean stopping) {

    /** What is being done. */
    public enum Stage {
        /** A question of the chat goes ahead. */
        CHATTING,
        LOADING,
        READING,
        WRITING,
        PAINTING,
        DECODING
    }
}
