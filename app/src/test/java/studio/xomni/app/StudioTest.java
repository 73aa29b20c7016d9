package studio.xomni.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.xomni.app.OpenStudio.until;

import atlantafx.base.controls.Notification;
import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import studio.xomni.app.gallery.Drops;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.StoredPicture;

/** The whole window with the real built-in model, by mouse and keys. */
class StudioTest {

    private static final String PROMPT = "A sign with the title \"Thank You\"";

    @TempDir Path folder;

    private FxRobot robot;
    private Stage stage;
    private OpenStudio studio;

    @BeforeEach
    void open() throws Exception {
        studio = new OpenStudio(folder, "{\"theme\": \"dark\"}");
        robot = studio.robot;
        stage = studio.stage;
    }

    @AfterEach
    void close() throws Exception {
        studio.close();
    }

    private <T extends Node> T find(String id) {
        return robot.lookup("#" + id).query();
    }

    private StyleClassedTextArea prompt() {
        return find("prompt");
    }

    private void type(String text) {
        robot.clickOn(prompt()).write(text);
    }

    /** A small picture, so that it is quick. */
    private void smallest() {
        robot.clickOn("#size-free");
        for (String side : List.of("width", "height")) {
            robot.doubleClickOn("#" + side).push(KeyCode.CONTROL, KeyCode.A).write("64");
            robot.push(KeyCode.TAB);
        }
    }

