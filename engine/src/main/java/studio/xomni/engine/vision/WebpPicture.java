package studio.xomni.engine.vision;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/**
 * WebP: the first frame alone is handed to the decoder, as a file of one chunk, so that it applies
 * no colour profile.
 *
 * <p>Lossless files are read exactly. In lossy ones the decoder repeats chroma where libwebp
 * interpolates it: the mean difference is about one level of 255, at edges of saturated colours up
 * to some tens.
 */
final class WebpPicture {

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;

    /** Bytes of a file that tell whether it is animated. */
    static final int HEAD = RIFF_HEADER + CHUNK_HEADER + 1;

    private static final int ANIMATION = 2;

    private final ByteBuffer bytes;
    private @Nullable CanvasFrame canvas;
    private byte[] exif = {};
    private byte[] image = {};

    private WebpPicture(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Picture read(PictureFile file) throws IOException {
        WebpPicture webp = new WebpPicture(file.bytes());
        webp.readFile();
        CanvasFrame canvas = webp.canvas;
        if (canvas != null) {
            file.requireReadableSize(canvas.width(), canvas.height());
        }
        try (ImageIoPicture decoder = ImageIoPicture.open(file, webp.image)) {
            Picture frame = SampleColours.picture(decoder.pixels());
            Picture picture = canvas == null ? frame : canvas.place(frame, 0);
            return Orientation.ofExif(webp.exif).upright(picture);
        }
    }

    /** Whether the first {@link #HEAD} bytes are those of an animation. */
    static boolean isAnimated(byte[] head) {
        return head.length >= HEAD
                && PictureFormat.of(head).equals(Optional.of(PictureFormat.WEBP))
                && new String(head, RIFF_HEADER, 4, ISO_8859_1).equals("VP8X")
                && (head[RIFF_HEADER + CHUNK_HEADER] & ANIMATION) != 0;
    }

    private void readFile() throws IOException {
        long end = CHUNK_HEADER + Integer.toUnsignedLong(bytes.getInt(4));
        if (end > bytes.limit()) {
            throw new EOFException("The file is shorter than it says.");
        }
        readChunks(RIFF_HEADER, (int) end);
        if (image.length == 0) {
            throw new IIOException("There is no picture in the file.");
        }
    }

    private void readChunks(int from, int end) throws IOException {
        int at = from;
        while (end - at >= CHUNK_HEADER) {
            String type = new String(bytes.array(), at, 4, ISO_8859_1);
            long length = Integer.toUnsignedLong(bytes.getInt(at + 4));
            if (length > end - at - CHUNK_HEADER) {
                throw new EOFException("A chunk is longer than the file.");
            }
            readChunk(type, at, (int) length);
            // Chunks start at even places.
            at += CHUNK_HEADER + (int) length + (int) (length & 1);
        }
    }

    private void readChunk(String type, int at, int length) throws IOException {
        int data = at + CHUNK_HEADER;
        switch (type) {
            case "VP8X" ->
                    canvas =
                            new CanvasFrame(
                                    unsigned24(data + 4) + 1, unsigned24(data + 7) + 1, 0, 0);
            case "ANMF" -> {
                if (image.length == 0 && canvas != null) {
                    canvas =
                            new CanvasFrame(
                                    canvas.width(),
                                    canvas.height(),
                                    2 * unsigned24(data),
                                    2 * unsigned24(data + 3));
                    readChunks(data + FRAME_HEADER, data + length);
                }
            }
            case "VP8 ", "VP8L" -> {
                if (image.length == 0) {
                    image = fileOf(at, CHUNK_HEADER + length);
                }
            }
            case "EXIF" -> exif = exifBlock(Arrays.copyOfRange(bytes.array(), data, data + length));
            default -> {}
        }
    }

    /** A WebP file that holds one chunk. */
    private byte[] fileOf(int at, int length) {
        int padded = length + (length & 1);
        ByteBuffer file = ByteBuffer.allocate(RIFF_HEADER + padded).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(ISO_8859_1)).putInt(4 + padded).put("WEBP".getBytes(ISO_8859_1));
        return file.put(bytes.array(), at, length).array();
    }

    /** Some programs put JPEG's heading before the block. */
    private static byte[] exifBlock(byte[] chunk) {
        boolean headed = chunk.length > 6 && new String(chunk, 0, 6, ISO_8859_1).equals("Exif\0\0");
        return headed ? Arrays.copyOfRange(chunk, 6, chunk.length) : chunk;
    }

    private int unsigned24(int at) {
        return bytes.getChar(at) | (bytes.get(at + 2) & 255) << 16;
    }
}
