package studio.xomni.app.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.app.models.EngineModel;
import studio.xomni.app.models.Interlude;
import studio.xomni.app.queue.JobRunner;
import studio.xomni.app.queue.RunState;
import studio.xomni.app.queue.SmallDrawing;
import studio.xomni.app.store.ChatTurn;
import studio.xomni.app.store.ChatTurn.Ending;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.store.StoredChat;

/** The real built-in model in float32, asked while it draws small pictures and while it rests. */
class DeviceAnswererTest {

    /** A poster that the built-in model drew; see the engine's goldens. */
    private static final Path POSTER =
            Path.of("../engine/src/test/resources/goldens/builtin/0.png");

    private static final Path BUILT_IN = Path.of("../assets/builtin");

    /** More than a whole job takes by the clock of these tests, less than an answer. */
    private static final double SECONDS = 4;

    @TempDir Path folder;

    private SmallDrawing drawing;
    private Library library;
    private EngineModel model;
    private JobRunner runner;
    private DeviceAnswerer answerer;
    private List<RunState> states;
    private final List<Progressing> seen = new ArrayList<>();
    private Consumer<Progressing> onProgress = progress -> {};
    private Consumer<Interlude> ahead = work -> runner.goAhead(work);

    @BeforeEach
    void open() {
        drawing = new SmallDrawing(folder);
        library = drawing.library;
        model = drawing.model;
        runner = drawing.runner;
        states = drawing.states;
        answerer =
                new DeviceAnswerer(
                        model, work -> ahead.accept(work), library.chats(), () -> drawing.later(2));
    }

    @AfterEach
    void close() {
        drawing.close();
    }

    private static Recipe recipe(ModelSource source) {
        return SmallDrawing.recipe(source, 2);
    }

    private Job draw(ModelSource source) {
        return drawing.draw(source, 2);
    }

    private StoredChat begin(String question) {
        return library.chats().begin(List.of(library.chats().attach(POSTER).picture()), question);
    }

    /** Asks; what comes back is the outcome, once it is there. */
    private List<Outcome> ask(StoredChat chat, NumberType numbers) {
        List<Outcome> outcome = new ArrayList<>();
        Runnable unused =
                answerer.answer(
                        new Inquiry(chat, new ModelSource.BuiltIn(), numbers),
                        progress -> {
                            seen.add(progress);
                            onProgress.accept(progress);
                        },
                        outcome::add);
        return outcome;
    }

    private StoredChat answered(StoredChat chat) {
        Outcome outcome = ask(chat, NumberType.FLOAT32).get(0);
        assertEquals("", outcome.failure());
        assertEquals(outcome.chat(), library.chats().find(chat.id()).orElseThrow());
        return outcome.chat();
    }

    private static ChatTurn last(StoredChat chat) {
        return chat.turns().get(chat.turns().size() - 1);
    }

    private PictureMetadata metadata(Job job, int position) {
        return drawing.metadata(job, position);
    }

    private byte[] pixels(Job job, int position) {
        return drawing.pixels(job, position);
    }

    private long count(Progressing.Stage stage) {
        return seen.stream().filter(progress -> progress.stage() == stage).count();
    }

    @Test
    void answersSeveralQuestionsAndLooksOnceAtThePicture() {
        library.jobs().setPaused(true);
        StoredChat chat = answered(begin("What does it say?"));
        assertTrue(last(chat).answer().contains("SUMMER SALE"), last(chat).answer());
        assertEquals(Ending.COMPLETE, last(chat).ending());
        assertEquals("Built-in poster model", last(chat).model());
        assertTrue(count(Progressing.Stage.LOADING) > 0);
        assertTrue(count(Progressing.Stage.WRITING) > 2, "it is streamed");
        chat = answered(library.chats().ask(chat, "What colour is the background?"));
        assertFalse(last(chat).answer().isEmpty());
        assertEquals(1, count(Progressing.Stage.LOOKING));
    }

    @Test
    void aChatGoesOnAfterTheModelWasClosedAsIfItHadNotBeen() {
        StoredChat chat = answered(begin("What is the title?"));
        StoredChat undisturbed = answered(library.chats().ask(chat, "Describe this picture."));
        model.close();
        StoredChat again = answered(library.chats().ask(chat, "Describe this picture."));
        assertEquals(last(undisturbed).answer(), last(again).answer());
        assertEquals(2, count(Progressing.Stage.LOOKING));
    }

