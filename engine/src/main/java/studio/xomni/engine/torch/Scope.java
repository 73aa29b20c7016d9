package studio.xomni.engine.torch;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An owner of tensors: closing it frees all of them that have not been closed before.
 *
 * <p>For one thread at a time.
 */
public final class Scope implements AutoCloseable {

    private static final AtomicInteger LIVE = new AtomicInteger();

    private final Torch torch;
    private final PtNDManager manager;
    private final Set<Tensor> tensors = Collections.newSetFromMap(new IdentityHashMap<>());

    Scope(Torch torch, PtNDManager manager) {
        this.torch = torch;
        this.manager = manager;
    }

    /** Tensors of all scopes that have not been freed, for leak tests. */
    public static int live() {
        return LIVE.get();
    }

    public Torch torch() {
        return torch;
    }

    /** A scope of its own on the same device. */
    public Scope open() {
        return torch.scope();
    }

    /** An int64 tensor with the given values. */
    public Tensor longs(long[] values, long... shape) {
        ByteBuffer buffer = direct(8L * values.length);
        buffer.asLongBuffer().put(values);
        return bytes(buffer, DType.INT64, shape);
    }

    /** A float32 tensor with the given values. */
    public Tensor floats(float[] values, long... shape) {
        ByteBuffer buffer = direct(4L * values.length);
        buffer.asFloatBuffer().put(values);
        return bytes(buffer, DType.FLOAT32, shape);
    }

    /**
     * A tensor over the bytes of a direct buffer in native order; on the CPU they are not copied.
     *
     * @param buffer elements row by row, from its first byte
     */
    public Tensor bytes(ByteBuffer buffer, DType dtype, long... shape) {
        DataType type =
                switch (dtype) {
                    case UINT8 -> DataType.UINT8;
                    case INT64 -> DataType.INT64;
                    case FLOAT32 -> DataType.FLOAT32;
                    default ->
                            throw new IllegalArgumentException(
                                    "Raw values are uint8, int64 or float32, got " + dtype + ".");
                };
        return own((PtNDArray) manager.create(buffer, new Shape(shape), type));
    }

    /** A tensor without values yet. */
    public Tensor empty(DType dtype, long... shape) {
        return torch.elementary().tensor(this, "empty", shape, dtype.number());
    }

    /** A whole file as a vector, mapped and not copied; it lies in the processor's memory. */
    public Tensor map(Path file, long bytes, DType dtype) {
        return torch.elementary()
                .tensor(this, "map", file.toString(), bytes / dtype.bytes(), dtype.number());
    }

    /**
     * Elements of a mapped file, not copied.
     *
     * @param file what {@link #map} gave
     * @param start index of the first element
     * @param strides elements to step along each dimension
     */
    public Tensor view(Tensor file, long start, long[] shape, long[] strides) {
        return torch.elementary().tensor(this, "view", file, start, shape, strides);
    }

    /** The tensor in another type; itself where it has it. */
    public Tensor cast(Tensor tensor, DType dtype) {
        return torch.elementary().tensor(this, "cast", tensor, dtype.number());
    }

    /** The sum of all elements: (). */
    public Tensor sum(Tensor tensor) {
        return torch.elementary().tensor(this, "sum", tensor);
    }

    /** A direct buffer in native order. */
    public static ByteBuffer direct(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    PtNDManager manager() {
        return manager;
    }

    Tensor own(PtNDArray array) {
        Tensor tensor = new Tensor(this, array);
        tensors.add(tensor);
        LIVE.incrementAndGet();
        return tensor;
    }

    void release(Tensor tensor) {
        if (tensors.remove(tensor)) {
            LIVE.decrementAndGet();
        }
    }

    @Override
    public void close() {
        Set.copyOf(tensors).forEach(Tensor::close);
        manager.close();
    }
}
