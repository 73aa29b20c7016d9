package studio.xomni.engine.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One damage to a file's bytes.
 *
 * @param place where, modulo the length
 * @param length how many bytes are inserted, deleted or copied
 * @param value what is written
 */
record Damage(Kind kind, int place, int length, long value) {

    enum Kind {
        FLIP,
        BYTE,
        NUMBER_32,
        NUMBER_64,
        INSERT,
        DELETE,
        COPY,
        TRUNCATE
    }

    private static final Long[] TELLING = {
        0L,
        1L,
        2L,
        0x7fL,
        0x80L,
        0xffL,
        0xffffL,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffffL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1L,
        -8L,
        1L << 62,
        (long) '0',
        (long) '9',
        (long) '"'
    };

    /** One to three damages. */
    static Arbitrary<List<Damage>> some() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().greaterOrEqual(0),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.oneOf(
                                Arbitraries.of(TELLING),
                                Arbitraries.longs().between(' ', '~'),
                                Arbitraries.longs()))
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    static byte[] apply(List<Damage> damages, byte[] bytes) {
        byte[] damaged = bytes;
        for (Damage damage : damages) {
            damaged = damaged.length == 0 ? damaged : damage.apply(damaged);
        }
        return damaged;
    }

    private byte[] apply(byte[] bytes) {
        int at = place % bytes.length;
        byte[] copy = bytes.clone();
        int end = Math.min(bytes.length, at + length);
        switch (kind) {
            case FLIP -> copy[at] ^= (byte) (1 << (value & 7));
            case BYTE -> copy[at] = (byte) value;
            case NUMBER_32, NUMBER_64 -> {
                byte[] number =
                        ByteBuffer.allocate(8)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(value)
                                .array();
                int width = kind == Kind.NUMBER_32 ? 4 : 8;
                System.arraycopy(number, 0, copy, at, Math.min(width, bytes.length - at));
            }
            case INSERT -> {
                byte[] inserted = new byte[length];
                Arrays.fill(inserted, (byte) value);
                return spliced(bytes, at, inserted, at);
            }
            case DELETE -> {
                return spliced(bytes, at, new byte[0], end);
            }
            case COPY -> {
                int target = (int) Math.floorMod(value, (long) bytes.length);
                return spliced(bytes, target, Arrays.copyOfRange(bytes, at, end), target);
            }
            case TRUNCATE -> {
                return Arrays.copyOf(bytes, at);
            }
        }
        return copy;
    }

    private static byte[] spliced(byte[] bytes, int before, byte[] middle, int after) {
        byte[] whole = new byte[before + middle.length + bytes.length - after];
        System.arraycopy(bytes, 0, whole, 0, before);
        System.arraycopy(middle, 0, whole, before, middle.length);
        System.arraycopy(bytes, after, whole, before + middle.length, bytes.length - after);
        return whole;
    }
}
