package studio.xomni.app.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.engine.vision.PictureReader;

class PictureCopyTest {

    private static final String SECRET = "a secret 秘密 prompt";

    private static final ExportFormat PNG = new ExportFormat.Png();
    private static final ExportFormat JPEG = new ExportFormat.Jpeg(92);

    @TempDir Path folder;

    private Path file;

    @BeforeEach
    void keepAPicture() throws IOException {
        file =
                Files.write(
                        folder.resolve("p.png"),
                        PictureFiles.encode(Samples.picture(5), Samples.metadata(SECRET, 5)));
    }

    /** A chunk of a PNG or a segment of a JPEG. */
    private record Piece(String name, byte[] content) {}

    private static List<Piece> chunks(byte[] png) {
        List<Piece> chunks = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(png);
        int at = 8;
        while (at < png.length) {
            int length = buffer.getInt(at);
            chunks.add(
                    new Piece(
                            new String(png, at + 4, 4, ISO_8859_1),
                            Arrays.copyOfRange(png, at + 8, at + 8 + length)));
            at += 12 + length;
        }
        return chunks;
    }

    /** Up to the pixels, which go on to the end of the file. */
    private static List<Piece> segments(byte[] jpeg) {
        List<Piece> segments = new ArrayList<>();
        int at = 2;
        while ((jpeg[at + 1] & 0xff) != 0xda) {
            int length = (jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff;
            segments.add(
                    new Piece(
                            Integer.toHexString(jpeg[at + 1] & 0xff),
                            Arrays.copyOfRange(jpeg, at + 4, at + 2 + length)));
            at += 2 + length;
        }
        return segments;
    }

    private static List<String> names(List<Piece> pieces) {
        return pieces.stream().map(Piece::name).distinct().toList();
    }

    private static boolean tells(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        return text.contains("secret")
                || text.contains("xomni")
                || text.contains(new String("秘密".getBytes(UTF_8), ISO_8859_1))
                || text.contains("Built-in");
    }

    @Test
    void aPngWithoutMetadataHoldsPixelsAndTheirColoursAndNothingElse() throws IOException {
        assertTrue(tells(Files.readAllBytes(file)), "the picture itself tells its prompt");
        byte[] copy = PictureCopy.of(file, PNG, false);
        assertEquals(List.of("IHDR", "sRGB", "IDAT", "IEND"), names(chunks(copy)));
        assertFalse(tells(copy));
        Path written = Files.write(folder.resolve("copy.png"), copy);
        assertArrayEquals(Samples.picture(5).rgb(), PictureReader.read(written).rgb());
    }

    @Test
    void textsTimesAndPlacesOfOtherProgramsAreLeftOutToo() throws IOException {
        byte[] png = Files.readAllBytes(file);
        ByteBuffer more = ByteBuffer.allocate(png.length + 3 * 12 + 30);
        more.put(png, 0, 33);
        for (String type : List.of("tEXt", "tIME", "prVt")) {
            byte[] content = ("Author\0" + "me!").getBytes(ISO_8859_1);
            CRC32 crc = new CRC32();
            crc.update(type.getBytes(ISO_8859_1));
            crc.update(content);
            more.putInt(content.length).put(type.getBytes(ISO_8859_1)).put(content);
            more.putInt((int) crc.getValue());
        }
        more.put(png, 33, png.length - 33);
        Path other = Files.write(folder.resolve("other.png"), more.array());
        assertEquals(
                List.of("IHDR", "sRGB", "IDAT", "IEND"),
                names(chunks(PictureCopy.of(other, PNG, false))));
    }

    @Test
    void aPngThatDoesNotSayItsColoursIsTaggedAndKeepsItsTransparency() throws IOException {
        BufferedImage clear = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(3, 3, 0x80ff0000);
        Path plain = folder.resolve("plain.png");
        ImageIO.write(clear, "png", plain.toFile());
        byte[] copy = PictureCopy.of(plain, PNG, false);
        assertEquals(List.of("IHDR", "sRGB", "IDAT", "IEND"), names(chunks(copy)));
        assertEquals(0x80ff0000, ImageIO.read(new ByteArrayInputStream(copy)).getRGB(3, 3));
    }

    @Test
    void aPngWithMetadataIsTheFileItself() throws IOException {
        assertArrayEquals(Files.readAllBytes(file), PictureCopy.of(file, PNG, true));
    }

    @Test
    void aJpegWithoutMetadataHoldsPixelsAndTheirProfileAndNothingElse() throws IOException {
        byte[] copy = PictureCopy.of(file, JPEG, false);
        List<Piece> segments = segments(copy);
        // JFIF, profile, quantisation, frame, Huffman tables.
        assertEquals(List.of("e0", "e2", "db", "c0", "c4"), names(segments));
        assertFalse(tells(copy));
        byte[] profile = segments.get(1).content();
        assertEquals("ICC_PROFILE\0\u0001\u0001", new String(profile, 0, 14, ISO_8859_1));
        assertEquals(
                ColorSpace.TYPE_RGB,
                ICC_Profile.getInstance(Arrays.copyOfRange(profile, 14, profile.length))
                        .getColorSpaceType());
    }

    @Test
    void aJpegKeepsColoursAtFullResolution() throws IOException {
        byte[] frame =
                segments(PictureCopy.of(file, JPEG, false)).stream()
                        .filter(segment -> segment.name().equals("c0"))
                        .findFirst()
                        .orElseThrow()
                        .content();
        // After precision, height, width and the number of components, three bytes each.
        assertEquals(0x11, frame[7], "samples of the first component");
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(PictureCopy.of(file, JPEG, false)));
        assertEquals(Samples.SIDE, image.getWidth());
    }

