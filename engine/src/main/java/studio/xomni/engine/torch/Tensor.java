package studio.xomni.engine.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;

/** A tensor of libtorch, owned by a {@link Scope}. */
public final class Tensor implements AutoCloseable {

    private final Scope owner;
    private final PtNDArray array;

    Tensor(Scope owner, PtNDArray array) {
        this.owner = owner;
        this.array = array;
    }

    /** Sizes of the dimensions. */
    public long[] shape() {
        return array.getShape().getShape();
    }

    public long elements() {
        return array.getShape().size();
    }

    public DType dtype() {
        return DType.of((int) owner.torch().elementary().number("dtype", this));
    }

    /** The elements as floats, row by row, copied from the device. */
    public float[] toFloats() {
        try (Scope scope = owner.open()) {
            return owner.torch().elementary().tensor(scope, "floats", this).array.toFloatArray();
        }
    }

    /** The elements as whole numbers, row by row, copied from the device. */
    public long[] toLongs() {
        try (Scope scope = owner.open()) {
            return owner.torch().elementary().tensor(scope, "longs", this).array.toLongArray();
        }
    }

    /** The elements' bytes, copied from the device; for uint8 tensors. */
    public byte[] toBytes() {
        try (Scope scope = owner.open()) {
            Tensor host = owner.torch().elementary().tensor(scope, "bytes", this);
            var buffer = JniUtils.getByteBuffer(host.array, false);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }
    }

    /**
     * Fills elements of this contiguous tensor, converting them.
     *
     * @param start the first element that is filled
     * @param raw little-endian elements in a direct buffer, from its first byte
     * @param dtype the type of the elements in the buffer
     */
    public void fill(long start, ByteBuffer raw, DType dtype) {
        try (Scope scope = owner.open()) {
            Tensor bytes = scope.bytes(raw, DType.UINT8, raw.limit());
            owner.torch().elementary().number("fill", this, start, bytes, dtype.number());
        }
    }

    /**
     * Fills rows of this int8 matrix with rounded values, symmetric by row: value ≈ int8 · scale.
     *
     * @param scales one scale a row, filled alongside
     * @param startRow the first row that is filled
     * @param raw whole rows of little-endian floating-point elements in a direct buffer
     */
    public void quantise(Tensor scales, long startRow, ByteBuffer raw, DType dtype) {
        try (Scope scope = owner.open()) {
            Tensor bytes = scope.bytes(raw, DType.UINT8, raw.limit());
            owner.torch()
                    .elementary()
                    .number("quantise", this, scales, startRow, bytes, dtype.number());
        }
    }

    PtNDArray array() {
        return array;
    }

    @Override
    public void close() {
        owner.release(this);
        array.close();
    }
}
