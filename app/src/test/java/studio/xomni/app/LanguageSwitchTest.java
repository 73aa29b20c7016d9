package studio.xomni.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.xomni.app.OpenStudio.until;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import studio.xomni.app.gallery.Drops;
import studio.xomni.app.settings.Settings;
import studio.xomni.app.store.ChatTurn;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;

/** Another language takes nothing from the user, with the real built-in model. */
class LanguageSwitchTest {

    private static final Path POSTERS = Path.of("../engine/src/test/resources/goldens/builtin");

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    @TempDir Path folder;

    private OpenStudio studio;
    private FxRobot robot;

    @BeforeEach
    void open() throws Exception {
        studio = new OpenStudio(folder, "{\"language\": \"english\"}");
        robot = studio.robot;
    }

    @AfterEach
    void close() throws Exception {
        studio.close();
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
    }

    private void speakChinese() {
        robot.interact(
                () ->
                        studio.studio.change(
                                studio.studio.settings().withLanguage(Settings.Language.CHINESE)));
    }

    private Optional<String> text(String id) {
        return robot.lookup("#" + id).tryQuery().map(node -> ((Labeled) node).getText());
    }

    private void attach() throws Exception {
        robot.clickOn("Chat");
        robot.interact(() -> Drops.on(studio.find("chat"), List.of(POSTERS.resolve("0.png"))));
        until("it is attached", () -> studio.isThere(".pinned"));
    }

    private boolean isAnswering() {
        return studio.<Node>find("chat-stop").isVisible();
    }

    /** Switches where a part of the answer is there; nothing more of it comes meanwhile. */
    private boolean switchedWhileItIsWritten(StringBuilder part) {
        robot.interact(
                () -> {
                    String answer = text("answer-0").orElse("");
                    if (isAnswering() && !answer.isEmpty()) {
                        part.append(answer);
                        speakChinese();
                        studio.stage.getScene().getRoot().applyCss();
                        assertTrue(isAnswering(), "it is stopped");
                        assertEquals(answer, text("answer-0").orElse(""));
                    }
                });
        return !part.isEmpty();
    }

    @Test
    void anAnswerThatIsBeingWrittenGoesOnInTheNewWindow() throws Exception {
        attach();
        StringBuilder part = new StringBuilder();
        robot.clickOn("#chat-question").write("Describe this picture.").push(KeyCode.ENTER);
        until("a part of the answer is there", () -> switchedWhileItIsWritten(part));
        until("the answer is there", () -> !isAnswering());
        String whole = text("answer-0").orElse("");
        assertTrue(whole.startsWith(part.toString()) && whole.length() > part.length(), whole);
        assertTrue(studio.isThere("聊天"), "the window is Chinese");
        robot.clickOn("#chat-question").write("What is the title?").push(KeyCode.ENTER);
        until("the next is answered", () -> !isAnswering() && text("answer-1").isPresent());
        studio.close();
        try (Library library =
                Library.open(new Folders(folder.resolve("pictures"), folder.resolve("data")))) {
            ChatTurn turn = library.chats().all().get(0).turns().get(0);
            assertEquals(ChatTurn.Ending.COMPLETE, turn.ending());
            assertEquals(whole, turn.answer());
        }
        open();
    }

    @Test
    void whatIsAttachedAndTypedInTheChatStays() throws Exception {
        attach();
        robot.clickOn("#chat-question").write("What");
        speakChinese();
        assertTrue(studio.isThere(".pinned"), "the picture is gone");
        assertEquals("What", studio.<TextInputControl>find("chat-question").getText());
        assertTrue(isShown("chat-question"), "another tab is shown");
        robot.clickOn("#chat-question").push(KeyCode.END).write(" is it?").push(KeyCode.ENTER);
        until("it is answered", () -> !isAnswering() && text("answer-0").isPresent());
    }

    private boolean isShown(String id) {
        return robot.lookup("#" + id)
                .tryQuery()
                .filter(node -> node.getScene() == studio.stage.getScene())
                .isPresent();
    }

    private void importPosters() throws Exception {
        for (String name : List.of("0.png", "1.png")) {
            Files.copy(POSTERS.resolve(name), folder.resolve(name));
        }
        robot.clickOn("Gallery");
        robot.interact(
                () ->
                        Drops.on(
                                robot.lookup(".gallery").query(),
                                List.of(folder.resolve("0.png"), folder.resolve("1.png"))));
        until("they are in the gallery", () -> cells() == 2);
        until("one is selected", () -> selected() == 1);
    }

    private TextField search() {
        return robot.lookup(".gallery .search").query();
    }

    private long cells() {
        return robot.lookup(".picture-cell").queryAll().stream().filter(Node::isVisible).count();
    }

    private long selected() {
        return robot.lookup(".picture-cell").queryAll().stream()
                .filter(cell -> cell.getPseudoClassStates().contains(SELECTED))
                .count();
    }

    private long inTrash() throws Exception {
        Path trash = folder.resolve("pictures/.trash");
        if (!Files.isDirectory(trash)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(trash)) {
            return files.filter(file -> file.toString().endsWith(".png")).count();
        }
    }

    @Test
    void aDeletionIsUndoneInTheNewWindow() throws Exception {
        importPosters();
        robot.clickOn(robot.lookup(".picture-cell").nth(1).<Node>query()).push(KeyCode.DELETE);
        until("one is in the trash", () -> cells() == 1 && inTrash() == 1);
        speakChinese();
        until("the gallery is there again", () -> cells() == 1);
        robot.clickOn("#dice").push(KeyCode.CONTROL, KeyCode.Z);
        until("it is back", () -> cells() == 2 && inTrash() == 0);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(2, cells(), "there is nothing more to undo");
    }

    @Test
    void searchAndSelectionStay() throws Exception {
        importPosters();
        robot.clickOn(robot.lookup(".picture-cell").nth(1).<Node>query());
        robot.push(KeyCode.CONTROL, KeyCode.F).write("sale");
        speakChinese();
        assertEquals("sale", search().getText());
        robot.clickOn(search()).push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.DELETE);
        until("both are there", () -> cells() == 2);
        assertEquals(1, selected());
    }

    @Test
    void theExpandedGalleryStaysExpandedAndTheExportsWindowOpen() throws Exception {
        importPosters();
        robot.push(KeyCode.CONTROL, KeyCode.E);
        until("the export's window is there", () -> studio.isThere("#export-folder"));
        robot.interact(() -> studio.<TextField>find("export-folder").setText("/somewhere"));
        speakChinese();
        until("it is there again", () -> studio.isThere("#export-folder"));
        assertEquals("/somewhere", studio.<TextField>find("export-folder").getText());
        assertEquals(1, robot.lookup("#export-folder").queryAll().size());
        assertFalse(text("export-start").orElse("").contains("Export"), "it is English");
    }
}
