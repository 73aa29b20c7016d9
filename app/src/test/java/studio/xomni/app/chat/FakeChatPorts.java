package studio.xomni.app.chat;

import java.util.ArrayList;
import java.util.List;
import studio.xomni.app.store.StoredPicture;

/** Writes down what the chat asks of the studio. */
final class FakeChatPorts implements ChatPorts {

    final List<String> sentences = new ArrayList<>();
    final List<String> drawn = new ArrayList<>();
    final List<String> copied = new ArrayList<>();
    final List<StoredPicture> selected = new ArrayList<>();
    int said;

    @Override
    public void say(String sentence) {
        sentences.add(sentence);
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
