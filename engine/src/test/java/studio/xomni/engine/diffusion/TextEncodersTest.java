package studio.xomni.engine.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Precision.Matrices;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Torch;

class TextEncodersTest {

    private static final Path CLIP = Golden.EN.flux().resolve("text_encoder");
    private static final Path T5 = Golden.EN.flux().resolve("text_encoder_2");

    private static final ClipConfig CLIP_CONFIG =
            ClipConfig.from(Json.read(CLIP.resolve("config.json")));
    private static final T5Config T5_CONFIG = T5Config.from(Json.read(T5.resolve("config.json")));

    private static final int CLIP_LENGTH = 77;
    private static final int CLIP_START = 848;
    private static final int CLIP_END = 849;
    private static final int T5_LENGTH = 512;
    private static final int T5_END = 1;

    /** Float32 sums in another order, of the largest value; seen 2e-7. */
    private static final double TOLERANCE = 2e-5;

    /** Two tiny layers with weights of 8 bits, of the largest value; seen 0.012 and 0.005. */
    private static final double BFLOAT16_DISTANCE = 0.02;

    private Torch torch;
    private Scope scope;

    @BeforeEach
    void start() {
        torch = Torch.start(new Device.Cpu());
        scope = torch.scope();
    }

    @AfterEach
    void stop() {
        scope.close();
        torch.close();
    }

    @Test
    void t5EncodesThePromptAndTheEmptyPromptAsTheRelease() {
        int[] ids = padded(Golden.ints(Golden.EN.expected().integers("t5_ids")), T5_LENGTH, 0);

        near("t5", t5(stored(T5), Decoding.FLOAT32, ids), TOLERANCE);
        near(
                "t5_empty",
                t5(stored(T5), Decoding.FLOAT32, padded(new int[] {T5_END}, T5_LENGTH, 0)),
                TOLERANCE);
    }

    @Test
    void clipPoolsThePromptAndTheEmptyPromptAsTheRelease() {
        near("clip_pooled", clip(stored(CLIP), Decoding.FLOAT32, clipIds()), TOLERANCE);
        near(
                "clip_pooled_empty",
                clip(
                        stored(CLIP),
                        Decoding.FLOAT32,
                        padded(new int[] {CLIP_START, CLIP_END}, CLIP_LENGTH, CLIP_END)),
                TOLERANCE);
    }

    @Test
    void bothEncodeNearlyWithWeightsInBfloat16() {
        var widened = new Precision(DType.BFLOAT16, DType.FLOAT32, Matrices.PLAIN);
        int[] ids = padded(Golden.ints(Golden.EN.expected().integers("t5_ids")), T5_LENGTH, 0);

        near("t5", t5(stored(T5), widened, ids), BFLOAT16_DISTANCE);
        near("clip_pooled", clip(stored(CLIP), widened, clipIds()), BFLOAT16_DISTANCE);
    }

    @Test
    void clipReadsNamesWithoutPrefixAndLeavesStoredPositions() {
        Map<String, StoredTensor> bare = stored(CLIP);
        for (String name : List.copyOf(bare.keySet())) {
            Decoding.copy(bare, name, name.substring("text_model.".length()));
            bare.remove(name);
        }
        Decoding.copy(bare, "final_layer_norm.bias", "embeddings.position_ids");

        assertArrayEquals(
                clip(stored(CLIP), Decoding.FLOAT32, clipIds()),
                clip(bare, Decoding.FLOAT32, clipIds()));
    }

    @Test
    void t5ReadsEitherNameOfItsTableAndBoth() {
        int[] ids = {5, 6, T5_END};
        float[] expected = t5(stored(T5), Decoding.FLOAT32, ids);
        Map<String, StoredTensor> both = stored(T5);
        Decoding.copy(both, "shared.weight", "encoder.embed_tokens.weight");
        Map<String, StoredTensor> tied = new LinkedHashMap<>(both);
        tied.remove("shared.weight");

        assertArrayEquals(expected, t5(both, Decoding.FLOAT32, ids));
        assertArrayEquals(expected, t5(tied, Decoding.FLOAT32, ids));
    }

