package studio.xomni.app.chat;

import org.jspecify.annotations.Nullable;
import studio.xomni.app.chat.Progressing.Stage;

/** A question that is being answered. Used on JavaFX's thread. */
final class Running {

    private final long shownAs;
    private @Nullable String chat;
    private @Nullable Runnable stop;
    private boolean stopping;

    /**
     * @param shownAs number of the chat that was shown when it was asked
     */
    Running(long shownAs) {
        this.shownAs = shownAs;
    }

    /** Whether it was asked in the chat that is shown by this number. */
    boolean isFrom(long number) {
        return shownAs == number;
    }

    /** Whether it is of this chat; before it is kept it is of none. */
    boolean isOf(String id) {
        return id.equals(chat);
    }

    boolean isKept() {
        return chat != null;
    }

    /** It is kept in this chat. */
    void kept(String id) {
        chat = id;
    }

    /** It is being answered; the action asks the answer to stop. */
    void answering(Runnable stopping) {
        stop = stopping;
        if (this.stopping) {
            stopping.run();
        }
    }

    /** Asks the answer to stop, now or when it begins. */
    void stop() {
        stopping = true;
        if (stop != null) {
            stop.run();
        }
    }

    /** What is to be seen of how far it is. */
    Progressing seen(Progressing now) {
        return stopping ? new Progressing(Stage.STOPPING, "", 0, 0, now.answer()) : now;
    }
}
