package studio.xomni.app.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.xomni.app.models.EngineModel;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.sampling.SamplingSettings;

class QueueViewTest {

    @TempDir Path folder;

    private final FxRobot robot = new FxRobot();

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
    }

    private static RunState state(long job, RunState.Stage stage) {
        return new RunState(
                job, stage, "", 0, 1, 1, 2, 0.5, OptionalDouble.empty(), List.of(), false);
    }

    private long labels(String words) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup((Label label) -> words.equals(label.getText())).queryAll().size();
    }

    @Test
    void theCellOfTheRunningJobSaysThatItWaitsForTheChat() throws Exception {
        Folders folders = new Folders(folder.resolve("pictures"), folder.resolve("data"));
        try (Library library = Library.open(folders);
                EngineModel model = new EngineModel(folder.resolve("previews"))) {
            var request =
                    new ImageRequest(
                            "tea",
                            64,
                            64,
                            SamplingSettings.DEFAULT,
                            1,
                            1,
                            new ImageRequest.PaintSettings(
                                    1, new ImageRequest.PaintSeed.OfTokens()));
            long id =
                    library.jobs()
                            .add(
                                    new Recipe(
                                            request, new ModelSource.BuiltIn(), NumberType.FLOAT32),
                                    false)
                            .id();
            library.jobs().setState(id, Job.State.RUNNING, "");
            JobRunner runner =
                    new JobRunner(
                            library,
                            Background.inline(),
                            model,
                            () -> 0,
                            state -> {},
                            picture -> {},
                            () -> {});
            QueueModel queue =
                    new QueueModel(library.jobs(), Background.inline(), runner, sentence -> {});
            queue.refresh();
            FxToolkit.registerPrimaryStage();
            FxToolkit.setupStage(
                    stage ->
                            stage.setScene(
                                    new Scene(new QueueView(queue, Texts.of("queue")), 320, 300)));
            FxToolkit.showStage();
            robot.interact(
                    () -> queue.running().set(Optional.of(state(id, RunState.Stage.CHATTING))));
            assertEquals(1, labels("Waits for the chat"));
            robot.interact(
                    () -> queue.running().set(Optional.of(state(id, RunState.Stage.WRITING))));
            assertEquals(0, labels("Waits for the chat"));
            assertEquals(1, labels("Running"));
            var sentences = new Sentences(Texts.of("create"));
            assertEquals(
                    "Waits for the chat", sentences.stage(state(id, RunState.Stage.CHATTING), 4));
        }
    }
}
