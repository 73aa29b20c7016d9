package studio.xomni.app.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.app.models.EngineModel;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.work.Background;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.sampling.SamplingSettings;

/** A real library whose queue is paused, so that nothing is drawn. */
class QueueModelTest {

    @TempDir Path folder;

    private Library library;
    private QueueModel queue;
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void open() {
        library = Library.open(new Folders(folder.resolve("pictures"), folder.resolve("data")));
        var runner =
                new JobRunner(
                        library,
                        Background.inline(),
                        new EngineModel(folder),
                        () -> 0,
                        state -> {},
                        picture -> {},
                        () -> {});
        queue = new QueueModel(library.jobs(), Background.inline(), runner, complaints::add);
        queue.setPaused(true);
        for (String prompt : List.of("one", "two", "three")) {
            queue.add(recipe(prompt), false);
        }
    }

    @AfterEach
    void close() {
        library.close();
    }

    private static Recipe recipe(String prompt) {
        return new Recipe(
                new ImageRequest(
                        prompt,
                        64,
                        64,
                        SamplingSettings.DEFAULT,
                        1,
                        1,
                        new ImageRequest.PaintSettings(2, new ImageRequest.PaintSeed.OfTokens())),
                new ModelSource.BuiltIn(),
                NumberType.FLOAT32);
    }

    private List<String> prompts() {
        return queue.list().stream().map(job -> job.recipe().request().prompt()).toList();
    }

    @Test
    void keepsItsOrderOnDisk() {
        queue.moveBy(queue.list().get(2), -1);
        assertEquals(List.of("one", "three", "two"), prompts());
        queue.move(queue.list().get(2), 0);
        assertEquals(List.of("two", "one", "three"), prompts());
        close();
        reopen();
        assertEquals(
                List.of("two", "one", "three"),
                library.jobs().all().stream().map(job -> job.recipe().request().prompt()).toList());
    }

    private void reopen() {
        library = Library.open(new Folders(folder.resolve("pictures"), folder.resolve("data")));
    }

    @Test
    void movesNoJobBeyondTheEnds() {
        queue.moveBy(queue.list().get(0), -1);
        queue.moveBy(queue.list().get(2), 5);
        assertEquals(List.of("one", "two", "three"), prompts());
    }

    @Test
    void putsAnUrgentJobBeforeAllThatWait() {
        queue.add(recipe("urgent"), true);
        assertEquals(List.of("urgent", "one", "two", "three"), prompts());
    }

    @Test
    void duplicatesAJobRightAfterIt() {
        queue.duplicate(queue.list().get(0));
        assertEquals(List.of("one", "one", "two", "three"), prompts());
    }

    @Test
    void takesAwayOneJobOrAllThatAreDone() {
        queue.remove(queue.list().get(1));
        assertEquals(List.of("one", "three"), prompts());
        library.jobs().setState(queue.list().get(0).id(), Job.State.DONE, "");
        queue.clearDone();
        assertEquals(List.of("three"), prompts());
    }

    @Test
    void triesAFailedJobAgain() {
        long id = queue.list().get(0).id();
        library.jobs().setState(id, Job.State.FAILED, "no memory");
        queue.refresh();
        queue.resume(queue.list().get(0));
        assertEquals(Job.State.WAITING, queue.list().get(0).state());
        assertEquals("", queue.list().get(0).message());
    }

    @Test
    void forgetsTheRowsOfAStoppedJobWhenItIsTold() {
        long id = queue.list().get(0).id();
        library.jobs().addRow(id, 0, List.of(new int[4]));
        library.jobs().setState(id, Job.State.STOPPED, "");
        queue.refresh();
        assertEquals(1, queue.list().get(0).rows());
        queue.discard(queue.list().get(0));
        assertEquals(0, queue.list().get(0).rows());
    }

    @Test
    void restsUntilItIsToldToGoOn() {
        assertTrue(queue.paused().get());
        assertFalse(queue.isRunning());
        assertTrue(queue.list().stream().allMatch(job -> job.state() == Job.State.WAITING));
    }

    @Test
    void saysWhatTheStoreCannotDo() {
        Job gone = queue.list().get(0);
        library.jobs().remove(gone.id());
        queue.duplicate(gone);
        assertEquals(1, complaints.size(), complaints.toString());
    }
}
