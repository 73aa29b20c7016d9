package studio.xomni.app.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import studio.xomni.app.chat.Progressing.Stage;
import studio.xomni.app.store.ChatTurn.Ending;
import studio.xomni.app.store.StoredPicture;

/** The chat at the narrowest width that it may have. */
class ChatViewTest {

    @TempDir Path folder;

    private ChatWindow chat;
    private FxRobot robot;
    private FakeChatPorts ports;
    private ChatModel model;
    private ChatView view;
    private FakeAnswerer answerer;

    @BeforeEach
    void open() throws Exception {
        chat = new ChatWindow(folder);
        robot = chat.robot;
        ports = chat.ports;
        model = chat.model;
        view = chat.view;
        answerer = chat.answerer;
    }

    @AfterEach
    void close() throws Exception {
        chat.close();
    }

    @Test
    void anEmptyChatSaysWhatToDo() {
        assertTrue(chat.isShown("chat-open") && chat.isShown("chat-paste"));
        assertTrue(robot.lookup("#chat-selected").queryButton().isDisabled());
        ports.selected.add(ChatSamples.add(chat.library, "poster", 1));
        robot.interact(view::refresh);
        robot.clickOn("#chat-selected");
        assertFalse(chat.isShown("chat-open"));
        assertEquals(1, model.pictures().size());
    }

    @Test
    void aQuestionIsTypedAskedAnsweredCopiedAndDrawn() throws Exception {
        chat.attach("a.png", 1);
        robot.clickOn("#chat-question").write("What?");
        robot.press(KeyCode.SHIFT).push(KeyCode.ENTER).release(KeyCode.SHIFT).write("Why?");
        assertEquals(List.of(), answerer.asked);
        robot.push(KeyCode.ENTER);
        assertEquals("What?\nWhy?", answerer.last().asked().question());
        robot.interact(() -> answerer.say(Stage.LOOKING));
        assertTrue(
                chat.text("answer-state-0").startsWith("Looking at"), chat.text("answer-state-0"));
        robot.interact(() -> answerer.write("It"));
        assertEquals("It", chat.text("answer-0"));
        robot.interact(() -> answerer.write("It says 大减价"));
        assertEquals("It says 大减价", chat.text("answer-0"));
        chat.end("It says 大减价.", Ending.COMPLETE);
        assertEquals("M", chat.text("answer-state-0"));
        robot.clickOn(chat.button("Copy the answer")).clickOn(chat.button("Draw this"));
        assertEquals(List.of("It says 大减价."), ports.copied);
        assertEquals(List.of("It says 大减价."), ports.drawn);
        chat.ask("Next?");
        chat.end("Done.", Ending.COMPLETE);
        assertEquals("Done.", chat.text("answer-1"));
    }

    @Test
    void whatAnInputMethodComposesIsAskedWhenItIsCommitted() throws Exception {
        chat.attach("a.png", 1);
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
        chat.attach("a.png", 1);
        Node note =
                robot.lookup(
                                (Label label) ->
                                        label.getText() != null
                                                && label.getText().contains("knows posters only"))
                        .query();
        assertTrue(ChatWindow.isSeen(note));
        robot.clickOn("What is the title?");
        assertEquals("What is the title?", answerer.last().asked().question());
        chat.end("\"SALE\"", Ending.COMPLETE);
        assertFalse(ChatWindow.isSeen(note));
        assertTrue(chat.isShown("chat-questions"));
    }

    @Test
    void stopIsShownInPlaceOfAskWhileAnAnswerIsWritten() throws Exception {
        chat.attach("a.png", 1);
        assertTrue(robot.lookup("#chat-send").queryButton().isDisabled());
        chat.ask("What?");
        assertTrue(chat.isShown("chat-stop") && !chat.isShown("chat-send"));
        robot.interact(() -> answerer.write("It sa"));
        robot.clickOn("#chat-stop");
        assertEquals(1, answerer.stops);
        assertEquals("Stopping…", chat.text("answer-state-0"));
        chat.end("It sa", Ending.STOPPED);
        assertEquals("It sa", chat.text("answer-0"));
        assertEquals("Stopped.", chat.text("answer-state-0"));
        robot.clickOn(chat.button("Ask again"));
        assertEquals("What?", answerer.last().asked().question());
        assertEquals(1, answerer.last().turn());
    }

    @Test
    void earlierChatsAreListedAndOpenedByKey() throws Exception {
        StoredPicture picture = ChatSamples.add(chat.library, "poster", 1);
        robot.interact(() -> model.attachStored(List.of(picture)));
        chat.ask("First?");
        chat.end("1", Ending.COMPLETE);
        robot.clickOn("#chat-new");
        chat.attach("b.png", 2);
        chat.ask("Second?");
        chat.end("2", Ending.COMPLETE);
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
        assertTrue(chat.isShown("answer-0"));
        assertEquals("1", chat.text("answer-0"));
        assertEquals(1, model.pictures().size());
    }

    @Test
    void aChatIsDeletedByButtonAndByKeyAndFromItsMenu() throws Exception {
        assertTrue(robot.lookup("#chat-delete").queryButton().isDisabled());
        for (int i = 1; i <= 3; i++) {
            robot.clickOn("#chat-new");
            chat.attach(i + ".png", i);
            chat.ask("Question " + i);
            chat.end("Answer", Ending.COMPLETE);
        }
        robot.clickOn("#chat-delete");
        assertTrue(chat.isShown("chat-open"), "it is still shown");
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
        robot.interact(() -> chat.undo.undo());
        assertEquals(1, list.getItems().size());
    }

    @Test
    void everyControlHasANameAndIsReachedByTab() throws Exception {
        chat.attach("a.png", 1);
        chat.ask("What?");
        chat.end("A poster.", Ending.COMPLETE);
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
        assertTrue(reached.contains(chat.button("Copy the answer")), reached::toString);
        assertTrue(reached.contains(chat.button("Draw this")), reached::toString);
        for (Node node : robot.lookup(".button").queryAll()) {
            ButtonBase button = (ButtonBase) node;
            boolean named =
                    button.getAccessibleText() != null
                            || (button.getText() != null && !button.getText().isBlank());
            assertTrue(named || !ChatWindow.isSeen(button), button::toString);
        }
    }

    @Test
    void nothingIsCutAtTheNarrowestWidth() throws Exception {
        chat.attach("a.png", 1);
        assertUncut();
        chat.ask("What is written on this poster, and where, and in which colours?");
        chat.end("It says a very long thing ".repeat(8), Ending.STOPPED);
        assertUncut();
        chat.ask("And now?");
        robot.interact(() -> answerer.write("A poster with"));
        assertUncut();
        chat.end("A poster.", Ending.COMPLETE);
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
                boolean seen =
                        ChatWindow.isSeen(labeled) && labeled.getText() != null && text != null;
                if (seen && !labeled.getText().isEmpty() && !isInList(labeled)) {
                    double right = labeled.localToScene(labeled.getBoundsInLocal()).getMaxX();
                    assertTrue(
                            right <= ChatWindow.NARROW,
                            () -> labeled.getText() + " ends at " + right);
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
