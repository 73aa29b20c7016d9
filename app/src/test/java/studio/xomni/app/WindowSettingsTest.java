package studio.xomni.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.xomni.app.OpenStudio.until;

import atlantafx.base.controls.Notification;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javafx.application.Application;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.app.settings.Settings;

/** What the settings do in the window. */
class WindowSettingsTest {

    private static final String PROMPT = "A sign with the title \"Thank You\"";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init") // each test opens it
    private OpenStudio studio;

    private void open(String settings) throws Exception {
        studio = new OpenStudio(folder, settings);
    }

    @AfterEach
    void close() throws Exception {
        studio.close();
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
    }

    private String settings() throws IOException {
        return Files.readString(folder.resolve("data/settings.json"));
    }

    private String text(String id) {
        Labeled shown = studio.find(id);
        return shown.getText();
    }

    private void choose(Settings.Language language) {
        ChoiceBox<Settings.Language> box = studio.find("setting-language");
        studio.robot.interact(() -> box.setValue(language));
    }

    private boolean says(String words) {
        return studio.robot
                .lookup((Notification notice) -> notice.getMessage().contains(words))
                .tryQuery()
                .isPresent();
    }

    @Test
    void theLanguageIsSwitchedAtOnceAndWhatWasTypedStays() throws Exception {
        open("{\"language\": \"english\"}");
        studio.robot.clickOn("#prompt").write(PROMPT);
        studio.robot.clickOn("#page-settings");
        choose(Settings.Language.CHINESE);
        until("the page is Chinese", () -> studio.isThere("设置"));
        assertTrue(studio.isThere("#settings"), "the page stays");
        studio.robot.clickOn("#page-create");
        assertEquals("生成", text("generate"));
        assertEquals(PROMPT, ((StyleClassedTextArea) studio.find("prompt")).getText());
        assertTrue(settings().contains("\"chinese\""));
        studio.robot.clickOn("#page-settings");
        choose(Settings.Language.ENGLISH);
        until("the page is English", () -> studio.isThere("Settings"));
    }

    @Test
    void aPictureThatIsDrawnWhileTheLanguageIsSwitchedIsFinishedAndShown() throws Exception {
        open("{\"language\": \"english\"}");
        studio.robot.clickOn("#prompt").write(PROMPT);
        studio.robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until("it is drawn", () -> !text("stage").isEmpty());
        studio.robot.clickOn("#page-settings");
        choose(Settings.Language.CHINESE);
        studio.robot.clickOn("#page-create");
        until("the gallery has it", () -> studio.isThere(".picture-cell"));
        until("nothing runs any more", () -> text("stage").isEmpty());
        try (Stream<Path> files = Files.walk(folder.resolve("pictures"))) {
            assertEquals(1, files.filter(file -> file.toString().endsWith(".png")).count());
        }
    }

    @Test
    void aChosenThemeIsKept() throws Exception {
        open("{\"theme\": \"dark\"}");
        studio.robot.clickOn("#theme");
        assertEquals(
                new PrimerLight().getUserAgentStylesheet(), Application.getUserAgentStylesheet());
        assertTrue(settings().contains("\"theme\": \"light\""));
        studio.close();
        open("");
        assertEquals(
                new PrimerLight().getUserAgentStylesheet(), Application.getUserAgentStylesheet());
    }

    @Test
    void theMemoryModeIsTheSameOnThePageAndInTheForm() throws Exception {
        open("{\"memory\": \"lean\"}");
        studio.robot.clickOn("#advanced");
        ChoiceBox<?> inForm = studio.find("memory");
        assertEquals("LEAN", String.valueOf(inForm.getValue()));
        assertTrue(studio.find("numbers").isDisabled(), "lean means int8");
        studio.robot.clickOn("#page-settings");
        until("the peaks are known", () -> studio.isThere("#predicted-minimal"));
        assertTrue(((RadioButton) studio.find("memory-lean")).isSelected());
        RadioButton full = studio.find("memory-full");
        studio.robot.interact(full::fire);
        assertEquals("FULL", String.valueOf(inForm.getValue()));
        assertTrue(settings().contains("\"memory\": \"full\""));
    }

