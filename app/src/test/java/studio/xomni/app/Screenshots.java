package studio.xomni.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.xomni.app.settings.Settings;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PngWriter;

/**
 * Takes the pictures in {@code assets/…/guide} with the real built-in model. Not a test, and not
 * run with them: {@code mvn -q -pl app -am test -Dtest=Screenshots
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class Screenshots {

    private static final List<String> PROMPTS =
            List.of(
                    "A poster for a farmers market with the headline \"Harvest Fair\" and a big orange pumpkin on a cream background",
                    "A sign with a red heart and the title \"Thank You\" on a cream background",
                    "Bike rental poster, a bicycle, headline \"Ride the City\", yellow background",
                    "A poster with a dark blue background and the title \"SUMMER SALE\" in white",
                    "School science fair poster, headline \"Young Inventors\", a light bulb, blue background",
                    "A poster with a green leaf and the title \"Go Green\" on a white background");

    private static final String JAZZ =
            "Jazz club flyer, black background, a large yellow trumpet at the bottom, the headline \"Late Night Blues\" in orange script letters and the small text \"Doors open 8 PM\"";

    @TempDir Path library;

    private final FxRobot robot = new FxRobot();
    private final Path folder = Path.of("../assets/src/main/resources/studio/xomni/assets/guide");

    @Test
    void take() throws Exception {
        Files.createDirectories(folder);
        Stage stage = FxToolkit.registerPrimaryStage();
        Application studio =
                FxToolkit.setupApplication(Studio.class, "--folder=" + library.toAbsolutePath());
        until(() -> robot.lookup(".gallery").tryQuery().isPresent());
        shoot(stage, "ready");
        robot.clickOn("#page-settings");
        until(() -> robot.lookup("#predicted-minimal").tryQuery().isPresent());
        shoot(stage, "settings");
        robot.clickOn("#page-create");
        for (String prompt : PROMPTS) {
            prompt(prompt);
            robot.interact(() -> {});
            robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        }
        until(() -> pictures() == PROMPTS.size() && stageText().isEmpty());
        prompt(JAZZ);
        count("3");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until(() -> stageText().matches(".*row (19|2\\d) of 32"));
        shoot(stage, "writing");
        until(() -> stageText().matches("Picture 2.*step [4-9] of 10"));
        shoot(stage, "painting");
        count("1");
        prompt(PROMPTS.get(0));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        prompt(PROMPTS.get(1));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        robot.clickOn(
                robot.lookup(
                                (Label label) ->
                                        label.getText() != null
                                                && label.getText().startsWith("Queue"))
                        .<Label>query());
        until(() -> stageText().matches("Writing.*row [5-9] of 32"));
        shoot(stage, "queue");
        until(() -> pictures() == PROMPTS.size() + 5 && stageText().isEmpty());
        robot.clickOn("Gallery");
        robot.clickOn(".picture-cell").push(KeyCode.DIGIT5).push(KeyCode.PERIOD);
        robot.push(KeyCode.ENTER);
        robot.clickOn("Details");
        WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
        shoot(stage, "details");
        robot.clickOn("#details-chat").clickOn("What does it say?");
        until(() -> !robot.lookup(".copy-answer").queryAll().isEmpty());
        WaitForAsyncUtils.waitForFxEvents();
        shoot(stage, "chat");
        robot.clickOn("Gallery").clickOn(".picture-cell").push(KeyCode.RIGHT);
        robot.push(KeyCode.SHIFT, KeyCode.RIGHT).push(KeyCode.C);
        WaitForAsyncUtils.sleep(2, TimeUnit.SECONDS);
        shoot(stage, "compare");
        robot.push(KeyCode.ESCAPE);
        robot.clickOn("#dice").push(KeyCode.G);
        WaitForAsyncUtils.sleep(2, TimeUnit.SECONDS);
        shoot(stage, "gallery");
        robot.clickOn("#theme");
        shoot(stage, "gallery-light");
        robot.push(KeyCode.G);
        WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
        shoot(stage, "light");
        robot.clickOn("#theme");
        chinese(stage);
        FxToolkit.cleanupApplication(studio);
        FxToolkit.cleanupStages();
    }

    /** The same screens in Chinese. */
    private void chinese(Stage stage) throws Exception {
        robot.clickOn("#page-settings");
        ChoiceBox<Settings.Language> language = robot.lookup("#setting-language").query();
        robot.interact(() -> language.setValue(Settings.Language.CHINESE));
        until(() -> robot.lookup("设置").tryQuery().isPresent());
        robot.clickOn("#page-create");
        robot.clickOn(".picture-cell").push(KeyCode.I);
        WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
        shoot(stage, "zh-details");
        robot.push(KeyCode.G);
        WaitForAsyncUtils.sleep(2, TimeUnit.SECONDS);
        shoot(stage, "zh-gallery");
        robot.push(KeyCode.G);
        prompt(JAZZ);
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until(() -> stageText().contains("19"));
        shoot(stage, "zh-writing");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        robot.clickOn(".picture-cell").push(KeyCode.Q);
        WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
        shoot(stage, "zh-queue");
        until(() -> pictures() == PROMPTS.size() + 7 && stageText().isEmpty());
    }

    private void count(String pictures) {
        robot.doubleClickOn("#count").push(KeyCode.CONTROL, KeyCode.A).write(pictures);
        robot.push(KeyCode.TAB);
    }

    private void prompt(String text) {
        StyleClassedTextArea area = robot.lookup("#prompt").query();
        robot.interact(() -> area.replaceText(text));
        robot.clickOn(area);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(300, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String stageText() {
        return robot.lookup("#stage").queryAs(Label.class).getText();
    }

    private int pictures() throws IOException {
        try (Stream<Path> files = Files.walk(library.resolve("pictures"))) {
            return (int) files.filter(file -> file.toString().endsWith(".png")).count();
        }
    }

    private void shoot(Stage stage, String name) {
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage[] shot = new WritableImage[1];
        robot.interact(() -> shot[0] = stage.getScene().snapshot(null));
        int width = (int) shot[0].getWidth();
        int height = (int) shot[0].getHeight();
        int[] pixels = new int[width * height];
        shot[0].getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        byte[] rgb = new byte[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            rgb[3 * i] = (byte) (pixels[i] >> 16);
            rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
            rgb[3 * i + 2] = (byte) pixels[i];
        }
        PngWriter.write(new Picture(width, height, rgb), folder.resolve(name + ".png"));
    }
}
