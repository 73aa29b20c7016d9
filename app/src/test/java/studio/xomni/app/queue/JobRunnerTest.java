package studio.xomni.app.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.app.models.EngineModel;
import studio.xomni.app.models.OpenModel;
import studio.xomni.app.models.Talker;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.Origin;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.store.Sheet;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;
import studio.xomni.engine.error.MemoryException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.pipeline.Progress;

/** Small pictures of the real built-in model in float32, 8 rows of 4 tokens. */
class JobRunnerTest {

    private static final int ROWS = SmallDrawing.ROWS;

    @TempDir Path folder;

    private SmallDrawing drawing;
    private Library library;
    private EngineModel model;
    private JobRunner runner;
    private List<RunState> states;

    @BeforeEach
    void open() {
        drawing = new SmallDrawing(folder);
        library = drawing.library;
        model = drawing.model;
        runner = drawing.runner;
        states = drawing.states;
    }

    @AfterEach
    void close() {
        drawing.close();
    }

    private static Recipe recipe(int count) {
        return SmallDrawing.recipe(new ModelSource.BuiltIn(), count);
    }

    private Job draw(int count) {
        return drawing.draw(new ModelSource.BuiltIn(), count);
    }

    private Job job(long id) {
        return drawing.job(id);
    }

    private PictureMetadata metadata(Job job, int position) {
        return drawing.metadata(job, position);
    }

    private byte[] pixels(Job job, int position) {
        return drawing.pixels(job, position);
    }

    @Test
    void drawsWhatIsQueuedInItsOrder() {
        library.jobs().add(recipe(1), false);
        library.jobs().add(recipe(2), true);
        runner.wake();
        List<Job> jobs = library.jobs().all();
        assertEquals(
                List.of(Job.State.DONE, Job.State.DONE), jobs.stream().map(Job::state).toList());
        assertEquals(2, jobs.get(0).pictures().size());
        assertEquals(3, library.pictures().all().size());
        assertTrue(states.get(0).job() == jobs.get(0).id());
    }