    @Test
    void damagedSettingsAreSaidAndKeptAside() throws Exception {
        open("{\"theme\": ");
        assertTrue(says("settings-damaged.json"));
        assertEquals(
                "{\"theme\": ", Files.readString(folder.resolve("data/settings-damaged.json")));
    }

    @Test
    void diagnosticsHoldPromptsOnlyWhenTheUserSaysSo() throws Exception {
        open("");
        studio.robot.clickOn("#prompt").write(PROMPT);
        studio.robot.clickOn("#size-free");
        studio.robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until("nothing runs any more", () -> text("stage").isEmpty());
        studio.robot.clickOn("#page-settings");
        Button copy = studio.find("diagnostics");
        studio.robot.interact(copy::fire);
        until("it is said", () -> says("diagnostics are in"));
        List<Path> first = zips();
        assertEquals(1, first.size());
        try (ZipFile zip = new ZipFile(first.get(0).toFile())) {
            String versions =
                    new String(zip.getInputStream(zip.getEntry("versions.txt")).readAllBytes());
            assertTrue(versions.contains("X-Omni Studio: "), versions);
            assertTrue(zip.getEntry("logs/studio-0.log") != null, "no log");
            for (var entry : zip.stream().toList()) {
                String content = new String(zip.getInputStream(entry).readAllBytes());
                assertFalse(content.contains("Thank You"), entry.getName());
            }
        }
        Files.delete(first.get(0));
        studio.robot.interact(() -> ((CheckBox) studio.find("diagnostics-prompts")).fire());
        studio.robot.interact(copy::fire);
        until("the other is there", () -> !zips().isEmpty());
        try (ZipFile zip = new ZipFile(zips().get(0).toFile())) {
            String prompts =
                    new String(zip.getInputStream(zip.getEntry("prompts.txt")).readAllBytes());
            assertTrue(prompts.contains("Thank You"), prompts);
        }
    }

    private List<Path> zips() throws IOException {
        Path made = folder.resolve("data/diagnostics");
        if (!Files.isDirectory(made)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(made)) {
            return files.filter(file -> file.toString().endsWith(".zip")).toList();
        }
    }

    @Test
    void picturesMoveToAnotherFolderAndAreStillThere() throws Exception {
        open("");
        studio.robot.clickOn("#prompt").write(PROMPT);
        studio.robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until("the gallery has it", () -> studio.isThere(".picture-cell"));
        until("nothing runs any more", () -> text("stage").isEmpty());
        Path other = Files.createDirectories(folder.resolve("other"));
        studio.robot.interact(() -> studio.studio.changeFolder(other, true));
        until("it is in the other folder", () -> pngs(other) == 1);
        until("it has left the old one", () -> pngs(folder.resolve("pictures")) == 0);
        until("the gallery has it again", () -> studio.isThere(".picture-cell"));
        assertTrue(settings().contains(other.toString()));
        studio.close();
        open("");
        until("it is there after another start", () -> studio.isThere(".picture-cell"));
    }

    private static long pngs(Path where) throws IOException {
        try (Stream<Path> files = Files.walk(where)) {
            return files.filter(file -> file.toString().endsWith(".png")).count();
        }
    }

    @Test
    void inANarrowWindowTheTabsLieOverTheCanvas() throws Exception {
        open("");
        studio.robot.interact(() -> studio.stage.setWidth(1030));
        until("the rail is there", () -> studio.isThere("#rail-queue"));
        assertFalse(studio.isThere("#tabs"), "the tabs take no room");
        studio.robot.clickOn("#rail-queue");
        assertTrue(studio.isThere("#tabs"));
        studio.robot.push(KeyCode.ESCAPE);
        assertFalse(studio.isThere("#tabs"), "Esc takes them away");
        studio.robot.interact(() -> studio.stage.setWidth(1270));
        until("there is room again", () -> studio.isThere("#tabs"));
        assertFalse(studio.isThere("#rail-queue"));
    }
}
