package studio.xomni.engine.checkpoint;

import java.nio.file.Path;
import studio.xomni.engine.torch.DType;

/**
 * Where a tensor's elements lie in a file.
 *
 * @param name the tensor's name in the state dict
 * @param file the file that holds the elements
 * @param offset bytes from the start of the file to the first element
 * @param dtype type of the elements, little-endian
 * @param shape elements along each axis; empty for a scalar
 * @param strides elements to step along each axis, never negative
 */
@SuppressWarnings("ArrayRecordComponent") // shapes are short and compared explicitly
public record StoredTensor(
        String name, Path file, long offset, DType dtype, long[] shape, long[] strides) {

    public StoredTensor {
        if (offset < 0) {
            throw new IllegalArgumentException(
                    "%s: the offset must be at least 0, got %d.".formatted(name, offset));
        }
        if (shape.length != strides.length) {
            throw new IllegalArgumentException(
                    "%s: %d axes need %d strides, got %d."
                            .formatted(name, shape.length, shape.length, strides.length));
        }
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] < 0 || strides[axis] < 0) {
                throw new IllegalArgumentException(
                        "%s: size and stride must be at least 0, axis %d has %d and %d."
                                .formatted(name, axis, shape[axis], strides[axis]));
            }
        }
        Math.multiplyExact(elements(shape), (long) dtype.bytes());
    }

    /** Whether the elements lie one after the other in row-major order. */
    public boolean isContiguous() {
        if (elements() == 0) {
            return true;
        }
        long next = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            // The stride of an axis of one is never stepped.
            if (shape[axis] != 1 && strides[axis] != next) {
                return false;
            }
            next *= shape[axis];
        }
        return true;
    }

    /** Whether the first element's offset in the file is a multiple of the element's size. */
    public boolean isAligned() {
        return offset % dtype.bytes() == 0;
    }

    /** Number of elements. */
    public long elements() {
        return elements(shape);
    }

    /** Bytes of all elements packed, which a strided tensor may spread wider or share. */
    public long bytes() {
        return elements() * dtype.bytes();
    }

    /**
     * Number of elements of a shape.
     *
     * @throws ArithmeticException when it is beyond 64 bits
     */
    static long elements(long[] shape) {
        long product = 1;
        for (long size : shape) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    /**
     * Row-major strides, as PyTorch gives them: an axis of zero counts as one.
     *
     * @throws ArithmeticException when they are beyond 64 bits
     */
    static long[] rowMajor(long[] shape) {
        long[] strides = new long[shape.length];
        long next = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = next;
            next = Math.multiplyExact(next, Math.max(shape[axis], 1));
        }
        return strides;
    }
}
