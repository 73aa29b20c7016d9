package studio.xomni.engine.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes safetensors files for the tests. */
final class SafetensorsBytes {

    private SafetensorsBytes() {}

    static byte[] of(String header, int dataBytes) {
        return withLength(header.getBytes(UTF_8).length, header, dataBytes);
    }

    /** A header that claims another length than it has. */
    static byte[] withLength(long claimed, String header, int dataBytes) {
        byte[] text = header.getBytes(UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(claimed).put(text);
        return bytes.array();
    }
}