    @Test
    void namesATensorThatIsMissingOrUnknown() {
        Map<String, StoredTensor> without = stored(T5);
        without.remove("encoder.block.1.layer.1.DenseReluDense.wi_1.weight");
        Map<String, StoredTensor> more = stored(CLIP);
        Decoding.copy(more, "text_model.final_layer_norm.bias", "text_projection.weight");

        var missing =
                assertThrows(
                        CheckpointException.class,
                        () -> t5(without, Decoding.FLOAT32, new int[] {1}));
        var unknown =
                assertThrows(
                        CheckpointException.class, () -> clip(more, Decoding.FLOAT32, clipIds()));

        assertTrue(
                String.valueOf(missing.getMessage())
                        .contains("encoder.block.1.layer.1.DenseReluDense.wi_1.weight is missing"));
        assertTrue(String.valueOf(unknown.getMessage()).contains("text_projection.weight"));
    }

    @Test
    void poolsAtTheFirstEndOrWhereTheFileStatesTheLegacyIdAtTheLargest() {
        ClipConfig legacy = withEnd(2);

        assertEquals(2, withEnd(9).pooledAt(new int[] {8, 3, 9, 9, 9}));
        assertEquals(0, withEnd(9).pooledAt(new int[] {8, 3, 4}));
        assertEquals(3, legacy.pooledAt(new int[] {8, 2, 4, 9, 0, 9}));
    }

    @Test
    void refusesIdsOutsideTheVocabulary() {
        var refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> t5(stored(T5), Decoding.FLOAT32, new int[] {1, 500}));

        assertEquals("A token's id must be from 0 to 499, got 500.", refusal.getMessage());
    }

    @Test
    void refusesATextLongerThanClipHasPositions() {
        var refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> clip(stored(CLIP), Decoding.FLOAT32, new int[78]));

        assertEquals(
                "The CLIP text encoder takes at most 77 tokens, got 78.", refusal.getMessage());
    }

    private static ClipConfig withEnd(int end) {
        return new ClipConfig(10, 8, 4, 4, 1, 1, true, 1e-5, end);
    }

    private static int[] clipIds() {
        int[] ids = Golden.ints(Golden.EN.expected().integers("clip_ids"));
        return padded(ids, CLIP_LENGTH, CLIP_END);
    }

    private static int[] padded(int[] ids, int length, int pad) {
        int[] padded = Arrays.copyOf(ids, length);
        Arrays.fill(padded, ids.length, length, pad);
        return padded;
    }

    private static Map<String, StoredTensor> stored(Path folder) {
        return new LinkedHashMap<>(Safetensors.readFolder(folder, "model"));
    }

    private float[] t5(Map<String, StoredTensor> stored, Precision precision, int[] ids) {
        Weights weights = Weights.of(stored, T5, scope, DType.FLOAT32);
        try (T5TextEncoder encoder = T5TextEncoder.load(torch, weights, T5_CONFIG, precision)) {
            return encoder.encode(scope, ids).toFloats();
        }
    }

    private float[] clip(Map<String, StoredTensor> stored, Precision precision, int[] ids) {
        Weights weights = Weights.of(stored, CLIP, scope, DType.FLOAT32);
        try (ClipTextEncoder encoder =
                ClipTextEncoder.load(torch, weights, CLIP_CONFIG, precision)) {
            return encoder.encode(scope, ids).toFloats();
        }
    }

    /** Compares as many values as are expected: of T5's 512 hidden states the first 12. */
    private void near(String name, float[] actual, double tolerance) {
        float[] expected =
                name.startsWith("t5")
                        ? Decoding.expected(Golden.EN, scope, name)
                        : Golden.EN.tensor(scope, name);

        double distance = Golden.distance(expected, Arrays.copyOf(actual, expected.length));

        assertTrue(distance < tolerance, name + " is off by " + distance);
    }
}
