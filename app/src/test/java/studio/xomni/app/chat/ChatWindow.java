package studio.xomni.app.chat;

import atlantafx.base.theme.PrimerDark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.xomni.app.gallery.Drops;
import studio.xomni.app.shell.UndoStack;
import studio.xomni.app.store.ChatTurn.Ending;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;

/** A chat at the narrowest width that it may have, and what tests do with it. */
final class ChatWindow implements AutoCloseable {

    static final double NARROW = 320;

    final FxRobot robot = new FxRobot();
    final FakeChatPorts ports = new FakeChatPorts();
    final UndoStack undo = new UndoStack();
    final Library library;
    final FakeAnswerer answerer;
    final ChatModel model;
    final ChatView view;
    private final Path folder;

    ChatWindow(Path folder) throws Exception {
        this.folder = folder;
        library = Library.open(new Folders(folder.resolve("pictures"), folder.resolve("data")));
        answerer = new FakeAnswerer(library.chats());
        FxToolkit.registerPrimaryStage();
        model = new ChatModel(library.chats(), answerer, Background.inline(), undo, ports);
        view = fx(() -> new ChatView(model, Texts.of("chat"), () -> {}, ports));
        FxToolkit.setupStage(
                stage -> {
                    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
                    Scene scene = new Scene(view, NARROW, 640);
                    scene.getStylesheets()
                            .add(
                                    Objects.requireNonNull(
                                                    ChatView.class.getResource(
                                                            "/studio/xomni/assets/css/studio.css"))
                                            .toExternalForm());
                    stage.setScene(scene);
                });
        FxToolkit.showStage();
    }

    static <T> T fx(Callable<T> work) throws Exception {
        T result = WaitForAsyncUtils.asyncFx(work).get(20, TimeUnit.SECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        return result;
    }

    void attach(String name, int grey) throws IOException {
        Path file = ChatSamples.png(folder, name, grey);
        robot.interact(() -> Drops.on(view, List.of(file)));
    }

    void ask(String question) {
        robot.clickOn("#chat-question").write(question).push(KeyCode.ENTER);
    }

    void end(String answer, Ending ending) {
        robot.interact(() -> answerer.end(answer, ending, ""));
    }

    String text(String id) {
        return robot.lookup("#" + id).queryAs(Label.class).getText();
    }

    boolean isShown(String id) {
        return robot.lookup("#" + id).tryQuery().map(ChatWindow::isSeen).orElse(false);
    }

    static boolean isSeen(Node node) {
        if (node.getScene() == null) {
            return false;
        }
        Node at = node;
        while (at != null && at.isVisible()) {
            at = at.getParent();
        }
        return at == null;
    }

    Node button(String words) {
        return robot.lookup(
                        (Button button) ->
                                words.equals(button.getText())
                                        || words.equals(button.getAccessibleText()))
                .query();
    }

    @Override
    public void close() throws Exception {
        FxToolkit.cleanupStages();
        library.close();
    }
}
