package studio.xomni.app.chat;

import java.util.function.Consumer;

/** Answers questions, one after the other, away from JavaFX's thread. */
public interface Answerer {

    /**
     * Answers a question and keeps the answer, as far as it comes.
     *
     * @param progress told how far it is, on another thread
     * @param done told how it ended, on another thread, last
     * @return asks the answer to stop; it does within one token
     */
    Runnable answer(Inquiry inquiry, Consumer<Progressing> progress, Consumer<Outcome> done);
}
