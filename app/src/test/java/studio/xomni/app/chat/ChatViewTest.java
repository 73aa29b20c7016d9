package studio.xomni.app.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.xomni.app.chat.Progressing.Stage;
import studio.xomni.app.gallery.Drops;
import studio.xomni.app.shell.UndoStack;
import studio.xomni.app.store.ChatTurn.Ending;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;

/** The chat at the narrowest width that it may have. */
class ChatViewTest {

    private static final double NARROW = 320;

    @TempDir Path folder;

    private final FxRobot robot = new FxRobot();
    private final FakeChatPorts ports = new FakeChatPorts();
    private final UndoStack undo = new UndoStack();
    private Library library;
    private FakeAnswerer answerer;
    private ChatModel model;
    private ChatView view;

    @BeforeEach
    void open() throws Exception {
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

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
        library.close();
    }

    private static <T> T fx(Callable<T> work) throws Exception {
        T result = WaitForAsyncUtils.asyncFx(work).get(20, TimeUnit.SECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        return result;
    }

    private void attach(String name, int grey) throws IOException {
        Path file = ChatSamples.png(folder, name, grey);
        robot.interact(() -> Drops.on(view, List.of(file)));
    }

    private void ask(String question) {
        robot.clickOn("#chat-question").write(question).push(KeyCode.ENTER);
    }

    private void end(String answer, Ending ending) {
        robot.interact(() -> answerer.end(answer, ending, ""));
    }

    private String text(String id) {
        return robot.lookup("#" + id).queryAs(Label.class).getText();
    }

    private boolean isShown(String id) {
        return robot.lookup("#" + id).tryQuery().map(ChatViewTest::isSeen).orElse(false);
    }

    private static boolean isSeen(Node node) {
        if (node.getScene() == null) {
            return false;
        }
        Node at = node;
        while (at != null && at.isVisible()) {
            at = at.getParent();
        }
        return at == null;
    }

    private Node button(String words) {
        return robot.lookup(
                        (Button button) ->
                                words.equals(button.getText())
                                        || words.equals(button.getAccessibleText()))
                .query();
    }

    @Test
    void anEmptyChatSaysWhatToDo() {
        assertTrue(isShown("chat-open") && isShown("chat-paste"));
        assertTrue(robot.lookup("#chat-selected").queryButton().isDisabled());
        ports.selected.add(ChatSamples.add(library, "poster", 1));
        robot.interact(view::refresh);
        robot.clickOn("#chat-selected");
        assertFalse(isShown("chat-open"));
        assertEquals(1, model.pictures().size());
    }

    @Test
    void aQuestionIsTypedAskedAnsweredCopiedAndDrawn() throws Exception {
        attach("a.png", 1);
        robot.clickOn("#chat-question").write("What?");
        robot.press(KeyCode.SHIFT).push(KeyCode.ENTER).release(KeyCode.SHIFT).write("Why?");
        assertEquals(List.of(), answerer.asked);
        robot.push(KeyCode.ENTER);
        assertEquals("What?\nWhy?", answerer.last().asked().question());
        robot.interact(() -> answerer.say(Stage.LOOKING));
        assertTrue(text("answer-state-0").startsWith("Looking at"), text("answer-state-0"));
        robot.interact(() -> answerer.write("It"));
        assertEquals("It", text("answer-0"));
        robot.interact(() -> answerer.write("It says 大减价"));
        assertEquals("It says 大减价", text("answer-0"));
        end("It says 大减价.", Ending.COMPLETE);
        assertEquals("M", text("answer-state-0"));
        robot.clickOn(button("Copy the answer")).clickOn(button("Draw this"));
        assertEquals(List.of("It says 大减价."), ports.copied);
        assertEquals(List.of("It says 大减价."), ports.drawn);
        ask("Next?");
        end("Done.", Ending.COMPLETE);
        assertEquals("Done.", text("answer-1"));
    }

    @Test
    void whatAnInputMethodComposesIsAskedWhenItIsCommitted() throws Exception {
        attach("a.png", 1);
        robot.clickOn("#chat-question");
        TextArea field = robot.lookup("#chat-question").queryAs(TextArea.class);
        var composing = new InputMethodTextRun("biao ti", InputMethodHighlight.UNSELECTED_RAW);
        robot.interact(
                () ->
                        field.fireEvent(
                                new InputMethodEvent(
                                        InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                                        List.of(composing),
                                        "",
                                        0)));
        robot.interact(
                () ->
                        field.fireEvent(
                                new InputMethodEvent(
                                        InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                                        List.of(),
                                        "标题是什么？",
                                        0)));
        robot.push(KeyCode.ENTER);
        assertEquals("标题是什么？", answerer.last().asked().question());
    }

    @Test
    void theModelsOwnQuestionsAreOfferedAndAsked() throws Exception {
        attach("a.png", 1);
        Node note =
                robot.lookup(
                                (Label label) ->
                                        label.getText() != null
                                                && label.getText().contains("knows posters only"))
                        .query();
        assertTrue(isSeen(note));
        robot.clickOn("What is the title?");
        assertEquals("What is the title?", answerer.last().asked().question());
        end("\"SALE\"", Ending.COMPLETE);
        assertFalse(isSeen(note));
        assertTrue(isShown("chat-questions"));
    }

    @Test
    void stopIsShownInPlaceOfAskWhileAnAnswerIsWritten() throws Exception {
        attach("a.png", 1);
        assertTrue(robot.lookup("#chat-send").queryButton().isDisabled());
        ask("What?");
        assertTrue(isShown("chat-stop") && !isShown("chat-send"));
        robot.interact(() -> answerer.write("It sa"));
        robot.clickOn("#chat-stop");
        assertEquals(1, answerer.stops);
        assertEquals("Stopping…", text("answer-state-0"));
        end("It sa", Ending.STOPPED);
        assertEquals("It sa", text("answer-0"));
        assertEquals("Stopped.", text("answer-state-0"));
        robot.clickOn(button("Ask again"));
        assertEquals("What?", answerer.last().asked().question());
        assertEquals(1, answerer.last().turn());
    }

    @Test
    void picturesAreTakenAwayBeforeTheFirstQuestionOnly() throws Exception {
        attach("a.png", 1);
        attach("b.png", 2);
        robot.clickOn(button("Take a.png away"));
        assertEquals(1, model.pictures().size());
        ask("What?");
        assertTrue(robot.lookup(".take-away").tryQuery().isEmpty());
        assertFalse(isShown("chat-attach"));
    }

    @Test
    void whatIsDraggedOverTheChatIsAttachedAndTheZoneSaysSo() throws Exception {
        Path file = ChatSamples.png(folder, "a.png", 1);
        assertTrue(fx(() -> Drops.enter(view, List.of(file))), "the zone does not say it");
        assertTrue(robot.lookup("Attach to the chat").tryQuery().isPresent());
        assertTrue(fx(() -> Drops.drop(view, List.of(file))));
        assertEquals(1, model.pictures().size());
    }

    @Test
    void anAnimatedWebpGivesItsFirstFrameAndSaysSo() throws Exception {
        String json =
                Files.readString(Path.of("../engine/src/test/resources/pictures/pictures.json"));
        String webp =
                JsonParser.parseString(json)
                        .getAsJsonObject()
                        .getAsJsonObject("webp-animated")
                        .get("file")
                        .getAsString();
        byte[] bytes = Base64.getDecoder().decode(webp);
        // The canvas is made larger: the built-in model looks at 128 × 128 pixels or more.
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(24, 127)
                .putShort(27, (short) 127);
        Path file = Files.write(folder.resolve("moving.webp"), bytes);
        robot.interact(() -> Drops.on(view, List.of(file)));
        assertEquals(1, model.pictures().size(), ports.sentences::toString);
        assertEquals("moving.webp is animated: its first frame is used.", text("chat-animated"));
    }

    private void clipboard(ClipboardContent content) {
        robot.interact(() -> Clipboard.getSystemClipboard().setContent(content));
    }

    @Test
    void filesAndPixelsArePastedAndTextStaysText() throws Exception {
        ClipboardContent files = new ClipboardContent();
        files.putFiles(List.of(ChatSamples.png(folder, "a.png", 1).toFile()));
        clipboard(files);
        robot.clickOn("#chat-question").push(KeyCode.CONTROL, KeyCode.V);
        assertEquals(1, model.pictures().size());
        ClipboardContent pixels = new ClipboardContent();
        pixels.putImage(image());
        clipboard(pixels);
        robot.push(KeyCode.CONTROL, KeyCode.V);
        assertEquals(2, model.pictures().size());
        ClipboardContent words = new ClipboardContent();
        words.putString("标题？");
        clipboard(words);
        robot.push(KeyCode.CONTROL, KeyCode.V);
        assertEquals("标题？", robot.lookup("#chat-question").queryAs(TextArea.class).getText());
        robot.interact(view::paste);
        assertEquals(List.of("There is no picture on the clipboard."), ports.sentences);
    }

    private static Image image() {
        WritableImage image = new WritableImage(160, 130);
        for (int x = 0; x < 160; x++) {
            for (int y = 0; y < 130; y++) {
                image.getPixelWriter().setColor(x, y, Color.rgb(200, 10, 90));
            }
        }
        return image;
    }

    @Test
    void aPastedPictureHasTheColoursOfTheClipboard() throws Exception {
        ClipboardContent pixels = new ClipboardContent();
        pixels.putImage(image());
        clipboard(pixels);
        robot.clickOn("#chat-paste");
        Path file = model.pictures().get(0).picture().file();
        Picture read = PictureReader.read(file);
        assertEquals(160, read.width());
        assertEquals(130, read.height());
        assertEquals((byte) 200, read.rgb()[0]);
        assertEquals((byte) 10, read.rgb()[1]);
        assertEquals((byte) 90, read.rgb()[2]);
    }

    @Test
    void earlierChatsAreListedAndOpenedByKey() throws Exception {
        StoredPicture picture = ChatSamples.add(library, "poster", 1);
        robot.interact(() -> model.attachStored(List.of(picture)));
        ask("First?");
        end("1", Ending.COMPLETE);
        robot.clickOn("#chat-new");
        attach("b.png", 2);
        ask("Second?");
        end("2", Ending.COMPLETE);
        robot.clickOn("#chat-past");
        ListView<?> list = robot.lookup("#chats").queryListView();
        assertEquals(2, list.getItems().size());
        robot.clickOn("#chats-selected");
        assertEquals(0, list.getItems().size());
        ports.selected.add(picture);
        robot.interact(view::refresh);
        assertEquals(1, list.getItems().size());
        robot.interact(list::requestFocus);
        robot.push(KeyCode.ENTER);
        assertTrue(isShown("answer-0"));
        assertEquals("1", text("answer-0"));
        assertEquals(1, model.pictures().size());
    }

    @Test
    void aChatIsDeletedByButtonAndByKeyAndFromItsMenu() throws Exception {
        assertTrue(robot.lookup("#chat-delete").queryButton().isDisabled());
        for (int i = 1; i <= 3; i++) {
            robot.clickOn("#chat-new");
            attach(i + ".png", i);
            ask("Question " + i);
            end("Answer", Ending.COMPLETE);
        }
        robot.clickOn("#chat-delete");
        assertTrue(isShown("chat-open"), "it is still shown");
        assertTrue(robot.lookup("#chat-delete").queryButton().isDisabled());
        robot.clickOn("#chat-past");
        ListView<?> list = robot.lookup("#chats").queryListView();
        assertEquals(2, list.getItems().size());
        robot.interact(list::requestFocus);
        robot.push(KeyCode.DELETE);
        assertEquals(2, list.getItems().size(), "none was selected");
        robot.interact(() -> list.getSelectionModel().select(1));
        robot.push(KeyCode.DELETE);
        assertEquals(1, list.getItems().size());
        ListCell<?> cell =
                robot.from(list).lookup((ListCell<?> one) -> one.getContextMenu() != null).query();
        MenuItem delete =
                cell.getContextMenu().getItems().stream()
                        .filter(item -> "chats-delete".equals(item.getId()))
                        .findFirst()
                        .orElseThrow();
        robot.interact(delete::fire);
        assertEquals(0, list.getItems().size());
        assertEquals(3, ports.deleted.size());
        robot.interact(() -> undo.undo());
        assertEquals(1, list.getItems().size());
    }

    @Test
    void everyControlHasANameAndIsReachedByTab() throws Exception {
        attach("a.png", 1);
        ask("What?");
        end("A poster.", Ending.COMPLETE);
        Set<Node> reached = new HashSet<>();
        robot.clickOn("#chat-question");
        for (int i = 0; i < 20; i++) {
            robot.push(KeyCode.TAB);
            reached.add(robot.window(0).getScene().getFocusOwner());
        }
        List<Node> controls =
                Stream.of(
                                "#chat-new",
                                "#chat-delete",
                                "#chat-past",
                                "#chat-question",
                                "#chat-questions")
                        .<Node>map(id -> robot.lookup(id).query())
                        .toList();
        assertTrue(reached.containsAll(controls), reached::toString);
        assertTrue(reached.contains(button("Copy the answer")), reached::toString);
        assertTrue(reached.contains(button("Draw this")), reached::toString);
        for (Node node : robot.lookup(".button").queryAll()) {
            ButtonBase button = (ButtonBase) node;
            boolean named =
                    button.getAccessibleText() != null
                            || (button.getText() != null && !button.getText().isBlank());
            assertTrue(named || !isSeen(button), button::toString);
        }
    }

    @Test
    void nothingIsCutAtTheNarrowestWidth() throws Exception {
        attach("a.png", 1);
        assertUncut();
        ask("What is written on this poster, and where, and in which colours?");
        end("It says a very long thing ".repeat(8), Ending.STOPPED);
        assertUncut();
        ask("And now?");
        robot.interact(() -> answerer.write("A poster with"));
        assertUncut();
        end("A poster.", Ending.COMPLETE);
        robot.clickOn("#chat-past");
        assertUncut();
    }

    /**
     * No text ends beyond the window, and none was shortened to what fits; but the rows of the list
     * are meant to be.
     */
    private void assertUncut() {
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> view.getScene().getRoot().layout());
        int looked = 0;
        for (String kind : List.of(".label", ".button", ".toggle-button")) {
            for (Labeled labeled : robot.lookup(kind).queryAllAs(Labeled.class)) {
                Text text = (Text) labeled.lookup(".text");
                boolean seen = isSeen(labeled) && labeled.getText() != null && text != null;
                if (seen && !labeled.getText().isEmpty() && !isInList(labeled)) {
                    double right = labeled.localToScene(labeled.getBoundsInLocal()).getMaxX();
                    assertTrue(right <= NARROW, () -> labeled.getText() + " ends at " + right);
                    assertEquals(labeled.getText(), text.getText());
                    looked++;
                }
            }
        }
        assertTrue(looked > 1, "looked at " + looked);
    }

    private static boolean isInList(Node node) {
        Node at = node;
        while (at != null && !(at instanceof ListCell)) {
            at = at.getParent();
        }
        return at != null;
    }
}
