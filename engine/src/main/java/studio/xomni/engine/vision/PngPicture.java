package studio.xomni.engine.vision;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOException;

/**
 * PNG: the chunks are checked here, and only those that make the pixels are decoded.
 *
 * <p>Left out so are colour keys (the colours stay), profiles, gamma, texts and later frames.
 */
final class PngPicture {

    private static final int SIGNATURE = 8;

    /** Length, type and checksum of a chunk, in bytes. */
    private static final int FRAME = 12;

    /** Chunks of which the first letter's bit 5 is set may be left out. */
    private static final int ANCILLARY = 0x20;

    private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    private byte[] exif = {};

    private PngPicture() {}

    static Picture read(PictureFile file) throws IOException {
        PngPicture png = new PngPicture();
        png.readChunks(file.bytes());
        try (ImageIoPicture decoder = ImageIoPicture.open(file, png.pixels.toByteArray())) {
            Picture picture = SampleColours.picture(decoder.pixels());
            return Orientation.ofExif(png.exif).upright(picture);
        }
    }

    private void readChunks(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        pixels.write(bytes, 0, SIGNATURE);
        int at = SIGNATURE;
        String type = "";
        while (!type.equals("IEND")) {
            if (bytes.length - at < FRAME) {
                throw new EOFException("The chunk IEND is missing.");
            }
            int length = buffer.getInt(at);
            if (length < 0 || length > bytes.length - at - FRAME) {
                throw new EOFException("A chunk is longer than the file.");
            }
            type = new String(bytes, at + 4, 4, ISO_8859_1);
            readChunk(type, bytes, at, length, buffer.getInt(at + 8 + length));
            at += FRAME + length;
        }
    }

    private void readChunk(String type, byte[] bytes, int at, int length, int checksum)
            throws IOException {
        boolean critical = (type.charAt(0) & ANCILLARY) == 0;
        boolean wanted =
                switch (type) {
                    case "IHDR", "PLTE", "IDAT", "IEND" -> true;
                    default -> false;
                };
        if (!critical && !type.equals("eXIf")) {
            return;
        }
        CRC32 crc = new CRC32();
        crc.update(bytes, at + 4, 4 + length);
        boolean sound = (int) crc.getValue() == checksum;
        if (critical && !sound) {
            throw new IIOException("The checksum of the chunk " + type + " is wrong.");
        }
        if (wanted) {
            pixels.write(bytes, at, FRAME + length);
        } else if (!critical && sound) {
            exif = Arrays.copyOfRange(bytes, at + 8, at + 8 + length);
        }
    }
}