    @Test
    void aJpegWithMetadataTellsThePromptToOtherPrograms() throws IOException {
        byte[] copy = PictureCopy.of(file, JPEG, true);
        List<Piece> segments = segments(copy);
        assertEquals("e1", segments.get(1).name());
        String xmp = new String(segments.get(1).content(), UTF_8);
        assertTrue(xmp.contains("<rdf:li xml:lang=\"x-default\">" + SECRET), xmp);
        assertTrue(ImageIO.read(new ByteArrayInputStream(copy)) != null, "it is a JPEG still");
    }

    @Test
    void aPromptTooLongForASegmentIsCutAndMarkupInItIsText() throws IOException {
        String prompt = "<b>&\u0001".repeat(30_000);
        Path long1 =
                Files.write(
                        folder.resolve("long.png"),
                        PictureFiles.encode(Samples.picture(5), Samples.metadata(prompt, 5)));
        byte[] copy = PictureCopy.of(long1, JPEG, true);
        String xmp = new String(segments(copy).get(1).content(), UTF_8);
        assertTrue(xmp.contains(">&lt;b&gt;&amp;&lt;b"), xmp.substring(0, 600));
        assertEquals(Samples.SIDE, ImageIO.read(new ByteArrayInputStream(copy)).getHeight());
    }

    @Test
    void aMissingOrDamagedPictureIsOneSentence() throws IOException {
        StoreException missing =
                assertThrows(
                        StoreException.class,
                        () -> PictureCopy.of(folder.resolve("none.png"), PNG, false));
        assertEquals(StoreException.Kind.PICTURE, missing.kind());
        byte[] png = Files.readAllBytes(file);
        Path half = Files.write(folder.resolve("half.png"), Arrays.copyOf(png, png.length / 2));
        assertEquals(
                StoreException.Kind.PICTURE,
                assertThrows(StoreException.class, () -> PictureCopy.of(half, PNG, false)).kind());
        assertEquals(
                StoreException.Kind.PICTURE,
                assertThrows(StoreException.class, () -> PictureCopy.of(half, JPEG, false)).kind());
    }
}
