package studio.xomni.engine.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import studio.xomni.engine.torch.DType;

/** Writes pickles for the tests, opcode by opcode. */
final class PickleBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static PickleBytes protocol2() {
        return new PickleBytes().ops(0x80, 2);
    }

    /** The start of a state dict; {@link #end} closes it. */
    static PickleBytes stateDict() {
        return protocol2().ops('}', '(');
    }

    byte[] end() {
        return ops('u', '.').bytes();
    }

    PickleBytes ops(int... opcodes) {
        for (int opcode : opcodes) {
            out.write(opcode);
        }
        return this;
    }

    PickleBytes text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        ops('X').little(4, bytes.length).out.writeBytes(bytes);
        return this;
    }

    PickleBytes name(String module, String name) {
        out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(UTF_8));
        return this;
    }

    /** A number in as few bytes as it takes, as Python writes it. */
    PickleBytes whole(long value) {
        int length = BigInteger.valueOf(value).toByteArray().length;
        return ops(0x8a, length).little(length, value);
    }

    PickleBytes wholes(long... values) {
        ops('(');
        for (long value : values) {
            whole(value);
        }
        return ops('t');
    }

    PickleBytes storage(DType dtype, String key, long elements) {
        String prefix =
                switch (dtype) {
                    case FLOAT32 -> "Float";
                    case FLOAT16 -> "Half";
                    case BFLOAT16 -> "BFloat16";
                    case FLOAT64 -> "Double";
                    case INT64 -> "Long";
                    case INT32 -> "Int";
                    case INT16 -> "Short";
                    case INT8 -> "Char";
                    case UINT8 -> "Byte";
                    case BOOL -> "Bool";
                };
        return ops('(').text("storage")
                .name("torch", prefix + "Storage")
                .text(key)
                .text("cpu")
                .whole(elements)
                .ops('t', 'Q');
    }

    /** A tensor in the given storage; push the storage within {@code storage}. */
    PickleBytes tensor(
            DType dtype, String key, long elements, long offset, long[] shape, long[] strides) {
        return name("torch._utils", "_rebuild_tensor_v2")
                .ops('(')
                .storage(dtype, key, elements)
                .whole(offset)
                .wholes(shape)
                .wholes(strides)
                .ops(0x89)
                .name("collections", "OrderedDict")
                .ops(')', 'R', 't', 'R');
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private PickleBytes little(int length, long value) {
        out.write(
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array(),
                0,
                length);
        return this;
    }
}
