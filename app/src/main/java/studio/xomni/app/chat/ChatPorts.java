package studio.xomni.app.chat;

import java.util.List;
import javafx.beans.value.ObservableValue;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.StoredPicture;

/** What the chat asks of the rest of the studio. Called on JavaFX's thread. */
public interface ChatPorts {

    /** The model that is wanted for the next question. */
    ObservableValue<ModelInfo> model();

    /** The numbers that it is to compute with. */
    NumberType numbers();

    /** Says a sentence in the window. */
    void say(String sentence);

    /** A chat was deleted; the action brings it back. */
    void deleted(Runnable back);

    /** Puts an answer into the prompt of the form; what was there can be brought back. */
    void draw(String prompt);

    /** Puts a text on the clipboard. */
    void copy(String text);

    /** The pictures that are selected in the gallery. */
    List<StoredPicture> selected();

    /** Something was said about pictures of the gallery. */
    void said();
}