    @Test
    void showsEachPictureWhileItIsMade() {
        draw(2);
        assertTrue(states.stream().anyMatch(state -> state.stage() == RunState.Stage.WRITING));
        List<Integer> widths =
                states.stream()
                        .filter(state -> !state.previews().isEmpty())
                        .map(state -> state.previews().get(0).width())
                        .distinct()
                        .toList();
        assertEquals(4, widths.get(0), "one pixel a token");
        assertEquals(64, widths.get(widths.size() - 1), "the finished picture");
        RunState last = states.get(states.size() - 1);
        assertEquals(1, last.fraction(), 1e-9);
        assertEquals(0, last.secondsLeft().orElseThrow(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 6, 7})
    void aJobThatIsStoppedInsideAPictureGoesOnToTheSameTokensAndPixels(int row) {
        Job whole = draw(2);
        long id = library.jobs().add(recipe(2), false).id();
        drawing.onState =
                state -> {
                    if (state.job() == id && !state.stopping() && state.done() == 4 * row + 2) {
                        runner.stop();
                    }
                };
        runner.wake();
        assertEquals(Job.State.STOPPED, job(id).state());
        assertEquals(row, job(id).rows());
        drawing.onState = state -> {};
        library.jobs().setState(id, Job.State.WAITING, "");
        runner.wake();
        Job resumed = job(id);
        assertEquals(Job.State.DONE, resumed.state());
        assertEquals(List.of(row), metadata(resumed, 0).provenance().resumedAt());
        for (int i = 0; i < 2; i++) {
            assertArrayEquals(
                    metadata(whole, i).tokens().codes(), metadata(resumed, i).tokens().codes());
            assertArrayEquals(pixels(whole, i), pixels(resumed, i));
        }
    }

    @Test
    void aJobThatIsStoppedWhilePaintingKeepsItsTokensAndItsFinishedPictures() {
        long id = library.jobs().add(recipe(2), false).id();
        drawing.onState =
                state -> {
                    boolean second =
                            state.stage() == RunState.Stage.PAINTING && state.picture() == 1;
                    if (second && !state.stopping() && state.done() == 1) {
                        runner.stop();
                    }
                };
        runner.wake();
        assertEquals(Job.State.STOPPED, job(id).state());
        assertEquals(ROWS, job(id).rows());
        String first = job(id).pictures().get(0);
        assertTrue(!first.isEmpty() && job(id).pictures().get(1).isEmpty());
        states.clear();
        drawing.onState = state -> {};
        library.jobs().setState(id, Job.State.WAITING, "");
        runner.wake();
        assertEquals(Job.State.DONE, job(id).state());
        assertEquals(first, job(id).pictures().get(0));
        assertTrue(
                states.stream().noneMatch(state -> state.stage() == RunState.Stage.WRITING),
                "tokens were written again");
    }

    @Test
    void everyPictureOfABatchIsThePictureThatItsSeedGivesAlone() {
        Job batch = draw(2);
        ImageRequest request = recipe(1).request().withSeed(12, 1);
        var alone = new Recipe(request, new ModelSource.BuiltIn(), NumberType.FLOAT32);
        long id = library.jobs().add(alone, false).id();
        runner.wake();
        assertArrayEquals(
                metadata(batch, 1).tokens().codes(), metadata(job(id), 0).tokens().codes());
        assertArrayEquals(pixels(batch, 1), pixels(job(id), 0));
    }

    @Test
    void aJobThatCannotBeDrawnSaysWhyAndTheNextOneIsDrawn() {
        var nowhere = new ModelSource.Folders(folder.resolve("nowhere"), folder);
        library.jobs().add(new Recipe(recipe(1).request(), nowhere, NumberType.FLOAT32), false);
        library.jobs().add(recipe(1), false);
        runner.wake();
        List<Job> jobs = library.jobs().all();
        assertEquals(Job.State.FAILED, jobs.get(0).state());
        assertTrue(jobs.get(0).message().contains("nowhere"), jobs.get(0).message());
        assertEquals(Job.State.DONE, jobs.get(1).state());
    }

    @Test
    void aFaultOfOurOwnFailsItsJobAloneAndIsSaid() {
        long broken = library.jobs().add(recipe(1), false).id();
        long next = library.jobs().add(recipe(1), false).id();
        drawing.onState =
                state -> {
                    if (state.job() == broken) {
                        throw new IllegalStateException("broken on purpose");
                    }
                };
        runner.wake();
        assertEquals(Job.State.FAILED, job(broken).state());
        assertTrue(job(broken).message().contains("broken on purpose"), job(broken).message());
        assertEquals(Job.State.DONE, job(next).state());
    }

    @Test
    void aPausedQueueRests() {
        library.jobs().setPaused(true);
        Job job = draw(1);
        assertEquals(Job.State.WAITING, job.state());
        library.jobs().setPaused(false);
        runner.wake();
        assertEquals(Job.State.DONE, job(job.id()).state());
    }

    @Test
    void aPictureIsMadeAgainFromItsTokensAndPaintedAnewWithAnotherSeed() {
        Job made = draw(2);
        QueueModel queue =
                new QueueModel(
                        library.jobs(),
                        Background.inline(),
                        runner,
                        failure -> {
                            throw new AssertionError(failure);
                        });
        states.clear();
        queue.paintAgain(metadata(made, 1), new ImageRequest.PaintSeed.OfTokens());
        queue.paintAgain(metadata(made, 1), new ImageRequest.PaintSeed.Own(77));
        List<Job> jobs = library.jobs().all();
        assertArrayEquals(pixels(made, 1), pixels(jobs.get(1), 0));
        assertFalse(Arrays.equals(pixels(made, 1), pixels(jobs.get(2), 0)));
        assertTrue(states.stream().noneMatch(state -> state.stage() == RunState.Stage.WRITING));
    }

    @Test
    void aPictureKnowsWhatItWasMadeFromAndItsSheet() {
        Job made = draw(1);
        String first = made.pictures().get(0);
        QueueModel queue =
                new QueueModel(
                        library.jobs(),
                        Background.inline(),
                        runner,
                        failure -> {
                            throw new AssertionError(failure);
                        });
        Sheet sheet = new Sheet("table", List.of(0.03), List.of(1.0, 2.0));
        queue.addAll(List.of(recipe(1)), false, new Origin(first, sheet));
        Job second = library.jobs().all().get(1);
        PictureMetadata metadata = metadata(second, 0);
        assertEquals(first, metadata.provenance().madeFrom());
        assertEquals(sheet, metadata.sheet().orElseThrow());
        StoredPicture stored = library.pictures().find(metadata.id()).orElseThrow();
        assertEquals(first, stored.madeFrom().orElseThrow());
        assertEquals("table", stored.sheet().orElseThrow());
        queue.paintAgain(metadata, new ImageRequest.PaintSeed.Own(5));
        Job third = library.jobs().all().get(2);
        assertEquals(metadata.id(), metadata(third, 0).provenance().madeFrom());
        assertTrue(metadata(third, 0).sheet().isEmpty(), "what is painted anew is in no sheet");
    }

    @Test
    void closingKeepsTheRowsAndTheJobWaitsForTheNextStart() throws Exception {
        long id = library.jobs().add(recipe(1), false).id();
        drawing.onState =
                state -> {
                    if (state.done() == 9 && !state.stopping()) {
                        runner.close();
                    }
                };
        runner.wake();
        assertEquals(Job.State.WAITING, job(id).state());
        assertEquals(2, job(id).rows());
        assertTrue(Files.list(folder.resolve("pictures")).noneMatch(Files::isDirectory));
    }

    /** The real model, but memory runs out in some modes as soon as all rows are written. */
    private OpenModel shortIn(Set<Memory> modes) {
        return new OpenModel() {
            private boolean written;

            @Override
            public Opened open(Recipe recipe, Consumer<Progress> progress) {
                if (written && modes.contains(recipe.memory())) {
                    if (recipe.memory() == Memory.LEAN) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                    throw new MemoryException(
                            Sentence.of("There is not enough memory for this step."));
                }
                written = true;
                return model.open(recipe, progress);
            }

            @Override
            public Talker chat(ModelSource source, NumberType numbers) {
                return model.chat(source, numbers);
            }

            @Override
            public Optional<Talker> chatting() {
                return model.chatting();
            }

            @Override
            public String name(ModelSource source) {
                return model.name(source);
            }

            @Override
            public String device() {
                return model.device();
            }

            @Override
            public void close() {
                model.close();
            }
        };
    }

    @Test
    void whereTheMemoryDoesNotSufficeForPaintingASmallerModePaintsTheSameTokens() {
        Job whole = draw(1);
        List<Memory> told = new ArrayList<>();
        JobRunner tight = drawing.runner(shortIn(Set.of(Memory.FULL, Memory.LEAN)));
        tight.onShortOfMemory(told::add);
        long id = library.jobs().add(recipe(1), false).id();
        tight.wake();
        assertEquals(Job.State.DONE, job(id).state(), job(id).message());
        assertEquals(List.of(Memory.LEAN, Memory.MINIMAL), told);
        assertArrayEquals(
                metadata(whole, 0).tokens().codes(), metadata(job(id), 0).tokens().codes());
        assertArrayEquals(pixels(whole, 0), pixels(job(id), 0), "small pictures need no tiles");
        PictureMetadata metadata = metadata(job(id), 0);
        assertEquals(Memory.MINIMAL, metadata.provenance().paintedIn().orElseThrow());
        assertEquals(Memory.FULL, metadata.recipe().memory(), "what was asked for is kept");
        assertEquals(Optional.empty(), metadata(whole, 0).provenance().paintedIn());
    }

    @Test
    void whereNoModeSufficesTheTokensAreKeptAndTheCauseIsSaid() {
        JobRunner tight = drawing.runner(shortIn(Set.of(Memory.values())));
        long id = library.jobs().add(recipe(1), false).id();
        tight.wake();
        assertEquals(Job.State.FAILED, job(id).state());
        assertTrue(job(id).message().startsWith("The memory ran out. 8 rows"), job(id).message());
        assertEquals(ROWS, library.jobs().rows(id).get(0).rows());
    }
}
