package studio.xomni.engine.vision;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import studio.xomni.engine.error.MemoryException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.error.XomniException;

/**
 * Reads picture files as 8-bit RGB: PNG, JPEG, WebP, GIF, BMP and TIFF, of animations the first
 * frame.
 *
 * <p>Colours are those of Pillow's {@code Image.open(f).convert("RGB")}: alpha is dropped, colour
 * profiles are not applied, grey of 16 bits is cut off at 255. Other than there, a picture with an
 * EXIF orientation is turned upright.
 */
public final class PictureReader {

    /** Larger pictures are refused before they are decoded. */
    public static final long MAX_PIXELS = 100_000_000;

    /** Room for {@link #MAX_PIXELS} of 16-bit RGB without compression, no more than one array. */
    private static final long MAX_BYTES = 640L << 20;

    static {
        ImageIO.setUseCache(false);
    }

    private PictureReader() {}

    /**
     * Reads one picture.
     *
     * @throws UsageException where there is no such file, it is not a picture, is damaged or too
     *     large
     * @throws ResourceException where memory does not suffice
     */
    public static Picture read(Path path) {
        try {
            return read(path, bytesOf(path));
        } catch (OutOfMemoryError e) {
            throw new MemoryException(
                    Sentence.of("There is not enough memory to read the picture %s.", path), e);
        }
    }

    /** Whether a file is an animated WebP, of which the first frame is read. */
    public static boolean isAnimated(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return WebpPicture.isAnimated(in.readNBytes(WebpPicture.HEAD));
        } catch (IOException e) {
            return false; // reading the picture says what is wrong
        }
    }

    /** As {@link #read(Path)}, of a file's bytes; the path is for messages. */
    static Picture read(Path path, byte[] bytes) {
        PictureFormat format =
                PictureFormat.of(bytes)
                        .orElseThrow(
                                () ->
                                        new UsageException(
                                                Sentence.of(
                                                        "%s is not a picture; wanted is PNG, JPEG, WebP, GIF, BMP or TIFF.",
                                                        path)));
        return decode(new PictureFile(path, format, bytes));
    }

    private static byte[] bytesOf(Path path) {
        if (!Files.exists(path)) {
            throw new UsageException(Sentence.of("There is no picture %s.", path));
        }
        if (Files.isDirectory(path)) {
            throw new UsageException(Sentence.of("%s is a folder, not a picture.", path));
        }
        if (!Files.isRegularFile(path)) {
            throw new UsageException(Sentence.of("%s is not a regular file.", path));
        }
        try {
            long size = Files.size(path);
            if (size > MAX_BYTES) {
                throw new UsageException(
                        Sentence.of(
                                "The picture %s has %d bytes; at most %d bytes are read.",
                                path, size, MAX_BYTES));
            }
            return Files.readAllBytes(path);
        } catch (AccessDeniedException e) {
            throw new UsageException(
                    Sentence.of("The picture %s may not be read by this user.", path), e);
        } catch (IOException e) {
            throw new UsageException(Sentence.of("The picture %s cannot be read.", path), e);
        }
    }

    // Decoders answer damaged bytes with every kind of exception.
    private static Picture decode(PictureFile file) {
        try {
            return switch (file.format()) {
                case PNG -> PngPicture.read(file);
                case JPEG -> JpegPicture.read(file);
                case WEBP -> WebpPicture.read(file);
                case GIF -> GifPicture.read(file);
                case BMP -> readBitmap(file);
                case TIFF -> readTiff(file);
            };
        } catch (XomniException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UsageException(
                    Sentence.of(
                            "The %s picture %s cannot be decoded: it is damaged, cut short or of a rare kind.",
                            file.format(), file.path()),
                    e);
        }
    }

    private static Picture readBitmap(PictureFile file) throws IOException {
        try (ImageIoPicture decoder = ImageIoPicture.open(file, file.bytes())) {
            return SampleColours.picture(decoder.pixels());
        }
    }

    private static Picture readTiff(PictureFile file) throws IOException {
        try (ImageIoPicture decoder = ImageIoPicture.openWithMetadata(file, file.bytes())) {
            BufferedImage image = decoder.pixels();
            TIFFField colourMap =
                    TIFFDirectory.createFromMetadata(decoder.metadata())
                            .getTIFFField(BaselineTIFFTagSet.TAG_COLOR_MAP);
            Picture picture =
                    colourMap != null && image.getColorModel() instanceof IndexColorModel
                            ? SampleColours.palette(colours(colourMap)).picture(image.getRaster())
                            : SampleColours.picture(image);
            return Orientation.ofExif(file.bytes()).upright(picture);
        }
    }

    /** The high bytes of all reds, all greens, all blues. */
    private static int[] colours(TIFFField colourMap) {
        int[] map = colourMap.getAsInts();
        int[] colours = new int[map.length / 3];
        for (int i = 0; i < colours.length; i++) {
            colours[i] =
                    map[i] >> 8 << 16
                            | map[i + colours.length] >> 8 << 8
                            | map[i + 2 * colours.length] >> 8;
        }
        return colours;
    }
}
