package studio.xomni.app.store;

import java.time.Instant;

/**
 * A question of a chat and its answer.
 *
 * @param asked when
 * @param question as it was typed
 * @param answer as far as it came
 * @param ending how the answer ended
 * @param model the name of the model that answered; empty where none did yet
 */
public record ChatTurn(Instant asked, String question, String answer, Ending ending, String model) {

    /** How an answer ended. */
    public enum Ending {
        /** Not yet; after a crash it never will. */
        OPEN,
        /** The model ended it. */
        COMPLETE,
        /** It reached the longest length. */
        CUT,
        /** The user stopped it. */
        STOPPED,
        /** It could not be written. */
        FAILED
    }

    ChatTurn with(String text, Ending end, String name) {
        return new ChatTurn(asked, question, text, end, name);
    }
}
