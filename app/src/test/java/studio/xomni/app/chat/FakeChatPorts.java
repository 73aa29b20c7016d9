package studio.xomni.app.chat;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.StoredPicture;

/** Writes down what the chat asks of the studio. */
final class FakeChatPorts implements ChatPorts {

    final ObjectProperty<ModelInfo> model =
            new SimpleObjectProperty<>(ModelInfo.read(new ModelSource.BuiltIn()));
    final List<String> sentences = new ArrayList<>();
    final List<String> drawn = new ArrayList<>();
    final List<String> copied = new ArrayList<>();
    final List<StoredPicture> selected = new ArrayList<>();
    final List<Runnable> deleted = new ArrayList<>();
    int said;

    @Override
    public ObservableValue<ModelInfo> model() {
        return model;
    }

    @Override
    public NumberType numbers() {
        return NumberType.BFLOAT16;
    }

    @Override
    public void say(String sentence) {
        sentences.add(sentence);
    }

    @Override
    public void deleted(Runnable back) {
        deleted.add(back);
    }

    @Override
    public void draw(String prompt) {
        drawn.add(prompt);
    }

    @Override
    public void copy(String text) {
        copied.add(text);
    }

    @Override
    public List<StoredPicture> selected() {
        return List.copyOf(selected);
    }

    @Override
    public void said() {
        said++;
    }
}
