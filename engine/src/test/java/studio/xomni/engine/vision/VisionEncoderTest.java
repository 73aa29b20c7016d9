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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Precision.Matrices;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;

class VisionEncoderTest {

    /** Share of the largest feature: float32 products in another order differ by 8e-7. */
    private static final double FLOAT32_TOLERANCE = 1e-5;

    /** Share of the largest feature: 8 bits of mantissa over four blocks differ by 0.012. */
    private static final double BFLOAT16_TOLERANCE = 0.025;

    /** Interpolation weights and sums in float32, of numbers up to 1. */
    private static final float INTERPOLATION_TOLERANCE = 1e-6f;

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
    void givesTheReferenceFeatures(String kind) {
        assertTrue(
                differenceToReference(kind, VisionFixtures.EXACT) < FLOAT32_TOLERANCE,
                "features in float32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void staysNearTheReferenceInBfloat16(String kind) {
        assertTrue(
                differenceToReference(kind, VisionFixtures.HALVED) < BFLOAT16_TOLERANCE,
                "features in bfloat16");
        Precision widened = new Precision(DType.BFLOAT16, DType.FLOAT32, Matrices.PLAIN);
        assertTrue(
                differenceToReference(kind, widened) < BFLOAT16_TOLERANCE,
                "features of bfloat16 weights, computed in float32");
    }

    private double differenceToReference(String kind, Precision precision) {
        try (VisionEncoder encoder =
                VisionFixtures.encoder(scope, VisionFixtures.checkpoint(kind), precision)) {
            Tensor features = encoder.encode(scope, VisionFixtures.photo(scope, kind));
            assertArrayEquals(new long[] {1, 108, 64}, features.shape());
            float[] got = features.toFloats();
            assertEquals(
                    precision.activations() == DType.BFLOAT16,
                    hasEightBitsOfMantissa(got),
                    "the features' type");
            return VisionFixtures.difference(
                    VisionFixtures.expected(scope, kind, "vit_features", 108, 64).toFloats(), got);
        }
    }

    private static boolean hasEightBitsOfMantissa(float[] numbers) {
        for (float number : numbers) {
            if ((Float.floatToRawIntBits(number) & 0xffff) != 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void encodesSeveralPicturesOfOneSizeAtOnce() {
        try (VisionEncoder encoder =
                VisionFixtures.encoder(
                        scope, VisionFixtures.checkpoint("en"), VisionFixtures.EXACT)) {
            float[] first = noise(3 * 32 * 48, 1);
            float[] second = noise(3 * 32 * 48, 2);
            float[] both = concatenated(first, second);
            Tensor features = encoder.encode(scope, scope.floats(both, 2, 3, 32, 48));
            assertArrayEquals(new long[] {2, 6, 64}, features.shape());
            float[] alone =
                    concatenated(
                            encoder.encode(scope, scope.floats(first, 3, 32, 48)).toFloats(),
                            encoder.encode(scope, scope.floats(second, 3, 32, 48)).toFloats());
            assertTrue(VisionFixtures.difference(alone, features.toFloats()) < FLOAT32_TOLERANCE);
        }
    }

    @Test
    void readsItsSizesFromShapesAndItsHeadsFromTheName() {
        try (VisionEncoder encoder =
                VisionFixtures.encoder(
                        scope,
                        VisionFixtures.stored(VisionFixtures.checkpoint("en"), "siglip_vit.pt"),
                        "siglip_so400m_patch16_384",
                        VisionFixtures.EXACT)) {
            assertEquals(new VisionEncoderConfig(64, 3, 16, 256, 16, 32), encoder.config());
        }
    }

    /** With blocks and patches of zeros, the features are the resized position table itself. */
    @ParameterizedTest
    @CsvSource({"4, 4, 4", "4, 3, 2", "4, 7, 9", "1, 2, 3", "3, 1, 8", "8, 1, 1"})
    void resizesThePositionTableBilinearlyWithoutAlignedCorners(
            int grid, int rows, int columns, @TempDir Path folder) {
        float[] table = noise(grid * grid * 16, 3);
        Map<String, StoredTensor> stored = emptyEncoder(folder, table, grid);
        try (VisionEncoder encoder =
                VisionFixtures.encoder(scope, stored, VisionFixtures.GIANT, VisionFixtures.EXACT)) {
            Tensor pixels =
                    scope.floats(new float[3 * rows * 2 * columns * 2], 3, rows * 2, columns * 2);
            assertArrayEquals(
                    bilinear(table, grid, rows, columns),
                    encoder.encode(scope, pixels).toFloats(),
                    INTERPOLATION_TOLERANCE);
        }
    }

    @Test
    void refusesAPictureThatPatchesDoNotFill() {
        try (VisionEncoder encoder =
                VisionFixtures.encoder(
                        scope, VisionFixtures.checkpoint("en"), VisionFixtures.EXACT)) {
            Tensor pixels = scope.floats(new float[3 * 32 * 40], 3, 32, 40);
            assertEquals(
                    "A picture's sides must be multiples of the patch of 16 pixels, got 40×32 (width × height).",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> encoder.encode(scope, pixels))
                            .getMessage());
            Tensor grey = scope.floats(new float[32 * 32], 1, 32, 32);
            assertEquals(
                    "Pixels have the shape 3 × height × width or N × 3 × height × width, got [1, 32, 32].",
                    assertThrows(IllegalArgumentException.class, () -> encoder.encode(scope, grey))
                            .getMessage());
        }
    }

    @Test
    void refusesAnUnknownName() {
        Map<String, StoredTensor> stored = reference();
        assertEquals(
                "The vision encoder (siglip_name) must be one of siglip2_giant_patch16_384, siglip_so400m_patch16_384, got \"vit_huge\".",
                refusal(stored, "vit_huge"));
    }

    @Test
    void refusesAMissingTensor() {
        for (String name : reference().keySet()) {
            Map<String, StoredTensor> stored = reference();
            stored.remove(name);
            assertEquals(
                    "weights.pt: the tensor " + name + " is missing.",
                    refusal(stored, VisionFixtures.GIANT));
        }
    }

    @Test
    void refusesATensorOfAnotherShape() {
        assertEquals(
                "weights.pt: the tensor blocks.1.attn.qkv.weight must have the shape [192, 64], it has [64, 192].",
                refusalOf("blocks.1.attn.qkv.weight", 64, 192));
        assertEquals(
                "weights.pt: the tensor patch_embed.proj.weight must have the shape [64, 3, 1, 1], it has [64, 768].",
                refusalOf("patch_embed.proj.weight", 64, 768));
        assertEquals(
                "weights.pt: the tensor patch_embed.proj.weight must have the shape [64, 3, 16, 16], it has [64, 1, 48, 16].",
                refusalOf("patch_embed.proj.weight", 64, 1, 48, 16));
    }

    @Test
    void refusesAPositionTableThatIsNoSquare() {
        assertEquals(
                "weights.pt: the tensor pos_embed must have the shape [1, 961, 64], it has [1, 1000, 64].",
                refusalOf("pos_embed", 1, 1000, 64));
    }

    @Test
    void refusesAWidthThatDoesNotDivideIntoHeads() {
        assertEquals(
                "siglip2_giant_patch16_384 has 16 heads, so the width must be a multiple of that; the tensor patch_embed.proj.weight has the width 63.",
                refusalOf("patch_embed.proj.weight", 63, 3, 16, 16));
    }

    @Test
    void leavesOutWhatItDoesNotUse() {
        Map<String, StoredTensor> stored = reference();
        StoredTensor norm = stored.get("blocks.0.norm1.weight");
        stored.put("norm.weight", norm);
        stored.put("attn_pool.q.weight", norm);
        VisionFixtures.encoder(scope, stored, VisionFixtures.GIANT, VisionFixtures.EXACT).close();
    }

    @Test
    void refusesSizesThatMakeNoSense() {
        assertThrows(
                IllegalArgumentException.class, () -> new VisionEncoderConfig(64, 0, 16, 1, 1, 1));
        assertThrows(
                IllegalArgumentException.class, () -> new VisionEncoderConfig(60, 1, 16, 1, 1, 1));
    }

    @Test
    void freesWhatItComputes() {
        try (VisionEncoder encoder =
                VisionFixtures.encoder(
                        scope, VisionFixtures.checkpoint("en"), VisionFixtures.EXACT)) {
            Tensor pixels = scope.floats(new float[3 * 16 * 16], 3, 16, 16);
            int before = Scope.live();
            try (Scope inner = scope.open()) {
                encoder.encode(inner, pixels);
                assertEquals(before + 1, Scope.live());
            }
            assertEquals(before, Scope.live());
        }
    }

    private static Map<String, StoredTensor> reference() {
        return VisionFixtures.stored(VisionFixtures.checkpoint("en"), "siglip_vit.pt");
    }

    private String refusalOf(String tensor, long... shape) {
        Map<String, StoredTensor> stored = reference();
        stored.computeIfPresent(tensor, (name, old) -> VisionFixtures.reshaped(old, shape));
        return refusal(stored, VisionFixtures.GIANT);
    }

    private String refusal(Map<String, StoredTensor> stored, String name) {
        return String.valueOf(
                assertThrows(
                                CheckpointException.class,
                                () ->
                                        VisionFixtures.encoder(
                                                scope, stored, name, VisionFixtures.EXACT))
                        .getMessage());
    }

    /** Sixteen wide, patches of two pixels, one block; all zeros but the position table. */
    private static Map<String, StoredTensor> emptyEncoder(Path folder, float[] table, int grid) {
        Map<String, StoredTensor> stored = new HashMap<>();
        VisionFixtures.put(stored, folder, "pos_embed", table, 1, (long) grid * grid, 16);
        float[] zeros = {};
        VisionFixtures.put(stored, folder, "patch_embed.proj.weight", zeros, 16, 3, 2, 2);
        VisionFixtures.put(stored, folder, "patch_embed.proj.bias", zeros, 16);
        for (String name : new String[] {"norm1", "norm2"}) {
            VisionFixtures.put(stored, folder, "blocks.0." + name + ".weight", zeros, 16);
            VisionFixtures.put(stored, folder, "blocks.0." + name + ".bias", zeros, 16);
        }
        VisionFixtures.put(stored, folder, "blocks.0.attn.qkv.weight", zeros, 48, 16);
        VisionFixtures.put(stored, folder, "blocks.0.attn.qkv.bias", zeros, 48);
        VisionFixtures.put(stored, folder, "blocks.0.attn.proj.weight", zeros, 16, 16);
        VisionFixtures.put(stored, folder, "blocks.0.attn.proj.bias", zeros, 16);
        VisionFixtures.put(stored, folder, "blocks.0.mlp.fc1.weight", zeros, 5, 16);
        VisionFixtures.put(stored, folder, "blocks.0.mlp.fc1.bias", zeros, 5);
        VisionFixtures.put(stored, folder, "blocks.0.mlp.fc2.weight", zeros, 16, 5);
        VisionFixtures.put(stored, folder, "blocks.0.mlp.fc2.bias", zeros, 16);
        return stored;
    }

    /** By the definition: output centres mapped onto the table, clamped at its edges. */
    private static float[] bilinear(float[] table, int grid, int rows, int columns) {
        float[] resized = new float[rows * columns * 16];
        for (int row = 0; row < rows; row++) {
            double y = Math.max((row + 0.5) * grid / rows - 0.5, 0);
            int top = (int) y;
            int bottom = Math.min(top + 1, grid - 1);
            for (int column = 0; column < columns; column++) {
                double x = Math.max((column + 0.5) * grid / columns - 0.5, 0);
                int left = (int) x;
                int right = Math.min(left + 1, grid - 1);
                for (int i = 0; i < 16; i++) {
                    double above =
                            mix(at(table, grid, top, left, i), at(table, grid, top, right, i), x);
                    double below =
                            mix(
                                    at(table, grid, bottom, left, i),
                                    at(table, grid, bottom, right, i),
                                    x);
                    resized[(row * columns + column) * 16 + i] = (float) mix(above, below, y);
                }
            }
        }
        return resized;
    }

    private static double at(float[] table, int grid, int row, int column, int i) {
        return table[(row * grid + column) * 16 + i];
    }

    private static double mix(double first, double second, double position) {
        double share = position - Math.floor(position);
        return first * (1 - share) + second * share;
    }

    private static float[] noise(int count, long seed) {
        Random random = new Random(seed);
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) {
            noise[i] = 2 * random.nextFloat() - 1;
        }
        return noise;
    }

    private static float[] concatenated(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
