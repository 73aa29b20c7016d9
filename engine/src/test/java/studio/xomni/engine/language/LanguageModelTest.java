package studio.xomni.engine.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Precision.Matrices;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Torch;

class LanguageModelTest {

    private static final Precision FLOAT32 =
            new Precision(DType.FLOAT32, DType.FLOAT32, Matrices.PLAIN);

    /** bfloat16 keeps 8 bits; six tiny layers add up to this share of the largest logit. */
    private static final double BFLOAT16_DISTANCE = 0.05;

    /** bfloat16 with and without the processor's own products of it, and int8 beside either. */
    private static final List<Precision> ROUNDED =
            List.of(
                    new Precision(DType.BFLOAT16, DType.BFLOAT16, Matrices.PLAIN),
                    new Precision(DType.BFLOAT16, DType.FLOAT32, Matrices.PLAIN),
                    new Precision(DType.BFLOAT16, DType.BFLOAT16, Matrices.INT8),
                    new Precision(DType.BFLOAT16, DType.FLOAT32, Matrices.INT8),
                    // what this processor is given: packed where it can be
                    Precision.ofLanguage(new Device.Cpu(), DType.BFLOAT16, false));

    /** int8 by rows rounds matrices to 1/254 of a row's largest element. */
    private static final double INT8_DISTANCE = 0.08;

    /**
     * Tensors of a layer in the program's list where matrices are stacked; the norms come after the
     * two tables.
     */
    private static final int MERGED_LAYER = 14;

    private <T> T with(Golden golden, Precision precision, Function<Run, T> test) {
        try (Torch torch = Torch.start(new Device.Cpu());
                Scope scope = torch.scope();
                LanguageModel model = load(golden, torch, scope, precision)) {
            return test.apply(new Run(golden, model, scope, golden.expected()));
        }
    }

    private record Run(Golden golden, LanguageModel model, Scope scope, Json expected) {

        int[] write(Json sample, long... seeds) {
            int tokens = sample.integers("tokens").size();
            int[] prompt =
                    Golden.ints(
                            (sample.has("prompt_ids") ? sample : expected).integers("prompt_ids"));
            int[] prefix = prefix();
            try (Scope state = scope.open()) {
                ImageWriting writing =
                        model.writeImages(
                                state,
                                prompt,
                                prefix,
                                1,
                                tokens,
                                seeds,
                                settings(sample),
                                new int[0]);
                while (!writing.isComplete()) {
                    writing.step();
                }
                return Arrays.stream(writing.read(0, tokens))
                        .flatMapToInt(Arrays::stream)
                        .toArray();
            }
        }

        private int[] prefix() {
            return expected.has("negative_ids")
                    ? Golden.ints(expected.integers("negative_ids"))
                    : new int[0];
        }
    }

    private static SamplingSettings settings(Json sample) {
        return new SamplingSettings(
                sample.number("cfg"),
                sample.number("temperature"),
                sample.integer("top_k"),
                sample.number("top_p"),
                sample.number("min_p"));
    }

