package studio.xomni.engine.vision;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;

/**
 * The kinds of picture files that are read, told apart by their first bytes and never by their
 * names.
 */
enum PictureFormat {
    PNG,
    JPEG,
    WEBP,
    GIF,
    BMP,
    TIFF;

    private static final int HEAD = 16;

    /** The format whose signature the bytes of a file start with. */
    static Optional<PictureFormat> of(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(HEAD, bytes.length), ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return Optional.of(WEBP);
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        if (head.startsWith("BM") && bytes.length > 14 && isBitmapHeaderSize(bytes[14])) {
            return Optional.of(BMP);
        }
        if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
            return Optional.of(TIFF);
        }
        return Optional.empty();
    }

    /** "BM" alone would also claim texts that start so. */
    private static boolean isBitmapHeaderSize(byte size) {
        return switch (size) {
            case 12, 40, 52, 56, 64, 108, 124 -> true;
            default -> false;
        };
    }
}
