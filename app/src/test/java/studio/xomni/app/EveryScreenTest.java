package studio.xomni.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.xomni.app.OpenStudio.until;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Every screen in both languages and themes: names, whole words, contrast, the way of the focus.
 */
class EveryScreenTest {

    private static final double WIDTH = 1024;
    private static final double HEIGHT = 700;

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init") // each test opens it
    private OpenStudio studio;

    private void open(String language, String theme) throws Exception {
        studio =
                new OpenStudio(
                        folder,
                        "{\"language\": \"%s\", \"theme\": \"%s\"}".formatted(language, theme));
        studio.robot.interact(
                () -> {
                    studio.stage.setWidth(WIDTH);
                    studio.stage.setHeight(HEIGHT);
                });
    }

    @AfterEach
    void close() throws Exception {
        studio.robot.interact(
                () -> {
                    studio.stage.setRenderScaleX(1);
                    studio.stage.setRenderScaleY(1);
                });
        studio.close();
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
    }

    /** Draws a small picture, and leaves another in the queue. */
    private void drawOne() throws Exception {
        studio.robot.clickOn("#prompt").write("A sign with the title \"Thank You\"");
        studio.robot.interact(
                () -> ((javafx.scene.control.ToggleButton) studio.find("size-free")).fire());
        for (String side : List.of("width", "height")) {
            studio.robot.doubleClickOn("#" + side).push(KeyCode.CONTROL, KeyCode.A).write("64");
            studio.robot.push(KeyCode.TAB);
        }
        studio.robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until("it is in the gallery", () -> tabShows("gallery", ".picture-cell"));
        until("nothing runs", () -> ((Labeled) studio.find("stage")).getText().isEmpty());
    }

    private boolean tabShows(String tab, String query) {
        if (!studio.isThere("#tabs")) {
            studio.robot.clickOn("#rail-" + tab);
        }
        return studio.isThere(query);
    }

    private record Shown(String screen, List<String> wrong) {}

    /** Goes through all screens and collects what is wrong on each. */
    private List<Shown> onEachScreen(Function<Walk, List<String>> wrong) {
        List<Shown> found = new ArrayList<>();
        look("create", wrong, found);
        for (Node button : studio.robot.lookup(".rail .toggle-button").queryAll()) {
            studio.robot.clickOn(button);
            look(String.valueOf(button.getId()), wrong, found);
        }
        studio.robot.push(KeyCode.ESCAPE);
        studio.robot.interact(() -> ((TitledPane) studio.find("advanced")).setExpanded(true));
        look("advanced", wrong, found);
        for (String page : List.of("settings", "guide")) {
            studio.robot.clickOn("#page-" + page);
            look(page, wrong, found);
        }
        studio.robot.clickOn("#page-create");
        lookAtDialogs(wrong, found);
        return found;
    }

    /** The dialogs that keys open: with a picture selected, and the keyboard not in a text. */
    private void lookAtDialogs(Function<Walk, List<String>> wrong, List<Shown> found) {
        if (!studio.isThere("#tabs")) {
            studio.robot.clickOn("#rail-gallery");
        }
        studio.robot.clickOn(".picture-cell");
        Map<String, Runnable> openers = new LinkedHashMap<>();
        openers.put("keys", () -> ((Button) studio.find("keys")).fire());
        openers.put("export", () -> press(KeyCode.E, true));
        openers.put("sheet", () -> press(KeyCode.X, false));
        openers.put("saved prompts", () -> press(KeyCode.P, true));
        openers.forEach(
                (name, open) -> {
                    studio.robot.interact(open);
                    WaitForAsyncUtils.waitForFxEvents();
                    List<Window> dialogs =
                            Window.getWindows().stream()
                                    .filter(window -> window != studio.stage)
                                    .filter(window -> window instanceof Stage)
                                    .toList();
                    assertEquals(1, dialogs.size(), name + " is not open");
                    look(name, dialogs.get(0).getScene(), wrong, found);
                    studio.robot.interact(dialogs.get(0)::hide);
                });
        studio.robot.push(KeyCode.ESCAPE);
    }

    /** A key as the window gets it. */
    private void press(KeyCode code, boolean control) {
        String letter = control ? "" : code.getName().toLowerCase(Locale.ROOT);
        for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_TYPED)) {
            boolean typed = type == KeyEvent.KEY_TYPED;
            Node focus = studio.stage.getScene().getFocusOwner();
            focus.fireEvent(
                    new KeyEvent(
                            type,
                            typed ? letter : "",
                            "",
                            typed ? KeyCode.UNDEFINED : code,
                            false,
                            control,
                            false,
                            false));
        }
    }

    private void look(String screen, Function<Walk, List<String>> wrong, List<Shown> found) {
        look(screen, studio.stage.getScene(), wrong, found);
    }

    private void look(
            String screen, Scene scene, Function<Walk, List<String>> wrong, List<Shown> found) {
        WaitForAsyncUtils.waitForFxEvents();
        studio.robot.interact(
                () -> {
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                    List<String> here = wrong.apply(new Walk(scene));
                    if (!here.isEmpty()) {
                        found.add(new Shown(screen, here));
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"english", "chinese"})
    void inTheSmallestWindowNoWordIsCutNothingIsNamelessAndNothingIsFaint(String language)
            throws Exception {
        open(language, "dark");
        drawOne();
        assertEquals(List.of(), onEachScreen(Walk::nameless), "without a name");
        for (double scale : new double[] {1, 1.5, 2}) {
            studio.robot.interact(
                    () -> {
                        studio.stage.setRenderScaleX(scale);
                        studio.stage.setRenderScaleY(scale);
                    });
            assertEquals(List.of(), onEachScreen(Walk::cut), "cut at the scale " + scale);
        }
        assertEquals(List.of(), onEachScreen(Walk::faint), "faint in the dark theme");
        studio.robot.clickOn("#theme");
        assertEquals(List.of(), onEachScreen(Walk::faint), "faint in the light theme");
    }

    /** What the walk is there to find, it finds. */
    @Test
    void aCutWordANamelessButtonAndAFaintTextAreCaught() throws Exception {
        open("english", "dark");
        Label narrow = new Label("Wider than it may be");
        narrow.setMaxWidth(40);
        Button nameless = new Button();
        Label faint = new Label("grey");
        faint.setStyle("-fx-text-fill: #444");
        VBox wrong = new VBox(narrow, nameless, faint);
        wrong.setStyle("-fx-background-color: #333");
        studio.robot.interact(() -> studio.stage.getScene().setRoot(wrong));
        List<Shown> found = new ArrayList<>();
        look("cut", Walk::cut, found);
        look("nameless", Walk::nameless, found);
        look("faint", Walk::faint, found);
        assertEquals(
                List.of("cut", "nameless", "faint"), found.stream().map(Shown::screen).toList());
    }

    @Test
    void theTabKeyGoesThroughTheFormFromTopToBottom() throws Exception {
        open("english", "dark");
        studio.robot.clickOn("#prompt");
        List<Node> way = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            studio.robot.push(KeyCode.TAB);
            Node focus = studio.stage.getScene().getFocusOwner();
            if (focus == null || way.contains(focus)) {
                break;
            }
            way.add(focus);
        }
        List<String> ids = way.stream().map(Node::getId).toList();
        List<String> wanted = List.of("min-p", "cfg", "generate");
        int last = -1;
        for (String id : wanted) {
            int at = ids.indexOf(id);
            assertTrue(at > last, id + " in " + ids);
            last = at;
        }
    }
}
