package studio.xomni.app.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A chat as it is kept.
 *
 * @param id its own
 * @param begun when its first question was asked
 * @param pictures what it is about
 * @param turns questions and answers in their order
 */
public record StoredChat(
        String id, Instant begun, List<ChatPicture> pictures, List<ChatTurn> turns) {

    public StoredChat {
        pictures = List.copyOf(pictures);
        turns = List.copyOf(turns);
    }

    /** When its last question was asked. */
    public Instant latest() {
        return turns.isEmpty() ? begun : turns.get(turns.size() - 1).asked();
    }

    /** The same with one turn more. */
    public StoredChat with(ChatTurn turn) {
        var more = new ArrayList<>(turns);
        more.add(turn);
        return new StoredChat(id, begun, pictures, more);
    }

    /** The same with another state of its last turn. */
    public StoredChat withLast(String answer, ChatTurn.Ending ending, String model) {
        var changed = new ArrayList<>(turns);
        int last = changed.size() - 1;
        changed.set(last, changed.get(last).with(answer, ending, model));
        return new StoredChat(id, begun, pictures, changed);
    }
}
