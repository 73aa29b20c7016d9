package studio.xomni.app.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PngWriter;

/**
 * The bytes of a picture for other people. Without its metadata such a file holds nothing but the
 * pixels and what their colours mean: no prompt, no settings, no time, no names.
 */
public final class PictureCopy {

    /** Chunks without which the pixels would look different. */
    private static final Set<String> PIXELS =
            Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND", "sBIT");

    /** Chunks that say what the colours mean. */
    private static final Set<String> COLOURS = Set.of("sRGB", "iCCP", "cICP", "gAMA", "cHRM");

    private static final int SIGNATURE = 8;

    /** Length, type and checksum of a chunk. */
    private static final int FRAME = 12;

    private PictureCopy() {}

    /**
     * A picture's file as another one.
     *
     * @param file a picture; it is only read
     * @param metadata whether prompt, settings and tokens go with it
     * @throws StoreException PICTURE when the file is missing, no picture or damaged
     */
    public static byte[] of(Path file, ExportFormat format, boolean metadata) {
        try {
            return format instanceof ExportFormat.Jpeg jpeg
                    ? jpeg(file, jpeg.quality(), metadata)
                    : png(file, metadata);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.PICTURE, Say.of("picture.missing", file), e);
        }
    }

    /** The kind of file that a picture is handed out as when nobody chose one: as it is. */
    public static ExportFormat usual(Path file) {
        String ending = PictureFiles.ending(file);
        return ending.equals("jpg") || ending.equals("jpeg")
                ? new ExportFormat.Jpeg(ExportFormat.Jpeg.BEST)
                : new ExportFormat.Png();
    }

    private static byte[] png(Path file, boolean metadata) throws IOException {
        Optional<PngFile> png = PngFile.read(file);
        if (png.isPresent() && png.get().upright()) {
            byte[] bytes = Files.readAllBytes(file);
            if (metadata) {
                return bytes;
            }
            Optional<byte[]> bare = bare(bytes);
            if (bare.isPresent()) {
                return bare.get();
            }
        }
        Picture pixels = PictureFiles.pixels(file);
        Optional<PictureMetadata> said = metadata ? PictureFiles.metadata(file) : Optional.empty();
        return said.isPresent()
                ? PictureFiles.encode(pixels, said.get())
                : PngFile.with(PngWriter.encode(pixels), List.of());
    }

    /** The chunks that make the picture, as they are; empty where they are not whole. */
    private static Optional<byte[]> bare(byte[] png) {
        ByteBuffer buffer = ByteBuffer.wrap(png);
        ByteArrayOutputStream out = new ByteArrayOutputStream(png.length);
        ByteArrayOutputStream rest = new ByteArrayOutputStream(png.length);
        boolean coloured = false;
        int at = SIGNATURE;
        String type = "";
        while (!type.equals("IEND")) {
            if (png.length - at < FRAME) {
                return Optional.empty();
            }
            int length = buffer.getInt(at);
            if (length < 0 || length > png.length - at - FRAME) {
                return Optional.empty();
            }
            type = new String(png, at + 4, 4, ISO_8859_1);
            coloured |= COLOURS.contains(type);
            if (type.equals("IHDR")) {
                out.write(png, 0, SIGNATURE);
                out.write(png, at, FRAME + length);
            } else if (PIXELS.contains(type) || COLOURS.contains(type)) {
                rest.write(png, at, FRAME + length);
            }
            at += FRAME + length;
        }
        if (!coloured) {
            PngFile.writeSrgb(out);
        }
        out.writeBytes(rest.toByteArray());
        return Optional.of(out.toByteArray());
    }

    private static byte[] jpeg(Path file, int quality, boolean metadata) throws IOException {
        Picture picture = PictureFiles.pixels(file);
        return JpegFile.of(
                picture, quality, metadata ? PictureFiles.metadata(file) : Optional.empty());
    }
}
