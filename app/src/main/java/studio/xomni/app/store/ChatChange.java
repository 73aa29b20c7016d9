package studio.xomni.app.store;

import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** Changes of {@link Chats}. */
sealed interface ChatChange extends Change {

    /**
     * A picture of a chat.
     *
     * @param picture the gallery's id, or empty
     * @param file its name in the folder of attachments, or empty
     * @param name as people know it
     */
    record About(String picture, String file, String name) {
        public About {
            Objects.requireNonNull(picture);
            Objects.requireNonNull(name);
            if (file.contains("/") || file.contains("\\")) {
                throw new IllegalArgumentException("A name of an attachment is no path: " + file);
            }
        }
    }

    /** What makes an answer as it is: one that is not ended may go on. */
    static ChatChange answer(
            String chat, int turn, String answer, ChatTurn.Ending ending, String model) {
        return ending == ChatTurn.Ending.OPEN
                ? new More(chat, turn, answer)
                : new Answered(chat, turn, answer, ending, model);
    }

    /** A chat was begun. */
    record Begun(String id, long begun, List<About> pictures) implements ChatChange {
        public Begun {
            Objects.requireNonNull(id);
            pictures = List.copyOf(pictures);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute("MERGE INTO chats (id, begun) KEY (id) VALUES (?, ?)", id, begun);
            for (int place = 0; place < pictures.size(); place++) {
                About about = pictures.get(place);
                handle.execute(
                        "MERGE INTO chat_pictures (chat, place, picture, file, name)"
                                + " KEY (chat, place) VALUES (?, ?, ?, ?, ?)",
                        id,
                        place,
                        about.picture(),
                        about.file(),
                        about.name());
            }
        }
    }

    /** A question was asked. */
    record Asked(String chat, int turn, long asked, String question) implements ChatChange {
        public Asked {
            Objects.requireNonNull(chat);
            Objects.requireNonNull(question);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute(
                    "MERGE INTO chat_turns (chat, turn, asked, question, answer, ending, model)"
                            + " KEY (chat, turn) VALUES (?, ?, ?, ?, '', 'OPEN', '')",
                    chat,
                    turn,
                    asked,
                    question);
        }
    }

    /** A piece of an answer was written. */
    record More(String chat, int turn, String text) implements ChatChange {
        public More {
            Objects.requireNonNull(chat);
            Objects.requireNonNull(text);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute(
                    "UPDATE chat_turns SET answer = answer || ?"
                            + " WHERE chat = ? AND turn = ? AND ending = 'OPEN'",
                    text,
                    chat,
                    turn);
        }
    }

    /** An answer ended. */
    record Answered(String chat, int turn, String answer, ChatTurn.Ending ending, String model)
            implements ChatChange {
        public Answered {
            Objects.requireNonNull(chat);
            Objects.requireNonNull(answer);
            Objects.requireNonNull(ending);
            Objects.requireNonNull(model);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute(
                    "UPDATE chat_turns SET answer = ?, ending = ?, model = ?"
                            + " WHERE chat = ? AND turn = ?",
                    answer,
                    ending.name(),
                    model,
                    chat,
                    turn);
        }
    }

    /**
     * A chat was taken away; what was said in it is begun, asked and answered anew if it is back.
     */
    record Removed(String chat) implements ChatChange {
        public Removed {
            Objects.requireNonNull(chat);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute("DELETE FROM chat_turns WHERE chat = ?", chat);
            handle.execute("DELETE FROM chat_pictures WHERE chat = ?", chat);
            handle.execute("DELETE FROM chats WHERE id = ?", chat);
        }
    }
}
