package studio.xomni.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.xomni.engine.Engine;
import studio.xomni.engine.Golden;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;

class MemoryTest {

    private static Engine open(Golden golden, Memory memory) {
        return Engine.open(
                new ModelFolder(golden.checkpoint(), golden.flux()),
                new EngineSettings(
                        new Device.Cpu(),
                        new EngineSettings.Types.All(DType.FLOAT32),
                        true,
                        memory));
    }

    private static ImageRequest request(Engine engine) {
        return engine.request("Tea").withSize(64, 48).withSeed(3, 2);
    }

    private static List<GeneratedImage> generate(Engine engine) {
        return engine.textToImage().generate(request(engine), progress -> {}, new Cancellation());
    }

    private static List<ImageTokens> write(Engine engine) {
        return engine.textToImage().write(request(engine), progress -> {}, new Cancellation());
    }

    /** Tensors of the parts that are loaded after a work. */
    private static int loaded(Golden golden, Memory memory, Consumer<Engine> work) {
        try (Engine engine = open(golden, memory)) {
            int before = Scope.live();
            work.accept(engine);
            return Scope.live() - before;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void aLeanModelFreesItsLanguageModelBeforeItPaints(Golden golden) {
        int language = loaded(golden, Memory.LEAN, MemoryTest::write);
        int everything = loaded(golden, Memory.FULL, MemoryTest::generate);
        assertTrue(language > 0 && language < everything);
        assertEquals(everything - language, loaded(golden, Memory.LEAN, MemoryTest::generate));
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void aMinimalModelKeepsNoPartBeyondItsStage(Golden golden) {
        assertEquals(0, loaded(golden, Memory.MINIMAL, MemoryTest::write));
        assertEquals(0, loaded(golden, Memory.MINIMAL, MemoryTest::generate));
        Picture photo = PictureReader.read(golden.expected("photo.png"));
        assertEquals(
                0,
                loaded(
                        golden,
                        Memory.MINIMAL,
                        engine -> engine.imageTokenizer().tokenize(photo, progress -> {})));
    }

    @Test
    void eachStageOfAMinimalModelHasLessLoadedThanAllBeforeIt() {
        List<Integer> full = loadedAtEachPart(Memory.FULL);
        List<Integer> minimal = loadedAtEachPart(Memory.MINIMAL);
        // The last part is the autoencoder: before it is loaded a full model holds all others.
        assertTrue(
                minimal.get(minimal.size() - 1) < full.get(full.size() - 1) / 4,
                () -> minimal + " and " + full);
    }

    private static List<Integer> loadedAtEachPart(Memory memory) {
        List<Integer> live = new ArrayList<>();
        try (Engine engine = open(Golden.EN, memory)) {
            int before = Scope.live();
            var unused =
                    engine.textToImage()
                            .generate(
                                    request(engine).withSeed(1, 1),
                                    progress -> {
                                        if (progress instanceof Progress.Loading) {
                                            live.add(Scope.live() - before);
                                        }
                                    },
                                    new Cancellation());
        }
        return live;
    }

    @ParameterizedTest
    @EnumSource(names = {"LEAN", "MINIMAL"})
    void picturesAreThoseOfAFullModelInInt8(Memory memory) {
        List<GeneratedImage> full;
        try (Engine engine = open(Golden.EN, Memory.FULL)) {
            full = generate(engine);
        }
        try (Engine engine = open(Golden.EN, memory)) {
            for (int round = 0; round < 2; round++) {
                List<GeneratedImage> saved = generate(engine);
                for (int i = 0; i < full.size(); i++) {
                    assertArrayEquals(full.get(i).tokens().codes(), saved.get(i).tokens().codes());
                    assertArrayEquals(full.get(i).picture().rgb(), saved.get(i).picture().rgb());
                }
            }
        }
    }

    @Test
    void aModelWithoutMemoryToSpareIsQuantised() {
        for (Memory memory : List.of(Memory.LEAN, Memory.MINIMAL)) {
            var settings =
                    new EngineSettings(
                            new Device.Cpu(),
                            new EngineSettings.Types.AsConfigured(),
                            false,
                            memory);
            assertTrue(settings.int8Language());
        }
    }

    @ParameterizedTest
    @EnumSource(Memory.class)
    void aChatGoesOnAfterAPictureWasPainted(Memory memory) {
        try (Engine engine = open(Golden.ZH, memory)) {
            var photo = new ImageTokens(2, 3, new int[] {1, 2, 3, 4, 5, 6});
            List<String> undisturbed = ask(engine, photo, false);
            assertEquals(undisturbed, ask(engine, photo, true));
        }
        assertEquals(0, Scope.live());
    }

    private static List<String> ask(Engine engine, ImageTokens photo, boolean paints) {
        List<String> answers = new ArrayList<>();
        try (Conversation chat = engine.imageChat().start(List.of(photo))) {
            for (String question : List.of("One?", "Two?")) {
                Answer answer =
                        chat.ask(
                                question,
                                new ChatSettings(12, 1),
                                text -> {},
                                progress -> {},
                                new Cancellation());
                answers.add(answer.text());
                if (paints) {
                    var unused =
                            engine.textToImage()
                                    .paint(
                                            photo,
                                            request(engine),
                                            0,
                                            progress -> {},
                                            new Cancellation());
                }
            }
        }
        return answers;
    }

    @ParameterizedTest
    @EnumSource(Memory.class)
    void aQuestionInTheMiddleOfAPictureLeavesItAsItWas(Memory memory) {
        Picture photo = PictureReader.read(Golden.EN.expected("photo.png"));
        List<GeneratedImage> undisturbed;
        List<String> answers = new ArrayList<>();
        try (Engine engine = open(Golden.EN, memory)) {
            undisturbed = generate(engine);
            List<GeneratedImage> disturbed =
                    engine.textToImage()
                            .generate(
                                    request(engine),
                                    progress -> {
                                        if (isStep(progress)) {
                                            answers.add(askAside(engine, photo));
                                        }
                                    },
                                    new Cancellation());
            for (int i = 0; i < undisturbed.size(); i++) {
                assertArrayEquals(
                        undisturbed.get(i).tokens().codes(), disturbed.get(i).tokens().codes());
                assertArrayEquals(
                        undisturbed.get(i).picture().rgb(), disturbed.get(i).picture().rgb());
            }
        }
        assertEquals(3, answers.size());
        assertEquals(1, answers.stream().distinct().count());
        assertEquals(0, Scope.live());
    }

    /** One step in a row, the last of another row, and one of painting. */
    private static boolean isStep(Progress progress) {
        return progress instanceof Progress.Writing writing
                        && (writing.done() == 5 || writing.done() == 6)
                || progress instanceof Progress.Painting painting
                        && painting.picture() == 1
                        && painting.done() == 1;
    }

    private static String askAside(Engine engine, Picture photo) {
        return engine.aside(
                () -> {
                    ImageTokens seen = engine.imageTokenizer().tokenize(photo, progress -> {});
                    try (Conversation chat = engine.imageChat().start(List.of(seen))) {
                        return chat.ask(
                                        "What?",
                                        new ChatSettings(8, 1),
                                        text -> {},
                                        progress -> {},
                                        new Cancellation())
                                .text();
                    }
                });
    }

    @Test
    void whatWasLoadedForAQuestionIsFreedAfterIt() {
        Picture photo = PictureReader.read(Golden.EN.expected("photo.png"));
        List<Integer> live = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        try (Engine engine = open(Golden.EN, Memory.MINIMAL)) {
            var unused =
                    engine.textToImage()
                            .generate(
                                    request(engine),
                                    progress -> {
                                        if (progress instanceof Progress.Painting painting
                                                && painting.picture() == 0
                                                && painting.done() == 1) {
                                            live.add(Scope.live());
                                            answers.add(askAside(engine, photo));
                                            live.add(Scope.live());
                                        }
                                    },
                                    new Cancellation());
        }
        assertEquals(1, answers.size());
        assertEquals(live.get(0), live.get(1));
    }

    @Test
    void aChatThatIsRememberedGoesOnAsIfItHadNotEnded() {
        try (Engine engine = Engine.open(ModelFolder.builtIn(), EngineSettings.float32())) {
            Picture poster = PictureReader.read(Golden.BUILTIN.expected("0.png"));
            List<ImageTokens> seen =
                    List.of(engine.imageTokenizer().tokenize(poster, progress -> {}));
            Answer first;
            Answer second;
            try (Conversation chat = engine.imageChat().start(seen)) {
                first = plain(chat, "What is the title?");
                second = plain(chat, "What colour is the background?");
            }
            try (Conversation chat = engine.imageChat().start(seen)) {
                chat.remember("What is the title?", first.text());
                Answer again = plain(chat, "What colour is the background?");
                assertArrayEquals(second.promptIds(), again.promptIds());
                assertEquals(second.text(), again.text());
            }
        }
    }

    private static Answer plain(Conversation chat, String question) {
        return chat.ask(
                question, ChatSettings.DEFAULT, text -> {}, progress -> {}, new Cancellation());
    }
}
