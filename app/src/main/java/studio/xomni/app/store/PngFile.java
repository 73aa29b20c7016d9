package studio.xomni.app.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/**
 * The chunks of a PNG file that say something of the picture; its pixels are not looked at.
 *
 * @param width pixels
 * @param height pixels
 * @param upright whether nothing asks for the picture to be turned
 * @param texts the whole {@code iTXt} chunks, in their order
 * @param damaged whether a text chunk is broken
 */
record PngFile(int width, int height, boolean upright, List<Text> texts, boolean damaged) {

    /** An {@code iTXt} chunk. */
    record Text(String keyword, String text) {}

    private static final byte[] SIGNATURE = "\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1);

    /** Signature and header chunk. */
    private static final int HEAD = 33;

    /** A longer text is no metadata of ours, and is not read. */
    private static final int MOST_BYTES = 32 << 20;

    /** Of damaged files too, which may repeat something without end. */
    private static final int MOST_CHUNKS = 100_000;

    /** Reads the chunks as far as they are sound; empty when it is no PNG with a sound header. */
    static Optional<PngFile> read(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] head = new byte[HEAD];
            if (in.length() < HEAD) {
                return Optional.empty();
            }
            in.readFully(head);
            ByteBuffer header = ByteBuffer.wrap(head);
            int width = header.getInt(16);
            int height = header.getInt(20);
            boolean sound =
                    header.slice(0, 8).equals(ByteBuffer.wrap(SIGNATURE))
                            && new String(head, 12, 4, ISO_8859_1).equals("IHDR")
                            && crc(head, 12, 17) == header.getInt(29)
                            && width > 0
                            && height > 0;
            return sound ? Optional.of(chunks(in, width, height)) : Optional.empty();
        }
    }

    private static PngFile chunks(RandomAccessFile in, int width, int height) throws IOException {
        List<Text> texts = new ArrayList<>();
        boolean upright = true;
        boolean damaged = false;
        long at = HEAD;
        byte[] frame = new byte[8];
        for (int i = 0; i < MOST_CHUNKS && at + 12 <= in.length(); i++) {
            in.seek(at);
            in.readFully(frame);
            int length = ByteBuffer.wrap(frame).getInt(0);
            String type = new String(frame, 4, 4, ISO_8859_1);
            if (length < 0 || at + 12 + length > in.length()) {
                damaged |= type.equals("iTXt");
                break;
            }
            if (type.equals("iTXt") && length <= MOST_BYTES) {
                Optional<Text> text = text(in, length);
                text.ifPresent(texts::add);
                damaged |= text.isEmpty();
            }
            upright &= !type.equals("eXIf");
            if (type.equals("IEND")) {
                break;
            }
            at += 12L + length;
        }
        return new PngFile(width, height, upright, List.copyOf(texts), damaged);
    }

    private static Optional<Text> text(RandomAccessFile in, int length) throws IOException {
        byte[] chunk = new byte[4 + length];
        in.seek(in.getFilePointer() - 4);
        in.readFully(chunk);
        if (in.readInt() != crc(chunk, 0, chunk.length)) {
            return Optional.empty();
        }
        int keyword = end(chunk, 4);
        int language = keyword < 0 ? -1 : end(chunk, keyword + 3);
        int translated = language < 0 ? -1 : end(chunk, language + 1);
        if (translated < 0) {
            return Optional.empty();
        }
        byte[] text = new byte[chunk.length - translated - 1];
        System.arraycopy(chunk, translated + 1, text, 0, text.length);
        if (chunk[keyword + 1] != 0) {
            text = inflated(text);
        }
        try {
            return Optional.of(
                    new Text(
                            new String(chunk, 4, keyword - 4, ISO_8859_1),
                            UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static byte[] inflated(byte[] bytes) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return in.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            return bytes;
        }
    }

    /** Index of the next zero byte, or −1. */
    private static int end(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Puts texts, and that the colours are sRGB, into a PNG right after its header.
     *
     * @param png a whole file without those chunks
     */
    static byte[] with(byte[] png, List<Text> texts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(png.length + 20_000);
        out.write(png, 0, HEAD);
        writeSrgb(out);
        for (Text text : texts) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            content.writeBytes(text.keyword().getBytes(ISO_8859_1));
            // Not compressed, of no language, with no other keyword.
            content.writeBytes(new byte[5]);
            content.writeBytes(text.text().getBytes(UTF_8));
            writeChunk(out, "iTXt", content.toByteArray());
        }
        out.write(png, HEAD, png.length - HEAD);
        return out.toByteArray();
    }

    /** Says that the colours are sRGB. */
    static void writeSrgb(ByteArrayOutputStream out) {
        // 0: perceptual, which is meant for pictures.
        writeChunk(out, "sRGB", new byte[] {0});
    }

    private static void writeChunk(ByteArrayOutputStream out, String type, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
        chunk.putInt(content.length).put(type.getBytes(ISO_8859_1)).put(content);
        chunk.putInt(crc(chunk.array(), 4, 4 + content.length));
        out.writeBytes(chunk.array());
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
