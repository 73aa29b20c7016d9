package studio.xomni.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Torch;

class WeightsTest {

    /**
     * Half a step of int8 at the largest value of a row, and the rounding of its scale to bfloat16.
     */
    private static final double INT8_STEP = 0.5 / 127 + 1.0 / 256;

    @TempDir Path folder;
    private Torch torch;
    private Scope scope;
    private Path file;
    private final Map<String, StoredTensor> stored = new LinkedHashMap<>();

    @BeforeEach
    void writeNumbers() throws IOException {
        torch = Torch.start(new Device.Cpu());
        scope = torch.scope();
        file = folder.resolve("numbers.bin");
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 8; i++) {
            bytes.putFloat(i - 3.5f);
        }
        for (int i = 0; i < 8; i++) {
            bytes.putShort((short) (Float.floatToIntBits(i * 0.5f) >>> 16));
        }
        Files.write(file, bytes.array());
    }

    @AfterEach
    void free() {
        scope.close();
        torch.close();
    }

    private void store(String name, long offset, DType dtype, long... shape) {
        stored.put(
                name,
                new StoredTensor(name, file, offset, dtype, shape, StoredTensor.rowMajor(shape)));
    }

    private Weights weights(DType dtype) {
        return Weights.of(stored, file, scope, dtype);
    }

    @Test
    void aTensorIsReadAsItIsStoredOrConverted() {
        store("f", 0, DType.FLOAT32, 2, 4);
        store("b", 32, DType.BFLOAT16, 8);
        float[] floats = {-3.5f, -2.5f, -1.5f, -0.5f, 0.5f, 1.5f, 2.5f, 3.5f};
        float[] halves = {0, 0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f};
        for (DType dtype : List.of(DType.FLOAT32, DType.BFLOAT16)) {
            Weights weights = weights(dtype);
            assertArrayEquals(floats, weights.read("f", 2, 4).toFloats());
            assertArrayEquals(halves, weights.read("b", 8).toFloats());
            assertEquals(dtype, weights.read("f", 2, 4).dtype());
            weights.finish();
        }
    }

    @Test
    void aMisalignedTensorAndAStridedOneAreReadElementByElement() throws IOException {
        byte[] shifted = new byte[65];
        System.arraycopy(Files.readAllBytes(file), 0, shifted, 1, 64);
        Files.write(file, shifted);
        store("f", 1, DType.FLOAT32, 2);
        stored.put(
                "t",
                new StoredTensor(
                        "t", file, 1, DType.FLOAT32, new long[] {4, 2}, new long[] {1, 4}));
        assertArrayEquals(
                new float[] {-3.5f, -2.5f}, weights(DType.FLOAT32).read("f", 2).toFloats());
        assertArrayEquals(
                new float[] {-3.5f, 0.5f, -2.5f, 1.5f, -1.5f, 2.5f, -0.5f, 3.5f},
                weights(DType.FLOAT32).read("t", 4, 2).toFloats());
    }

    @Test
    void stackedTensorsLieOneAfterTheOther() {
        store("x.a", 0, DType.FLOAT32, 1, 4);
        store("x.b", 32, DType.BFLOAT16, 2, 4);
        assertArrayEquals(
                new float[] {-3.5f, -2.5f, -1.5f, -0.5f, 0, 0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f},
                weights(DType.FLOAT32)
                        .at("x")
                        .stack(List.of("a", "b"), new long[] {1, 2}, 4)
                        .toFloats());
    }

    @Test
    void quantisedRowsTimesTheirScalesAreNearTheirValues() {
        store("f", 0, DType.FLOAT32, 2, 4);
        var quantised =
                weights(DType.BFLOAT16).quantised(List.of("f"), new long[] {2}, 4, DType.BFLOAT16);
        assertEquals(DType.INT8, quantised.get(0).dtype());
        long[] whole = quantised.get(0).toLongs();
        float[] scales = quantised.get(1).toFloats();
        for (int i = 0; i < 8; i++) {
            assertEquals(i - 3.5, whole[i] * scales[i / 4], 3.5 * INT8_STEP);
        }
    }

    @Test
    void whatIsMissingMisshapenOrOfAnotherKindIsNamed() {
        store("layer.f", 0, DType.FLOAT32, 2, 4);
        store("layer.i", 0, DType.INT32, 2);
        assertRefused("layer.g", () -> weights(DType.FLOAT32).at("layer").read("g", 2));
        assertRefused("[4, 2]", () -> weights(DType.FLOAT32).at("layer").read("f", 4, 2));
        assertRefused("INT32", () -> weights(DType.FLOAT32).at("layer").read("i", 2));
    }

    @Test
    void whatIsNeverReadIsNamedUnlessItIsLeft() {
        store("f", 0, DType.FLOAT32, 2);
        store("g", 8, DType.FLOAT32, 2);
        Weights weights = weights(DType.FLOAT32);
        weights.read("f", 2);
        assertRefused("g", weights::finish);
        weights.leave("g");
        weights.finish();
    }

    @Test
    void aListIsCountedAndAGapInItIsNamed() {
        store("blocks.0.w", 0, DType.FLOAT32, 1);
        store("blocks.1.w", 4, DType.FLOAT32, 1);
        assertEquals(2, weights(DType.FLOAT32).count("blocks"));
        store("blocks.3.w", 8, DType.FLOAT32, 1);
        assertRefused("blocks.2.", () -> weights(DType.FLOAT32).count("blocks"));
    }

    private static void assertRefused(String named, Runnable read) {
        CheckpointException refused = assertThrows(CheckpointException.class, read::run);
        assertTrue(String.valueOf(refused.getMessage()).contains(named), refused.toString());
    }
}
