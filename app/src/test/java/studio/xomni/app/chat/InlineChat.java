package studio.xomni.app.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.app.shell.UndoStack;
import studio.xomni.app.store.ChatTurn;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.work.Background;

/** A chat on a library of its own, without a toolkit: everything at once on this thread. */
abstract class InlineChat {

    @TempDir Path folder;

    Library library;
    FakeAnswerer answerer;
    final FakeChatPorts ports = new FakeChatPorts();
    final UndoStack undo = new UndoStack();
    ChatModel model;

    @BeforeEach
    void open() {
        library = Library.open(new Folders(folder.resolve("pictures"), folder.resolve("data")));
        answerer = new FakeAnswerer(library.chats());
        model = model();
    }

    ChatModel model() {
        return new ChatModel(library.chats(), answerer, Background.inline(), undo, ports);
    }

    @AfterEach
    void close() {
        library.close();
    }

    void attach(String name, int grey) throws IOException {
        model.attach(List.of(ChatSamples.png(folder, name, grey)));
    }

    void ask(String question) {
        model.question().set(question);
        model.ask();
    }

    List<String> names() {
        return model.pictures().stream().map(pinned -> pinned.picture().name()).toList();
    }

    ChatTurn last() {
        return model.turns().get(model.turns().size() - 1);
    }

    long copies() throws IOException {
        Path attachments = folder.resolve("pictures/.chat");
        if (Files.notExists(attachments)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(attachments)) {
            return files.count();
        }
    }
}