    private static LanguageModel load(
            Golden golden, Torch torch, Scope scope, Precision precision) {
        LanguageConfig config =
                LanguageConfig.from(Json.read(golden.checkpoint().resolve("config.json")));
        var stored = Safetensors.readFolder(golden.checkpoint(), "model");
        return LanguageModel.load(
                torch,
                scope,
                Weights.of(stored, golden.checkpoint(), scope, precision.weights()),
                config,
                precision);
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void logitsAreTheReleases(Golden golden) {
        with(
                golden,
                FLOAT32,
                run -> {
                    int[] ids = Golden.ints(run.expected.integers("mixed_ids"));
                    for (boolean image : List.of(true, false)) {
                        float[] expected =
                                golden.tensor(run.scope, image ? "logits_image" : "logits_text");
                        float[] actual = run.model.logits(run.scope, ids, image).toFloats();
                        assertTrue(Golden.distance(expected, actual) < Golden.TOLERANCE);
                    }
                    return null;
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void sampledTokensAreTheReleases(Golden golden) {
        with(
                golden,
                FLOAT32,
                run -> {
                    for (Json sample : run.expected.objects("samples")) {
                        assertArrayEquals(
                                Golden.ints(sample.integers("tokens")),
                                run.write(sample, sample.integer("seed")));
                    }
                    return null;
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void eachPictureOfABatchIsThePictureDrawnAlone(Golden golden) {
        with(
                golden,
                FLOAT32,
                run -> {
                    for (Json sample : run.expected.objects("samples")) {
                        long seed = sample.integer("seed");
                        int[] batch = run.write(sample, seed, seed + 1, seed + 2);
                        List<Integer> alone = new ArrayList<>();
                        for (long s = seed; s < seed + 3; s++) {
                            Arrays.stream(run.write(sample, s)).forEach(alone::add);
                        }
                        assertArrayEquals(Golden.ints(alone), batch);
                    }
                    return null;
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void theGreedyAnswerIsTheReleases(Golden golden) {
        with(
                golden,
                FLOAT32,
                run -> {
                    int[] prompt = Golden.ints(run.expected.integers("chat_ids"));
                    int[] expected = Golden.ints(run.expected.integers("chat_answer_ids"));
                    int[] actual = new int[expected.length];
                    TextWriting text =
                            run.model.writeText(run.scope, prompt.length + expected.length, 1);
                    actual[0] = text.read(prompt, () -> {});
                    for (int i = 1; i < actual.length; i++) {
                        actual[i] = text.next(actual[i - 1]);
                    }
                    assertArrayEquals(expected, actual);
                    return null;
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void aPromptThatSharesItsStartWithTheCacheIsReadAsIfAnew(Golden golden) {
        with(
                golden,
                FLOAT32,
                run -> {
                    int[] prompt = Golden.ints(run.expected.integers("chat_ids"));
                    int[] other = prompt.clone();
                    other[prompt.length - 5] = 33;
                    TextWriting fresh = run.model.writeText(run.scope, prompt.length + 8, 1.3);
                    TextWriting reused = run.model.writeText(run.scope, prompt.length + 8, 1.3);
                    reused.next(reused.read(prompt, () -> {}));
                    for (int[] ids : List.of(other, prompt, prompt)) {
                        int expected =
                                run.model.writeText(run.scope, ids.length, 1.3).read(ids, () -> {});
                        assertEquals(expected, reused.read(ids, () -> {}));
                    }
                    assertEquals(
                            fresh.next(fresh.read(prompt, () -> {})),
                            reused.next(reused.read(prompt, () -> {})));
                    return null;
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void bfloat16AndInt8StayNearFloat32(Golden golden) {
        for (Precision precision : ROUNDED) {
            double distance =
                    with(
                            golden,
                            precision,
                            run ->
                                    Golden.distance(
                                            golden.tensor(run.scope, "logits_image"),
                                            run.model
                                                    .logits(
                                                            run.scope,
                                                            Golden.ints(
                                                                    run.expected.integers(
                                                                            "mixed_ids")),
                                                            true)
                                                    .toFloats()));
            assertTrue(distance < (precision.int8() ? INT8_DISTANCE : BFLOAT16_DISTANCE));
        }
    }

    private static List<Precision> everyType() {
        return Stream.concat(Stream.of(FLOAT32), ROUNDED.stream()).toList();
    }

    /** Of the logits in the types, only the likeliest code is asked for: rounding moves few. */
    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void picturesAreWrittenInEveryType(Golden golden) {
        int[] exact = with(golden, FLOAT32, LanguageModelTest::likeliest);
        for (Precision precision : ROUNDED) {
            int[] rounded = with(golden, precision, LanguageModelTest::likeliest);
            assertEquals(exact.length, rounded.length);
            assertEquals(exact[0], rounded[0], "first code in " + precision);
        }
    }

    /** Two pictures of one prompt, with guidance where the case has it. */
    private static int[] likeliest(Run run) {
        Json sample = run.expected.objects("samples").get(0);
        int[] prefix = run.prefix();
        SamplingSettings settings = new SamplingSettings(prefix.length > 0 ? 2 : 1, 1, 1, 1, 0);
        try (Scope state = run.scope.open()) {
            int[] prompt = Golden.ints(run.expected.integers("prompt_ids"));
            long[] seeds = {1, 2};
            ImageWriting writing =
                    run.model.writeImages(
                            state,
                            prompt,
                            prefix,
                            1,
                            sample.integers("tokens").size(),
                            seeds,
                            settings,
                            new int[0]);
            while (!writing.isComplete()) {
                writing.step();
            }
            int[][] codes = writing.read(0, writing.written());
            assertArrayEquals(codes[0], codes[1]);
            return codes[0];
        }
    }

    /** Decoding multiplies one row or a few, which takes other kernels than the prompt's many. */
    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void decodingStaysNearFloat32InEveryType(Golden golden) {
        for (Precision precision : everyType()) {
            double bound =
                    precision.int8()
                            ? INT8_DISTANCE
                            : precision.equals(FLOAT32) ? Golden.TOLERANCE : BFLOAT16_DISTANCE;
            for (int span : new int[] {1, 2, 5}) {
                double distance = with(golden, precision, run -> distanceOfDecoding(run, span));
                assertTrue(
                        distance < bound,
                        precision + ", " + span + " at a time, is off by " + distance);
            }
        }
    }

    /**
     * Of the logits after the image tokens, decoded so many at a time after the prompt was read.
     */
    private static double distanceOfDecoding(Run run, int span) {
        LanguageConfig config = run.model.config();
        int[] ids = Golden.ints(run.expected.integers("mixed_ids"));
        int prompt = run.expected.integers("prompt_ids").size();
        int tokens = run.expected.objects("samples").get(0).integers("tokens").size();
        float[] all = run.golden.tensor(run.scope, "logits_image");
        var program = run.model.program();
        var rope = run.model.rope(run.scope, ids.length);
        var cache = run.model.cache(run.scope, 1, ids.length);
        run.model.prefill(run.scope, Arrays.copyOf(ids, prompt), cache, 0, rope);
        int width = config.image();
        float[] actual = new float[tokens * width];
        for (int i = 0; i < tokens; i += span) {
            int n = Math.min(span, tokens - i);
            long[] at = {prompt + i};
            long[] stretch =
                    Arrays.stream(ids, prompt + i, prompt + i + n).asLongStream().toArray();
            var x = program.tensor(run.scope, "embed", run.scope.longs(stretch, n));
            x = program.tensor(run.scope, "decode", x, List.of(cache), at, n, rope, true);
            x = program.tensor(run.scope, "norm", x, config.layers() * MERGED_LAYER + 3);
            System.arraycopy(
                    program.tensor(run.scope, "scores", x, true).toFloats(),
                    0,
                    actual,
                    i * width,
                    n * width);
        }
        return Golden.distance(
                Arrays.copyOfRange(all, prompt * width, (prompt + tokens) * width), actual);
    }
}
