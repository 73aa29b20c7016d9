package studio.xomni.engine.vision;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.engine.error.UsageException;

class PictureReaderTest {

    /**
     * Levels of 255 that a lossy WebP may differ by: the decoder repeats chroma where libwebp
     * interpolates it. Measured on these calm pictures: 7.
     */
    private static final int LOSSY_WEBP_TOLERANCE = 8;

    private static final Path NAME = Path.of("picture");

    @TempDir Path folder;

    static Stream<String> exactCases() {
        return PictureCases.all().stream()
                .map(PictureCases.Case::name)
                .filter(name -> !name.startsWith("webp-lossy"));
    }

    @ParameterizedTest
    @MethodSource("exactCases")
    void readsThePixelsThatPillowReads(String name) {
        PictureCases.Case expected = PictureCases.named(name);

        Picture picture = PictureReader.read(NAME, expected.file());

        assertEquals(expected.picture().width(), picture.width());
        assertEquals(expected.picture().height(), picture.height());
        assertArrayEquals(expected.picture().rgb(), picture.rgb());
    }

    @ParameterizedTest
    @ValueSource(strings = {"webp-lossy", "webp-lossy-alpha"})
    void readsLossyWebpNearly(String name) {
        PictureCases.Case expected = PictureCases.named(name);

        Picture picture = PictureReader.read(NAME, expected.file());

        assertEquals(expected.picture().width(), picture.width());
        for (int i = 0; i < picture.rgb().length; i++) {
            assertEquals(
                    expected.picture().rgb()[i] & 255,
                    picture.rgb()[i] & 255,
                    LOSSY_WEBP_TOLERANCE,
                    "byte " + i);
        }
    }

    @Test
    void readsAFileWhateverItsNameSays() throws IOException {
        PictureCases.Case jpeg = PictureCases.named("jpeg-420");
        Path file = Files.write(folder.resolve("picture.png"), jpeg.file());

        assertArrayEquals(jpeg.picture().rgb(), PictureReader.read(file).rgb());
    }

    @Test
    void refusesAMissingFile() {
        assertRefused(folder.resolve("missing.png"), "There is no picture ");
    }

    @Test
    void refusesAFolder() {
        assertRefused(folder, " is a folder, not a picture.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refusesADevice() {
        assertRefused(Path.of("/dev/null"), " is not a regular file.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refusesAFileThatMayNotBeRead() throws IOException {
        Path file = Files.write(folder.resolve("mine.png"), PictureCases.named("png-rgb-8").file());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root reads everything");

        assertRefused(file, "may not be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B", "BM is how this text begins", "RIFF....AVI ", "hello"})
    void refusesAFileThatIsNoPicture(String content) throws IOException {
        assertRefused(
                Files.writeString(folder.resolve("file.png"), content), " is not a picture; ");
    }

    @Test
    void refusesAFileOfTooManyBytes() throws IOException {
        Path file = folder.resolve("large.png");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(700L << 20);
        }

        assertRefused(file, "has 734003200 bytes; at most 671088640 bytes are read.");
    }

    /** What is left out at the end is no more than padding, a trailer or a later page. */
    @ParameterizedTest
    @CsvSource({
        "png-rgb-8, 0",
        "png-grey-16, 0",
        "jpeg-420, 0",
        "jpeg-progressive, 0",
        "jpeg-restarts, 0",
        "jpeg-cmyk, 0",
        "webp-lossy, 0",
        "webp-lossless, 0",
        "webp-animated, 0",
        "gif-plain, 1",
        "gif-interlaced, 1",
        "bmp-rgb, 1",
        "bmp-565, 0",
        "bmp-run-lengths, 0",
        "tiff-rgb, 0",
        "tiff-group4, 6"
    })
    void refusesAFileCutShortAnywhere(String name, int spare) {
        byte[] file = PictureCases.named(name).file();
        for (int length = 0; length < file.length - spare; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(
                    UsageException.class, () -> PictureReader.read(NAME, cut), name + " " + length);
        }
    }

    @Test
    void refusesAPngWithAWrongChecksum() {
        byte[] file = PictureCases.named("png-rgb-8").file();
        int data = indexOf(file, "IDAT");
        file[data + 4 + 3] ^= 1;

        UsageException refusal =
                assertThrows(UsageException.class, () -> PictureReader.read(NAME, file));

        assertEquals(
                "The PNG picture picture cannot be decoded: it is damaged, cut short or of a rare kind.",
                refusal.getMessage());
        assertEquals(
                "javax.imageio.IIOException: The checksum of the chunk IDAT is wrong.",
                String.valueOf(refusal.getCause()));
    }

    @Test
    void refusesTooManyPixelsByEveryFormatsHeader() {
        for (byte[] file : headersOfHugePictures()) {
            UsageException refusal =
                    assertThrows(UsageException.class, () -> PictureReader.read(NAME, file));

            assertEquals(
                    "The picture picture has 12000×12001 pixels (width × height); at most 100000000 pixels are read.",
                    refusal.getMessage());
        }
    }

    private static List<byte[]> headersOfHugePictures() {
        int width = 12000;
        int height = 12001;
        byte[] png = PictureCases.named("png-rgb-8").file();
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());

        byte[] jpeg = PictureCases.named("jpeg-420").file();
        int frame = indexOf(jpeg, "\u00ff\u00c0");
        ByteBuffer.wrap(jpeg)
                .putShort(frame + 5, (short) height)
                .putShort(frame + 7, (short) width);

        byte[] gif = PictureCases.named("gif-plain").file();
        little(gif).putShort(6, (short) width).putShort(8, (short) height);

        byte[] webp = PictureCases.named("webp-animated").file();
        little(webp).putInt(24, width - 1);
        little(webp).putShort(27, (short) (height - 1));

        byte[] lossy = PictureCases.named("webp-lossy").file();
        int start = indexOf(lossy, "\u009d\u0001\u002a");
        little(lossy).putShort(start + 3, (short) width).putShort(start + 5, (short) height);

        byte[] bmp = PictureCases.named("bmp-run-lengths").file();
        little(bmp).putInt(18, width).putInt(22, height);

        byte[] tiff = PictureCases.named("tiff-rgb-16").file();
        little(tiff).putInt(18, width).putInt(30, height);
        return List.of(png, jpeg, gif, webp, lossy, bmp, tiff);
    }

    @ParameterizedTest
    @CsvSource({
        "webp-animated, true",
        "webp-lossy, false",
        "webp-lossless, false",
        "png-rgb-8, false",
        "gif-plain, false"
    })
    void saysOfAWebpWhetherItIsAnimated(String name, boolean animated) throws IOException {
        Path file = Files.write(folder.resolve("picture"), PictureCases.named(name).file());
        assertEquals(animated, PictureReader.isAnimated(file));
        Files.write(file, new byte[] {'R', 'I', 'F', 'F'});
        assertFalse(PictureReader.isAnimated(file));
        assertFalse(PictureReader.isAnimated(folder.resolve("nowhere")));
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int indexOf(byte[] bytes, String latin1) {
        return new String(bytes, ISO_8859_1).indexOf(latin1);
    }

    private static void assertRefused(Path file, String sentence) {
        UsageException refusal = assertThrows(UsageException.class, () -> PictureReader.read(file));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains(sentence), message);
        assertTrue(message.contains(file.toString()), message);
    }
}
