package studio.xomni.app.chat;

import studio.xomni.app.store.ChatTurn;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.StoredChat;

/**
 * The last question of a chat, to be answered.
 *
 * @param chat with the question as its last turn
 * @param model that is wanted
 * @param numbers in which numbers it is run
 */
public record Inquiry(StoredChat chat, ModelSource model, NumberType numbers) {

    /** Index of the question. */
    public int turn() {
        return chat.turns().size() - 1;
    }

    /** The question. */
    public ChatTurn asked() {
        return chat.turns().get(turn());
    }
}
