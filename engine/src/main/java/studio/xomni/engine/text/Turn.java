package studio.xomni.engine.text;

import java.util.List;
import studio.xomni.engine.vision.ImageTokens;

/** One turn of a chat. */
public sealed interface Turn {

    /**
     * What the user says: pictures first, then a typed text.
     *
     * @param pictures the pictures' tokens, none where the turn is text alone
     * @param text what was typed
     */
    record User(List<ImageTokens> pictures, String text) implements Turn {
        public User {
            pictures = List.copyOf(pictures);
        }
    }

    /**
     * What the model answered.
     *
     * @param ids the answer's ids without the token that ended it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Assistant(int[] ids) implements Turn {}
}