    /** Asks once at the state that a condition picks, while a job runs. */
    private List<Outcome> askAt(Predicate<RunState> when, NumberType numbers) {
        StoredChat chat = begin("What does it say?");
        List<Outcome> outcome = new ArrayList<>();
        boolean[] asked = {false};
        drawing.onState =
                state -> {
                    if (!asked[0] && when.test(state)) {
                        asked[0] = true;
                        List<Outcome> answer = ask(chat, numbers);
                        drawing.onState =
                                later -> {
                                    if (!answer.isEmpty() && outcome.isEmpty()) {
                                        outcome.addAll(answer);
                                        states.add(later); // marks where the answer came
                                    }
                                };
                    }
                };
        return outcome;
    }

    private void assertSame(Job whole, Job disturbed) {
        assertEquals(Job.State.DONE, disturbed.state(), disturbed.message());
        for (int i = 0; i < 2; i++) {
            assertArrayEquals(
                    metadata(whole, i).tokens().codes(), metadata(disturbed, i).tokens().codes());
            assertArrayEquals(pixels(whole, i), pixels(disturbed, i));
        }
    }

    private void assertAskedInBetween(Predicate<RunState> when, NumberType numbers) {
        Job whole = draw(new ModelSource.BuiltIn());
        states.clear();
        List<Outcome> outcome = askAt(when, numbers);
        Job disturbed = draw(new ModelSource.BuiltIn());
        String answer = last(outcome.get(0).chat()).answer();
        assertTrue(answer.contains("SUMMER SALE"), answer);
        int waits = -1;
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i).stage() == RunState.Stage.CHATTING) {
                waits = i;
            }
        }
        assertTrue(waits > 0, "the job did not say that it waits");
        assertTrue(when.test(states.get(waits - 1)), "it did not wait at the step itself");
        // The answer is there at the very next state, before any other step.
        assertEquals(states.get(waits + 1), states.get(waits + 2));
        assertSame(whole, disturbed);
        for (RunState state : states) {
            double left = state.secondsLeft().orElse(0);
            assertTrue(left < SECONDS, "the time of the question is counted: " + left);
        }
    }

    @Test
    void aQuestionGoesAheadBetweenTwoTokensAndTheJobEndsWithTheSameTokensAndPixels() {
        assertAskedInBetween(
                state -> state.stage() == RunState.Stage.WRITING && state.done() == 9,
                NumberType.FLOAT32);
    }

    @Test
    void aQuestionGoesAheadBetweenTwoStepsOfPaintingAndThePixelsAreTheSame() {
        assertAskedInBetween(
                state ->
                        state.stage() == RunState.Stage.PAINTING
                                && state.picture() == 0
                                && state.done() == 1,
                NumberType.FLOAT32);
    }

    @Test
    void theModelThatIsOpenAnswersWhereTheJobUsesAnother() {
        assertAskedInBetween(
                state -> state.stage() == RunState.Stage.WRITING && state.done() == 12,
                NumberType.BFLOAT16);
    }

    @Test
    void aQuestionForAModelThatOnlyDrawsWaitsForTheEndOfItsJobAndSaysSo() throws IOException {
        Path blind = folder.resolve("blind");
        Files.createDirectories(blind);
        try (Stream<Path> files = Files.list(BUILT_IN.resolve("checkpoint"))) {
            for (Path file : files.toList()) {
                boolean eyes = file.getFileName().toString().contains("siglip");
                if (!eyes) {
                    Files.createSymbolicLink(
                            blind.resolve(file.getFileName()), file.toAbsolutePath().normalize());
                }
            }
        }
        List<Outcome> outcome =
                askAt(
                        state -> state.stage() == RunState.Stage.WRITING && state.done() == 9,
                        NumberType.FLOAT32);
        Job job =
                draw(
                        new ModelSource.Folders(
                                blind, BUILT_IN.resolve("flux").toAbsolutePath().normalize()));
        assertEquals(Job.State.DONE, job.state(), job.message());
        assertEquals(1, count(Progressing.Stage.WAITING_FOR_JOB));
        assertEquals(List.of(), outcome, "it was answered before the end");
        ChatTurn turn = last(library.chats().all().get(0));
        assertTrue(turn.answer().contains("SUMMER SALE"), turn.answer());
    }

    @Test
    void anAnswerStopsWithinOneTokenAndIsKeptAsFarAsItCame() {
        StoredChat chat = begin("Describe this picture.");
        List<Runnable> stop = new ArrayList<>();
        List<Outcome> outcome = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        // The work is held back until the stop is at hand.
        List<Interlude> held = new ArrayList<>();
        ahead = held::add;
        stop.add(
                answerer.answer(
                        new Inquiry(chat, new ModelSource.BuiltIn(), NumberType.FLOAT32),
                        progress -> {
                            if (progress.stage() == Progressing.Stage.WRITING) {
                                answers.add(progress.answer());
                                if (answers.size() == 3) {
                                    stop.get(0).run();
                                }
                            }
                        },
                        outcome::add));
        assertTrue(held.get(0).run(false));
        assertEquals(3, answers.size());
        ChatTurn stopped = last(outcome.get(0).chat());
        assertEquals(Ending.STOPPED, stopped.ending());
        assertEquals(answers.get(2), stopped.answer());
        assertEquals(stopped, last(library.chats().find(chat.id()).orElseThrow()));
        ahead = runner::goAhead;
        StoredChat next =
                answered(library.chats().ask(outcome.get(0).chat(), "What is the title?"));
        assertEquals(Ending.COMPLETE, last(next).ending());
        assertEquals(0, count(Progressing.Stage.LOOKING), "it was looked at again");
    }

    @Test
    void whatIsWrittenIsOnTheDiskLongBeforeTheEnd() {
        StoredChat chat = begin("Describe this picture.");
        List<String> kept = new ArrayList<>();
        onProgress =
                progress -> {
                    if (progress.stage() == Progressing.Stage.WRITING) {
                        kept.add(last(library.chats().find(chat.id()).orElseThrow()).answer());
                        String all = progress.answer();
                        String on = kept.get(kept.size() - 1);
                        assertTrue(all.startsWith(on), all + " / " + on);
                    }
                };
        answered(chat);
        long times = kept.stream().filter(text -> !text.isEmpty()).distinct().count();
        assertTrue(times > 2, () -> "kept only " + kept);
    }

    @Test
    void aPictureThatIsGoneIsSaidAndTheJobIsNotHarmed() throws IOException {
        StoredChat chat = begin("What does it say?");
        Files.delete(chat.pictures().get(0).file());
        Outcome outcome = ask(chat, NumberType.FLOAT32).get(0);
        assertTrue(outcome.failure().contains("There is no picture"), outcome.failure());
        assertEquals(Ending.FAILED, last(outcome.chat()).ending());
        assertEquals(Job.State.DONE, draw(new ModelSource.BuiltIn()).state());
    }

    @Test
    void aPictureOfTheGalleryThatWentToTheTrashIsSaidByItsName() {
        Job job = draw(new ModelSource.BuiltIn());
        String id = job.pictures().get(0);
        Path file = library.pictures().find(id).orElseThrow().file();
        StoredChat begun =
                library.chats()
                        .begin(List.of(library.chats().attach(file).picture()), "What is it?");
        library.pictures().trash(List.of(id));
        StoredChat chat = library.chats().find(begun.id()).orElseThrow();
        String failure = ask(chat, NumberType.FLOAT32).get(0).failure();
        assertTrue(failure.contains(file.getFileName() + " of this chat"), failure);
    }

    @Test
    void aModelThatIsNowhereIsSaid() {
        StoredChat chat = begin("What does it say?");
        List<Outcome> outcome = new ArrayList<>();
        var nowhere = new ModelSource.Folders(folder.resolve("nowhere"), folder);
        Runnable stop =
                answerer.answer(
                        new Inquiry(chat, nowhere, NumberType.FLOAT32),
                        progress -> {},
                        outcome::add);
        stop.run();
        assertTrue(outcome.get(0).failure().contains("nowhere"), outcome.get(0).failure());
    }
}
