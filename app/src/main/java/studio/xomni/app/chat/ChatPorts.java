package studio.xomni.app.chat;

import java.util.List;
import studio.xomni.app.store.StoredPicture;

/** What the chat asks of the rest of the studio. Called on JavaFX's thread. */
public interface ChatPorts {

    /** Says a sentence in the window. */
    void say(String sentence);

    /** Puts an answer into the prompt of the form; what was there can be brought back. */
    void draw(String prompt);

    /** Puts a text on the clipboard. */
    void copy(String text);

    /** The pictures that are selected in the gallery. */
    List<StoredPicture> selected();

    /** Something was said about pictures of the gallery. */
    void said();
}
