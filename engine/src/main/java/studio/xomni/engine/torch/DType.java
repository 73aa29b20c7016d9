package studio.xomni.engine.torch;

/** Element types of tensors, with libtorch's number and the size of one element in bytes. */
public enum DType {
    UINT8(0, 1),
    INT8(1, 1),
    INT16(2, 2),
    INT32(3, 4),
    INT64(4, 8),
    FLOAT16(5, 2),
    FLOAT32(6, 4),
    FLOAT64(7, 8),
    BOOL(11, 1),
    BFLOAT16(15, 2);

    private final int number;
    private final int bytes;

    DType(int number, int bytes) {
        this.number = number;
        this.bytes = bytes;
    }

    /** The type with one of libtorch's numbers. */
    static DType of(int number) {
        for (DType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "No element type of ours has the number " + number + ".");
    }

    /** libtorch's {@code ScalarType} number, as TorchScript programs take it. */
    public int number() {
        return number;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    public boolean isFloatingPoint() {
        return this == FLOAT16 || this == FLOAT32 || this == FLOAT64 || this == BFLOAT16;
    }
}
