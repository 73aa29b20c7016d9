package studio.xomni.engine.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;

class CodebookTest {

    /** Share of the largest number: float32 products in another order differ by 4e-7. */
    private static final double FLOAT32_TOLERANCE = 1e-5;

    /** More than two blocks of codes whose distances are held at once, and not a multiple. */
    private static final int CODES = 1100;

    private static final int DIM = 32;

    private Torch torch;
    private Scope scope;

    @BeforeEach
    void start() {
        torch = VisionFixtures.cpu();
        scope = torch.scope();
    }

    @AfterEach
    void stop() {
        scope.close();
        torch.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void findsTheReferenceTokens(String kind) {
        Path checkpoint = VisionFixtures.checkpoint(kind);
        try (VisionEncoder encoder =
                        VisionFixtures.encoder(scope, checkpoint, VisionFixtures.EXACT);
                Codebook codebook = VisionFixtures.codebook(scope, checkpoint)) {
            Tensor codes =
                    codebook.encode(
                            scope, encoder.encode(scope, VisionFixtures.photo(scope, kind)));
            assertArrayEquals(new long[] {1, 108}, codes.shape());
            assertEquals(DType.INT64, codes.dtype());
            assertArrayEquals(
                    VisionFixtures.longs(VisionFixtures.expected(kind).integers("photo_tokens")),
                    codes.toLongs());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void turnsTokensIntoTheReferenceSemantic(String kind) {
        try (Codebook codebook = VisionFixtures.codebook(scope, VisionFixtures.checkpoint(kind))) {
            Json expected = VisionFixtures.expected(kind);
            long[] codes =
                    VisionFixtures.longs(expected.objects("samples").get(0).integers("tokens"));
            Tensor semantic =
                    codebook.decode(
                            scope,
                            scope.longs(codes, codes.length),
                            expected.integer("height") / 16,
                            expected.integer("width") / 16);
            assertArrayEquals(new long[] {1, 24, 64}, semantic.shape());
            assertEquals(DType.FLOAT32, semantic.dtype());
            double difference =
                    VisionFixtures.difference(
                            VisionFixtures.expected(scope, kind, "semantic", 24, 64).toFloats(),
                            semantic.toFloats());
            assertTrue(difference < FLOAT32_TOLERANCE, "differs by " + difference);
        }
    }

    @Test
    void decodesSeveralPicturesAtOnce() {
        try (Codebook codebook = VisionFixtures.codebook(scope, VisionFixtures.checkpoint("en"))) {
            long[] codes = {1, 2, 3, 4, 5, 6, 101, 102, 103, 104, 105, 106};
            Tensor both = codebook.decode(scope, scope.longs(codes, 2, 6), 2, 3);
            assertArrayEquals(new long[] {2, 6, 64}, both.shape());
            long[] second = Arrays.copyOfRange(codes, 6, 12);
            float[] alone = codebook.decode(scope, scope.longs(second, 6), 2, 3).toFloats();
            float[] halves = both.toFloats();
            assertTrue(
                    VisionFixtures.difference(
                                    alone, Arrays.copyOfRange(halves, alone.length, halves.length))
                            < FLOAT32_TOLERANCE);
        }
    }

    @Test
    void findsTheFirstOfEqualCodesWhateverTheLengthOfAVector(@TempDir Path folder) {
        float[] table = table();
        // Twice as long is the same direction: length must not count.
        copyRow(table, 3, 1099, 1);
        copyRow(table, 5, 700, 2);
        copyRow(table, 600, 602, 0.5f);
        float[] features = table.clone();
        for (int i = 0; i < features.length; i++) {
            features[i] *= 1 + i / DIM;
        }
        long[] wanted = new long[CODES];
        Arrays.setAll(wanted, i -> i);
        wanted[1099] = 3;
        wanted[700] = 5;
        wanted[602] = 600;
        try (Codebook codebook = plain(folder, table)) {
            assertArrayEquals(
                    wanted,
                    codebook.encode(scope, scope.floats(features, 1, CODES, DIM)).toLongs());
        }
    }

    @Test
    void tellsCodesApartThatAreEquallyFarInFloat32(@TempDir Path folder) {
        float[] table = table();
        float[] feature = Arrays.copyOfRange(table, 9 * DIM, 10 * DIM);
        // A step across the vector moves the distance by its square, 1e-9: nothing in float32.
        copyRow(table, 9, 2, 1);
        table[2 * DIM] += 3e-5f;
        try (Codebook codebook = plain(folder, table)) {
            assertArrayEquals(
                    new long[] {9},
                    codebook.encode(scope, scope.floats(feature, 1, 1, DIM)).toLongs());
        }
    }

    @Test
    void handsOnRawCodesRowByRowWhereThereIsNoResidualBlock(@TempDir Path folder) {
        float[] table = table();
        try (Codebook codebook = plain(folder, table)) {
            Tensor semantic = codebook.decode(scope, scope.longs(new long[] {7, 0, 1, 9}, 4), 2, 2);
            float[] rows = new float[4 * DIM];
            int[] codes = {7, 0, 1, 9};
            for (int i = 0; i < codes.length; i++) {
                System.arraycopy(table, codes[i] * DIM, rows, i * DIM, DIM);
            }
            assertArrayEquals(rows, semantic.toFloats());
        }
    }

    @Test
    void refusesCodesThatItCannotDecode() {
        try (Codebook codebook = VisionFixtures.codebook(scope, VisionFixtures.checkpoint("en"))) {
            assertEquals(
                    "Image codes go from 0 to 255, got 256.",
                    refusedCodes(codebook, 1, 2, 0, 256).getMessage());
            assertEquals(
                    "Image codes go from 0 to 255, got -1.",
                    refusedCodes(codebook, 1, 2, -1, 0).getMessage());
            assertEquals(
                    "Pictures of 2×2 codes (rows × columns) cannot be made of 3 codes.",
                    refusedCodes(codebook, 2, 2, 0, 1, 2).getMessage());
            assertEquals(
                    "Pictures of 0×2 codes (rows × columns) cannot be made of 2 codes.",
                    refusedCodes(codebook, 0, 2, 0, 1).getMessage());
        }
    }

    private IllegalArgumentException refusedCodes(
            Codebook codebook, int rows, int columns, long... codes) {
        Tensor tensor = scope.longs(codes, codes.length);
        return assertThrows(
                IllegalArgumentException.class,
                () -> codebook.decode(scope, tensor, rows, columns));
    }

    @Test
    void refusesFeaturesOfAnotherWidth() {
        try (Codebook codebook = VisionFixtures.codebook(scope, VisionFixtures.checkpoint("en"))) {
            Tensor features = scope.floats(new float[32], 1, 1, 32);
            assertEquals(
                    "The codebook takes features of 64 numbers (z_channels), the vision encoder gives 32.",
                    assertThrows(CheckpointException.class, () -> codebook.encode(scope, features))
                            .getMessage());
        }
    }

    @Test
    void refusesAMissingTensor() {
        for (String name : reference().keySet()) {
            Map<String, StoredTensor> stored = reference();
            stored.remove(name);
            assertEquals(
                    "weights.pt: the tensor " + name + " is missing.",
                    refusal(stored, VisionFixtures.config(VisionFixtures.checkpoint("en"))));
        }
    }

    @Test
    void refusesATensorThatItHasNoPlaceFor() {
        Map<String, StoredTensor> stored = reference();
        StoredTensor bias = stored.get("quant_conv.bias");
        stored.put("quantize.ema.weight", bias);
        assertEquals(
                "weights.pt holds 1 tensors that the model has no place for, the first is quantize.ema.weight.",
                refusal(stored, VisionFixtures.config(VisionFixtures.checkpoint("en"))));
    }

    @Test
    void refusesSizesUnlikeTheConfiguration() {
        assertEquals(
                "weights.pt: the tensor quantize.embedding.weight must have the shape [512, 48], it has [256, 48].",
                refusal(reference(), new CodebookConfig(512, 48, 64)));
        assertEquals(
                "weights.pt: the tensor quant_conv.weight must have the shape [40, 64, 1, 1], it has [48, 64, 1, 1].",
                refusal(reference(), new CodebookConfig(256, 40, 64)));
    }

    private String refusal(Map<String, StoredTensor> stored, CodebookConfig config) {
        return String.valueOf(
                assertThrows(
                                CheckpointException.class,
                                () -> VisionFixtures.codebook(scope, stored, config))
                        .getMessage());
    }

    private static Map<String, StoredTensor> reference() {
        return VisionFixtures.stored(VisionFixtures.checkpoint("en"), "projector.pt");
    }

    /** A codebook whose convolutions hand on what they get, without residual blocks. */
    private Codebook plain(Path folder, float[] table) {
        float[] identity = new float[DIM * DIM];
        for (int i = 0; i < DIM; i++) {
            identity[i * DIM + i] = 1;
        }
        Map<String, StoredTensor> stored = new HashMap<>();
        for (String conv : new String[] {"quant_conv", "post_quant_conv"}) {
            VisionFixtures.put(stored, folder, conv + ".weight", identity, DIM, DIM, 1, 1);
            VisionFixtures.put(stored, folder, conv + ".bias", new float[0], DIM);
        }
        VisionFixtures.put(stored, folder, "quantize.embedding.weight", table, CODES, DIM);
        return VisionFixtures.codebook(scope, stored, new CodebookConfig(CODES, DIM, DIM));
    }

    private static float[] table() {
        Random random = new Random(5);
        float[] table = new float[CODES * DIM];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) random.nextGaussian();
        }
        return table;
    }

    private static void copyRow(float[] table, int from, int to, float factor) {
        for (int i = 0; i < DIM; i++) {
            table[to * DIM + i] = factor * table[from * DIM + i];
        }
    }
}
