package studio.xomni.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import studio.xomni.engine.torch.DType;

class StoredTensorTest {

    @Test
    void rowMajorTensorsAreContiguousAndTurnedOnesAreNot() {
        assertTrue(tensor(0, new long[] {4, 6}, new long[] {6, 1}).isContiguous());
        assertFalse(tensor(0, new long[] {6, 4}, new long[] {1, 6}).isContiguous());
        assertFalse(tensor(0, new long[] {2, 3}, new long[] {6, 1}).isContiguous());
        assertTrue(tensor(0, new long[] {}, new long[] {}).isContiguous());
    }

    @Test
    void theStrideOfAnAxisOfOneOrOfAnEmptyTensorDoesNotMatter() {
        assertTrue(tensor(0, new long[] {1, 6}, new long[] {99, 1}).isContiguous());
        assertTrue(tensor(0, new long[] {0, 6}, new long[] {7, 9}).isContiguous());
    }

    @Test
    void countsElementsAndBytes() {
        assertEquals(24, tensor(0, new long[] {4, 6}, new long[] {6, 1}).elements());
        assertEquals(96, tensor(0, new long[] {4, 6}, new long[] {6, 1}).bytes());
        assertEquals(1, tensor(0, new long[] {}, new long[] {}).elements());
    }

    @Test
    void isAlignedWhenTheOffsetIsAMultipleOfTheElementsSize() {
        assertTrue(tensor(8, new long[] {1}, new long[] {1}).isAligned());
        assertFalse(tensor(6, new long[] {1}, new long[] {1}).isAligned());
    }

    @Test
    void rowMajorStridesAreTorchs() {
        // torch.empty(2, 0, 3).stride() is (3, 3, 1).
        assertArrayEquals(new long[] {3, 3, 1}, StoredTensor.rowMajor(new long[] {2, 0, 3}));
        assertArrayEquals(new long[] {12, 4, 1}, StoredTensor.rowMajor(new long[] {2, 3, 4}));
    }

    @Test
    void refusesNonsense() {
        assertThrows(IllegalArgumentException.class, () -> tensor(-1, new long[0], new long[0]));
        assertThrows(
                IllegalArgumentException.class, () -> tensor(0, new long[] {2}, new long[] {2, 1}));
        assertThrows(
                IllegalArgumentException.class, () -> tensor(0, new long[] {-2}, new long[] {1}));
        assertThrows(
                IllegalArgumentException.class, () -> tensor(0, new long[] {2}, new long[] {-1}));
        assertThrows(
                ArithmeticException.class,
                () -> tensor(0, new long[] {1L << 32, 1L << 32}, new long[] {0, 0}));
    }

    private static StoredTensor tensor(long offset, long[] shape, long[] strides) {
        return new StoredTensor("t", Path.of("f"), offset, DType.FLOAT32, shape, strides);
    }
}
