package studio.xomni.engine.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;

/**
 * Writes a safetensors file of random bfloat16 numbers: what weights hold does not change the time
 * of a step.
 */
final class RandomCheckpoint {

    /** Prime, so that the repeated numbers meet each tensor at another place. */
    private static final int PERIOD = 1_000_003;

    /** The usual spread of weights at the start of training: activations stay finite. */
    private static final double DEVIATION = 0.02;

    private RandomCheckpoint() {}

    /**
     * @param file is created
     * @param shapes the tensors' shapes by name
     */
    static void write(Path file, Map<String, long[]> shapes) throws IOException {
        JsonObject header = new JsonObject();
        long end = 0;
        for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
            JsonObject entry = new JsonObject();
            JsonArray shape = new JsonArray();
            long elements = 1;
            for (long size : tensor.getValue()) {
                shape.add(size);
                elements *= size;
            }
            JsonArray offsets = new JsonArray();
            offsets.add(end);
            end += 2 * elements;
            offsets.add(end);
            entry.addProperty("dtype", "BF16");
            entry.add("shape", shape);
            entry.add("data_offsets", offsets);
            header.add(tensor.getKey(), entry);
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        int padding = (8 - text.length % 8) % 8;
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer head =
                    ByteBuffer.allocate(8 + text.length + padding).order(ByteOrder.LITTLE_ENDIAN);
            head.putLong(text.length + padding)
                    .put(text)
                    .put(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
            out.write(head.flip());
            ByteBuffer numbers = numbers();
            for (long left = end; left > 0; left -= numbers.capacity()) {
                numbers.clear().limit((int) Math.min(left, numbers.capacity()));
                while (numbers.hasRemaining()) {
                    out.write(numbers);
                }
            }
        }
    }

    private static ByteBuffer numbers() {
        var random = new Random(0);
        ByteBuffer numbers = ByteBuffer.allocateDirect(2 * PERIOD).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < PERIOD; i++) {
            numbers.putShort(
                    (short)
                            (Float.floatToIntBits((float) (DEVIATION * random.nextGaussian()))
                                    >>> 16));
        }
        return numbers;
    }
}
