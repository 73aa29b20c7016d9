package studio.xomni.app.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Provenance;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;
import studio.xomni.app.work.Threads;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;

/** The export by mouse and keys, with a real library and files. */
class ExportViewTest {

    @TempDir Path folder;

    private final FxRobot robot = new FxRobot();
    private final Threads writing = new Threads("export", 1);
    private Library library;
    private ExportModel model;

    @BeforeEach
    void open() throws Exception {
        library = Library.open(new Folders(folder.resolve("pictures"), folder.resolve("data")));
        var request =
                new ImageRequest(
                        "a hidden prompt",
                        64,
                        64,
                        SamplingSettings.DEFAULT,
                        7,
                        1,
                        new ImageRequest.PaintSettings(2, new ImageRequest.PaintSeed.OfTokens()));
        library.pictures()
                .add(
                        new Picture(64, 64, new byte[3 * 64 * 64]),
                        new PictureMetadata(
                                "p",
                                Instant.parse("2026-01-31T12:00:00Z"),
                                new Recipe(request, new ModelSource.BuiltIn(), NumberType.FLOAT32),
                                new Provenance(0, "1", "Built-in", "cpu", 1, List.of(), ""),
                                new ImageTokens(4, 4, new int[16]),
                                Map.of()));
        model =
                new ExportModel(
                        library.desk(),
                        library.folders(),
                        Background.inline(),
                        writing,
                        new ExportPorts() {
                            @Override
                            public void say(Word word) {}

                            @Override
                            public void askToReplace(int files, Runnable replace, Runnable keep) {
                                keep.run();
                            }
                        });
        model.load();
        model.choose(library.pictures().all());
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(
                stage -> {
                    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
                    stage.setScene(new Scene(new ExportView(model, Texts.of("export"))));
                    stage.sizeToScene();
                });
        FxToolkit.showStage();
    }

    @AfterEach
    void close() throws Exception {
        robot.release(new KeyCode[0]);
        FxToolkit.cleanupStages();
        writing.close();
        library.close();
    }

    private String text(String id) {
        WaitForAsyncUtils.waitForFxEvents();
        return ((Labeled) robot.lookup(id).query()).getText();
    }

    private Path exported(String name) throws Exception {
        Path file = folder.resolve("out").resolve(name);
        robot.clickOn("#export-start");
        WaitForAsyncUtils.waitFor(
                60, TimeUnit.SECONDS, () -> Files.exists(file) && !model.running().get());
        WaitForAsyncUtils.waitForFxEvents();
        return file;
    }

    @Test
    void aFileWithoutThePromptIsWhatComesOutUnlessItIsAskedFor() throws Exception {
        Button start = robot.lookup("#export-start").query();
        assertTrue(start.isDisabled(), "there is no folder yet");
        robot.clickOn("#export-folder").write(folder.resolve("out").toString());
        assertEquals("For example: poster-1.png", text("#export-example"));
        assertFalse(Files.readString(exported("poster-1.png"), ISO_8859_1).contains("hidden"));
        assertEquals(folder.resolve("out") + "", model.folder().get());
        robot.clickOn("#export-metadata");
        assertTrue(Files.readString(exported("poster-1-2.png"), ISO_8859_1).contains("hidden"));
    }

    @Test
    void theNameIsShownWhileItIsTypedWithWhatIsWrongInIt() throws Exception {
        robot.clickOn("#export-folder").write(folder.resolve("out").toString());
        robot.doubleClickOn("#export-pattern").push(KeyCode.CONTROL, KeyCode.A);
        robot.write("{seed}/{sead}");
        assertEquals("These mean nothing in a name: {sead}", text("#export-names"));
        assertTrue(((Button) robot.lookup("#export-start").query()).isDisabled());
        robot.push(KeyCode.CONTROL, KeyCode.A).write("{seed} {prompt}");
        assertEquals("For example: 7 a hidden prompt.png", text("#export-example"));
        assertEquals("The file names will tell the prompt.", text("#export-names"));
        robot.clickOn("#export-JPEG");
        assertEquals("For example: 7 a hidden prompt.jpg", text("#export-example"));
        String jpeg = Files.readString(exported("7 a hidden prompt.jpg"), ISO_8859_1);
        assertTrue(jpeg.startsWith("\u00ff\u00d8") && !jpeg.contains("hidden"));
    }
}
