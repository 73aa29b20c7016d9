package studio.xomni.app.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import studio.xomni.app.store.ChatTurn.Ending;
import studio.xomni.app.store.Chats;

/** Answers when a test says so: a test double. */
final class FakeAnswerer implements Answerer {

    /** What was asked. */
    final List<Inquiry> asked = new ArrayList<>();

    /** How often a stop was asked for. */
    int stops;

    private final Chats chats;
    private Consumer<Progressing> progress = now -> {};
    private Consumer<Outcome> done = outcome -> {};

    FakeAnswerer(Chats chats) {
        this.chats = chats;
    }

    @Override
    public Runnable answer(
            Inquiry inquiry, Consumer<Progressing> listener, Consumer<Outcome> ended) {
        asked.add(inquiry);
        progress = listener;
        done = ended;
        return () -> stops++;
    }

    Inquiry last() {
        return asked.get(asked.size() - 1);
    }

    void say(Progressing.Stage stage) {
        progress.accept(Progressing.of(stage));
    }

    void write(String answer) {
        progress.accept(new Progressing(Progressing.Stage.WRITING, "", 0, 0, answer));
    }

    void end(String answer, Ending ending, String failure) {
        chats.end(last().chat().id(), last().turn(), answer, ending, "M");
        done.accept(new Outcome(last().chat().withLast(answer, ending, "M"), failure));
    }
}
