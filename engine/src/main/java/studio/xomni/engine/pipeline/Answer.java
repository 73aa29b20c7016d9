package studio.xomni.engine.pipeline;

/**
 * An answer of a chat.
 *
 * @param text what is shown
 * @param ids the answer's ids without the one that ended it
 * @param promptIds the whole prompt that it answers
 * @param complete whether the model ended it, else it reached the wanted length
 */
@SuppressWarnings("ArrayRecordComponent") // compared by tests explicitly
public record Answer(String text, int[] ids, int[] promptIds, boolean complete) {}
