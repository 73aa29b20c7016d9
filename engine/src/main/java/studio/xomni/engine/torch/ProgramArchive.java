package studio.xomni.engine.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The archive that {@code torch::jit::load} reads, made in memory from TorchScript text.
 *
 * <p>The text holds methods and, before them, lines {@code attribute NAME : TYPE}; an attribute
 * starts as an empty list, 0 or False by its type.
 */
final class ProgramArchive {

    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?m)^attribute (\\w+) : (List\\[Tensor\\]|int|bool|float)\\R");

    private ProgramArchive() {}

    static byte[] of(String text) {
        var pickle = new ByteArrayOutputStream();
        var head =
                new StringBuilder(
                        "class Ops(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
        put(pickle, "\u0080\u0002c__torch__\nOps\n)\u0081}(");
        name(pickle, "training");
        put(pickle, "\u0089");
        Matcher attributes = ATTRIBUTE.matcher(text);
        while (attributes.find()) {
            head.append("  ")
                    .append(attributes.group(1))
                    .append(" : ")
                    .append(attributes.group(2))
                    .append('\n');
            name(pickle, attributes.group(1));
            put(
                    pickle,
                    switch (attributes.group(2)) {
                        case "int" -> "K\0";
                        case "bool" -> "\u0089";
                        case "float" -> "G\0\0\0\0\0\0\0\0";
                        default -> "ctorch.jit._pickle\nbuild_tensorlist\n(](etR";
                    });
        }
        put(pickle, "ub.");
        String methods = ATTRIBUTE.matcher(text).replaceAll("").replaceAll("(?m)^(?=.)", "  ");
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            entry(zip, "m/data.pkl", pickle.toByteArray());
            entry(zip, "m/code/__torch__.py", (head + methods).getBytes(StandardCharsets.UTF_8));
            entry(zip, "m/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            entry(zip, "m/version", "10\n".getBytes(StandardCharsets.US_ASCII));
            entry(zip, "m/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ByteArrayOutputStream pickle, String latin1) {
        pickle.writeBytes(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void name(ByteArrayOutputStream pickle, String name) {
        pickle.write('X');
        pickle.writeBytes(
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(name.length())
                        .array());
        put(pickle, name);
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        var crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
