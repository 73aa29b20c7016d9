package studio.xomni.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import studio.xomni.engine.Engine;
import studio.xomni.engine.Golden;
import studio.xomni.engine.error.CancelledException;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.vision.ImageTokens;

class ResumingTest {

    private static final EngineSettings FLOAT32 =
            new EngineSettings(
                    new Device.Cpu(), new EngineSettings.Types.All(DType.FLOAT32), false);

    private static final int INTERRUPTIONS = 5;

    private static Engine open(Golden golden) {
        return Engine.open(new ModelFolder(golden.checkpoint(), golden.flux()), FLOAT32);
    }

    private static List<ImageTokens> write(
            Engine engine, ImageRequest request, List<ImageTokens> kept) {
        return engine.textToImage().write(request, kept, progress -> {}, new Cancellation());
    }

    /** The first rows of each picture. */
    private static List<ImageTokens> rows(List<ImageTokens> pictures, int rows) {
        return pictures.stream()
                .map(
                        picture ->
                                new ImageTokens(
                                        rows,
                                        picture.columns(),
                                        Arrays.copyOf(picture.codes(), rows * picture.columns())))
                .toList();
    }

    static Stream<Arguments> settings() {
        var plain = new SamplingSettings(1, 1, 50, 1, 0.03);
        var guided = new SamplingSettings(2.5, 0.9, 0, 0.95, 0);
        var penalised = new SamplingSettings(1, 1, 40, 1, 0, 1.3);
        return Stream.of(Golden.values())
                .flatMap(
                        golden ->
                                Stream.of(plain, guided, penalised)
                                        .flatMap(
                                                sampling ->
                                                        Stream.of(1, 3)
                                                                .map(
                                                                        count ->
                                                                                Arguments.of(
                                                                                        golden,
                                                                                        sampling,
                                                                                        count))));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void anInterruptedWritingEndsWithTheTokensOfAnUninterruptedOne(
            Golden golden, SamplingSettings sampling, int count) {
        try (Engine engine = open(golden)) {
            ImageRequest request =
                    engine.request("A sign \"TEA\"")
                            .withSize(144, 64)
                            .withSampling(sampling)
                            .withSeed(7, count);
            List<ImageTokens> whole = write(engine, request, List.of());
            var random = new Random(11);
            for (int i = 0; i < INTERRUPTIONS; i++) {
                int kept = 1 + random.nextInt(8);
                List<ImageTokens> resumed = write(engine, request, rows(whole, kept));
                for (int picture = 0; picture < count; picture++) {
                    assertArrayEquals(
                            whole.get(picture).codes(),
                            resumed.get(picture).codes(),
                            "picture " + picture + " after row " + kept);
                }
            }
        }
    }

    @Test
    void aPictureOfOneColumnGoesOnFromItsFirstToken() {
        try (Engine engine = open(Golden.ZH)) {
            ImageRequest request = engine.request("Hi").withSize(96, 16).withSeed(3, 2);
            List<ImageTokens> whole = write(engine, request, List.of());
            List<ImageTokens> resumed = write(engine, request, rows(whole, 1));
            assertArrayEquals(whole.get(0).codes(), resumed.get(0).codes());
            assertArrayEquals(whole.get(1).codes(), resumed.get(1).codes());
        }
    }

    @Test
    void longRowsAreReadInStretches() {
        try (Engine engine = open(Golden.ZH)) {
            ImageRequest request = engine.request("Hi").withSize(64, 2400);
            List<ImageTokens> whole = write(engine, request, List.of());
            List<ImageTokens> resumed = write(engine, request, rows(whole, 3));
            assertArrayEquals(whole.get(0).codes(), resumed.get(0).codes());
        }
    }

    @Test
    void onlyTheMissingRowsAreToldAndAllRowsNeedNoWriting() {
        try (Engine engine = open(Golden.ZH)) {
            ImageRequest request = engine.request("Hi").withSize(64, 48);
            List<ImageTokens> whole = write(engine, request, List.of());
            List<Integer> told = new ArrayList<>();
            var unused =
                    engine.textToImage()
                            .write(
                                    request,
                                    rows(whole, 2),
                                    progress -> {
                                        if (progress instanceof Progress.Row row) {
                                            told.add(row.row());
                                        }
                                    },
                                    new Cancellation());
            assertEquals(List.of(2, 3), told);

            List<Progress> events = new ArrayList<>();
            List<ImageTokens> same =
                    engine.textToImage().write(request, whole, events::add, new Cancellation());
            assertArrayEquals(whole.get(0).codes(), same.get(0).codes());
            assertEquals(List.of(), events);
        }
    }

    @Test
    void isCancelledWhileTheKeptRowsAreRead() {
        try (Engine engine = open(Golden.ZH)) {
            ImageRequest request = engine.request("Hi").withSize(64, 48);
            List<ImageTokens> whole = write(engine, request, List.of());
            var cancellation = new Cancellation();
            int before = Scope.live();
            assertThrows(
                    CancelledException.class,
                    () ->
                            engine.textToImage()
                                    .write(
                                            request,
                                            rows(whole, 2),
                                            progress -> cancellation.cancel(),
                                            cancellation));
            assertEquals(before, Scope.live());
        }
    }

    @Test
    void refusesRowsOfOtherPictures() {
        try (Engine engine = open(Golden.ZH)) {
            ImageRequest two = engine.request("Hi").withSize(64, 48).withSeed(1, 2);
            var row = new ImageTokens(1, 3, new int[] {1, 2, 3});
            var rows = new ImageTokens(2, 3, new int[6]);
            refused(engine, two, List.of(row), "each of the 2 pictures, got those of 1");
            refused(engine, two, List.of(row, rows), "of each picture as many");
            var narrow = new ImageTokens(1, 2, new int[2]);
            refused(engine, two, List.of(narrow, narrow), "got 1 rows of 2");
            var tall = new ImageTokens(5, 3, new int[15]);
            refused(engine, two, List.of(tall, tall), "got 5 rows of 3");
            var foreign = new ImageTokens(1, 3, new int[] {0, 256, 0});
            refused(engine, two, List.of(row, foreign), "from 0 to 255, got 256");
            var negative = new ImageTokens(1, 3, new int[] {0, -1, 0});
            refused(engine, two, List.of(row, negative), "from 0 to 255, got -1");
        }
    }

    private static void refused(
            Engine engine, ImageRequest request, List<ImageTokens> kept, String words) {
        String message =
                String.valueOf(
                        assertThrows(UsageException.class, () -> write(engine, request, kept))
                                .getMessage());
        assertTrue(message.contains(words), message);
    }
}