    private List<Path> pictures() throws java.io.IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("pictures"))) {
            return files.filter(file -> file.toString().endsWith(".png")).toList();
        }
    }

    private String stageText() {
        return ((Label) find("stage")).getText();
    }

    @Test
    void opensReadyToType() {
        assertTrue(stage.isShowing());
        assertEquals("X-Omni Studio", stage.getTitle());
        assertTrue(prompt().isFocused(), "the prompt has no focus");
        assertEquals(
                new PrimerDark().getUserAgentStylesheet(), Application.getUserAgentStylesheet());
    }

    @Test
    void theFullScreenIsEnteredAndLeftWithThePanelsAsTheyWere() throws Exception {
        robot.push(KeyCode.F11);
        until("the window fills the screen", stage::isFullScreen);
        assertFalse(robot.lookup("#prompt").tryQuery().isPresent(), "the form is still there");
        robot.push(KeyCode.ESCAPE);
        until("the window is as before", () -> !stage.isFullScreen());
        assertTrue(robot.lookup("#prompt").tryQuery().isPresent(), "the form is gone");
    }

    @Test
    void quotedTextsAreListedAndEditingEitherSideChangesTheOther() {
        type(PROMPT);
        TextField text = find("text-0");
        assertEquals("Thank You", text.getText());
        robot.clickOn(text).push(KeyCode.END).write("!");
        assertEquals("A sign with the title \"Thank You!\"", prompt().getText());
        robot.clickOn(prompt()).push(KeyCode.CONTROL, KeyCode.Z);
        assertFalse(prompt().getText().contains("!"), "undo brings the old text back");
    }

    @Test
    void aSliderAndItsFieldShowTheSameValue() {
        Slider slider = find("min-p-slider");
        TextField field = find("min-p");
        robot.clickOn(field).push(KeyCode.CONTROL, KeyCode.A).write("0.125").push(KeyCode.ENTER);
        assertEquals(0.5, slider.getValue(), 1e-6, "a square-root scale");
        robot.interact(() -> slider.setValue(1));
        assertEquals("0.500", field.getText());
        robot.clickOn(field).push(KeyCode.CONTROL, KeyCode.A).write("nonsense");
        robot.push(KeyCode.ENTER);
        assertEquals("0.500", field.getText());
    }

    @Test
    void generatesAPictureThatIsShownAndKept() throws Exception {
        type(PROMPT);
        smallest();
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until("a picture is kept", () -> !pictures().isEmpty());
        until("nothing runs any more", () -> stageText().isEmpty());
        until("it is in the gallery", () -> robot.lookup(".picture-cell").tryQuery().isPresent());
        close();
        try (Library library = Library.open(folders())) {
            StoredPicture picture = library.pictures().all().get(0);
            assertEquals(PROMPT, picture.prompt());
            assertEquals(64, picture.width());
            assertEquals(Job.State.DONE, library.jobs().all().get(0).state());
            assertEquals(List.of(PROMPT), library.desk().history());
            assertTrue(library.desk().draft().orElseThrow().contains("Thank You"));
        }
        open();
    }

    /** The window's thread is looked at all the time while a picture is made, shown and kept. */
    @Test
    void neitherModelNorDiskIsOnTheWindowsThreadWhileAPictureIsMade() throws Exception {
        type(PROMPT);
        smallest();
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        List<String> seen = new ArrayList<>();
        int looks = 0;
        while (pictures().isEmpty() || !stageText().isEmpty()) {
            Thread.getAllStackTraces()
                    .forEach(
                            (thread, stack) -> {
                                if (thread.getName().equals("JavaFX Application Thread")) {
                                    Stream.of(stack)
                                            .map(StackTraceElement::getClassName)
                                            .filter(StudioTest::isSlow)
                                            .forEach(seen::add);
                                }
                            });
            looks++;
            assertTrue(looks < 100_000, "no picture came");
        }
        assertTrue(looks > 100, "looked only " + looks + " times");
        assertEquals(List.of(), seen);
    }

    private static boolean isSlow(String name) {
        return Stream.of(
                        "ai.djl.",
                        "org.h2.",
                        "org.jdbi.",
                        "javax.imageio.",
                        "sun.nio.ch.FileChannel")
                .anyMatch(name::startsWith);
    }

    private Folders folders() {
        return new Folders(folder.resolve("pictures"), folder.resolve("data"));
    }

    @Test
    void escapeStopsAndTheQueueGoesOnFromTheRowsThatAreKept() throws Exception {
        type(PROMPT);
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until("rows are written", () -> stageText().matches(".*row ([3-9]|[12]\\d) of 32"));
        robot.push(KeyCode.ESCAPE);
        until("it is stopped", () -> stageText().isEmpty());
        assertTrue(pictures().isEmpty());
        robot.clickOn("Queue  1");
        until("the job says so", () -> robot.lookup("#queue").queryAs(ListView.class) != null);
        Label kept =
                robot.lookup(
                                (Label label) ->
                                        label.getText() != null
                                                && label.getText().contains("rows are kept"))
                        .query();
        assertTrue(kept.isVisible());
        Button resume =
                robot.lookup((Button button) -> "Resume".equals(button.getAccessibleText()))
                        .query();
        robot.clickOn(resume);
        until("the picture is finished", () -> !pictures().isEmpty());
    }

    @Test
    void singleLettersAreDeadWhileTheyAreTyped() {
        type("fg?");
        assertEquals("fg?", prompt().getText());
        assertTrue(robot.lookup("#tabs").tryQuery().isPresent());
        robot.clickOn("#dice").push(KeyCode.F);
        assertTrue(robot.lookup("#tabs").tryQuery().isEmpty(), "F hides the panels");
        robot.push(KeyCode.F);
        assertTrue(robot.lookup("#tabs").tryQuery().isPresent());
    }

    @Test
    void closingWhileAPictureIsDrawnAsksFirst() throws Exception {
        type(PROMPT);
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until("rows are written", () -> stageText().matches(".*row \\d+ of 32"));
        robot.interact(
                () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        robot.clickOn("Cancel");
        assertTrue(stage.isShowing(), "the window was closed without an answer");
        robot.push(KeyCode.ESCAPE);
        until("it is stopped", () -> stageText().isEmpty());
    }

    @Test
    void aPictureThatIsDroppedOnTheFormGivesItsSettingsBack() throws Exception {
        type(PROMPT);
        smallest();
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until("a picture is kept", () -> !pictures().isEmpty());
        until("nothing runs any more", () -> stageText().isEmpty());
        Path copy = Files.copy(pictures().get(0), folder.resolve("copy.png"));
        robot.interact(() -> prompt().replaceText("something else"));
        robot.interact(() -> Drops.on(find("prompt"), List.of(copy)));
        robot.clickOn("Apply settings");
        assertEquals(PROMPT, prompt().getText());
    }

    @Test
    void aTextFileThatCallsItselfAPictureIsRefusedInTheWindow() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.png"), "not a picture");
        robot.interact(() -> Drops.on(find("prompt"), List.of(file)));
        until(
                "a message says so",
                () ->
                        robot.lookup(
                                        (Notification notice) ->
                                                notice.getMessage().contains("notes.png"))
                                .tryQuery()
                                .isPresent());
    }

    @Test
    void theThemeIsChangedAtOnce() {
        robot.clickOn("#theme");
        assertEquals(
                new PrimerLight().getUserAgentStylesheet(), Application.getUserAgentStylesheet());
        robot.clickOn("#theme");
        assertEquals(
                new PrimerDark().getUserAgentStylesheet(), Application.getUserAgentStylesheet());
    }

    private static final Path POSTER =
            Path.of("../engine/src/test/resources/goldens/builtin/0.png");

    private String answer(int turn) {
        return robot.lookup("#answer-" + turn)
                .tryQuery()
                .map(label -> ((Label) label).getText())
                .orElse("");
    }

    private boolean isAnswering() {
        return robot.lookup("#chat-stop").query().isVisible();
    }

    @Test
    void aPictureIsDroppedOnTheChatAskedAboutAnsweredDrawnAndStillThereAfterARestart()
            throws Exception {
        type("what was typed");
        robot.clickOn("Chat");
        robot.interact(() -> Drops.on(find("chat"), List.of(POSTER)));
        until("it is attached", () -> robot.lookup(".pinned").tryQuery().isPresent());
        robot.clickOn("#chat-question").write("What does it say?").push(KeyCode.ENTER);
        until("an answer comes", () -> !isAnswering() && !answer(0).isEmpty());
        assertTrue(answer(0).contains("SUMMER SALE"), answer(0));
        robot.clickOn("#chat-questions").clickOn("What colour is the background?");
        until("another answer comes", () -> !isAnswering() && !answer(1).isEmpty());
        assertTrue(answer(1).contains("dark blue"), answer(1));
        robot.clickOn(robot.lookup(".draw-answer").nth(1).<Node>query());
        assertEquals(answer(1), prompt().getText());
        robot.clickOn(prompt()).push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals("what was typed", prompt().getText(), "undo brings back what was typed");
        String first = answer(0);
        close();
        open();
        robot.clickOn("Chat").clickOn("#chat-past");
        ListView<?> chats = find("chats");
        until("the chat is listed", () -> chats.getItems().size() == 1 && chats.isFocused());
        robot.push(KeyCode.ENTER);
        until("it is there again", () -> answer(0).equals(first));
        assertTrue(robot.lookup(".pinned").tryQuery().isPresent());
    }

    @Test
    void aQuestionGoesAheadOfARunningJobAndEscStopsIt() throws Exception {
        robot.clickOn("Chat");
        robot.interact(() -> Drops.on(find("chat"), List.of(POSTER)));
        until("it is attached", () -> robot.lookup(".pinned").tryQuery().isPresent());
        type(PROMPT);
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until("rows are written", () -> stageText().matches(".*row ([2-9]|[12]\\d) of 32"));
        robot.clickOn("#chat-question").write("What is the title?").push(KeyCode.ENTER);
        until("an answer comes", () -> !isAnswering() && !answer(0).isEmpty());
        assertTrue(answer(0).contains("SUMMER SALE"), answer(0));
        assertTrue(pictures().size() == 1, "the picture was finished first");
        robot.write("Describe this picture.").push(KeyCode.ENTER);
        until("it is being answered", () -> isAnswering() && !answer(1).isEmpty());
        robot.push(KeyCode.ESCAPE);
        until("the answer is stopped", () -> !isAnswering());
        until("the picture is finished", () -> pictures().size() == 2 && stageText().isEmpty());
    }

    @Test
    void aPictureOfTheGalleryIsAskedAboutAndFoundByTheAnswer() throws Exception {
        Path file = Files.copy(POSTER, folder.resolve("poster.png"));
        robot.clickOn("Gallery");
        robot.interact(() -> Drops.on(robot.lookup(".gallery").query(), List.of(file)));
        until("it is imported and selected", () -> find("ask-about").getParent().isVisible());
        robot.clickOn("#ask-about");
        until("it is attached", () -> robot.lookup(".pinned").tryQuery().isPresent());
        robot.clickOn("What does it say?");
        until("an answer comes", () -> !isAnswering() && !answer(0).isEmpty());
        Node nothing = robot.lookup(".gallery .placeholder").query();
        robot.push(KeyCode.CONTROL, KeyCode.F).write("chat:winter");
        until("nothing is found", nothing::isVisible);
        robot.push(KeyCode.CONTROL, KeyCode.A).write("chat:\"summer sale\"");
        until("it is found by the answer", () -> !nothing.isVisible());
    }
}
