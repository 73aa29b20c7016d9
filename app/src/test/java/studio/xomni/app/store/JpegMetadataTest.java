package studio.xomni.app.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JPEG files say of themselves; whole round trips are in {@link MetadataTest}. */
class JpegMetadataTest {

    private static final String HEAD = "http://ns.adobe.com/xap/1.0/\0";

    @TempDir Path folder;

    private final PictureMetadata metadata = Samples.metadata("茶 <b> & \"tea\"", 1);

    private Path exported() throws IOException {
        Path png =
                Files.write(
                        folder.resolve("x.png"), PictureFiles.encode(Samples.picture(1), metadata));
        return Files.write(
                folder.resolve("x.jpg"), PictureCopy.of(png, new ExportFormat.Jpeg(90), true));
    }

    @Test
    void anExportedJpegIsImportedWithItsPromptSettingsAndTokens() throws IOException {
        Path jpeg = exported();
        Looked looked = Looked.at(jpeg);
        assertEquals(metadata.recipe(), looked.metadata().orElseThrow().recipe());
        Folders folders = Samples.folders(folder.resolve("library"));
        StoredPicture added;
        try (Library library = Library.open(folders)) {
            added = library.pictures().importFiles(List.of(jpeg)).added().get(0);
            assertEquals(metadata.recipe().request().prompt(), added.prompt());
            assertEquals(1, added.seed());
            PictureMetadata read = library.pictures().metadata(added.id()).orElseThrow();
            assertEquals(metadata.recipe(), read.recipe());
            assertArrayEquals(metadata.tokens().codes(), read.tokens().codes());
            assertEquals(added.id(), read.id(), "what is made from it names it");
            assertEquals(List.of(added), library.pictures().importFiles(List.of(jpeg)).known());
            library.rebuild();
            assertEquals(List.of(added), library.pictures().all());
        }
        Path png =
                Files.write(
                        folder.resolve("again.png"),
                        PictureCopy.of(added.file(), new ExportFormat.Png(), true));
        assertEquals(
                metadata.recipe(), PictureFiles.metadata(png).orElseThrow().recipe(), "PNG again");
    }

    @Test
    void aJpegWhosePixelsWereChangedIsAnotherPicture() throws IOException {
        Path jpeg = exported();
        Path changed =
                Files.write(
                        folder.resolve("changed.jpg"),
                        JpegFile.of(Samples.picture(2), 90, Optional.of(metadata)));
        try (Library library = Library.open(Samples.folders(folder.resolve("library")))) {
            Pictures pictures = library.pictures();
            pictures.add(Samples.picture(1), metadata);
            assertEquals(2, pictures.importFiles(List.of(jpeg, changed)).added().size());
            assertEquals(3, pictures.all().size());
        }
    }

    /** Bytes are changed, cut off and put in, most of them where the metadata is. */
    @Property(tries = 500)
    void aDamagedJpegSaysWhatIsLeftOrNothing(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] jpeg = JpegFile.of(Samples.picture(1), 90, Optional.of(metadata));
        Path file = Files.createTempFile("damaged", ".jpg");
        try {
            for (int times = 0; times < 3; times++) {
                jpeg = damaged(jpeg, random);
                Files.write(file, jpeg);
                JpegFile.metadata(file).ifPresent(MetadataJson::write);
                try {
                    assertEquals(PictureFiles.sha256(file), PictureFiles.read(file).id());
                } catch (StoreException e) {
                    assertEquals(StoreException.Kind.PICTURE, e.kind());
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] damaged(byte[] jpeg, Random random) {
        int at = random.nextInt(Math.min(jpeg.length, 3000) + 1);
        byte[] more = new byte[random.nextInt(300)];
        random.nextBytes(more);
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(jpeg, at);
            case 1 -> {
                byte[] other = jpeg.clone();
                System.arraycopy(more, 0, other, at, Math.min(more.length % 4, jpeg.length - at));
                yield other;
            }
            default -> {
                byte[] longer = Arrays.copyOf(jpeg, jpeg.length + more.length);
                System.arraycopy(more, 0, longer, at, more.length);
                System.arraycopy(jpeg, at, longer, at + more.length, jpeg.length - at);
                yield longer;
            }
        };
    }

    @Test
    void segmentsWithLengthsThatCannotBeAreNotFollowed() throws IOException {
        byte[][] heads = {
            {},
            {(byte) 0xff},
            {(byte) 0xff, (byte) 0xd8},
            {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe1, 0, 0},
            {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe1, (byte) 0xff, (byte) 0xff},
            {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe1, 0, 2, (byte) 0xff, (byte) 0xe1},
        };
        for (byte[] head : heads) {
            Path file = Files.write(folder.resolve("head.jpg"), head);
            assertTrue(JpegFile.metadata(file).isEmpty(), Arrays.toString(head));
        }
        byte[] fill = new byte[100_000];
        Arrays.fill(fill, (byte) 0xff);
        fill[1] = (byte) 0xd8;
        assertTrue(JpegFile.metadata(Files.write(folder.resolve("fill.jpg"), fill)).isEmpty());
        byte[] jpeg = Files.readAllBytes(exported());
        byte[] filled = Arrays.copyOf(jpeg, jpeg.length + 1);
        filled[2] = (byte) 0xff;
        System.arraycopy(jpeg, 2, filled, 3, jpeg.length - 2);
        assertTrue(JpegFile.metadata(Files.write(folder.resolve("f.jpg"), filled)).isPresent());
    }

    private static Optional<PictureMetadata> xmp(String attributes) {
        String packet =
                HEAD
                        + "<x:xmpmeta xmlns:x='adobe:ns:meta/'><x:Description "
                        + attributes
                        + "/></x:xmpmeta>";
        return Xmp.read(packet.getBytes(UTF_8));
    }

    @Test
    void xmpThatAnotherProgramWroteAnewIsReadAndWhatIsNotOursIsPassedOver() {
        String json =
                MetadataJson.write(metadata)
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace("\"", "&quot;");
        String ours = "xmlns:o='urn:xomni:picture:1' o:picture=";
        assertEquals(metadata.recipe(), xmp(ours + "\"" + json + "\"").orElseThrow().recipe());
        assertTrue(xmp("xmlns:o='urn:other' o:picture=\"" + json + "\"").isEmpty());
        assertTrue(xmp(ours + "'{}'").isEmpty());
        assertTrue(xmp(ours + "'" + "[".repeat(60_000) + "'").isEmpty());
        assertTrue(xmp("o:picture='of no namespace'").isEmpty());
        assertTrue(Xmp.read(new byte[0]).isEmpty());
        assertTrue(Xmp.read(HEAD.getBytes(UTF_8)).isEmpty());
    }

    @Test
    void charactersThatXmlDoesNotKnowComeBack() throws IOException {
        PictureMetadata odd = Samples.metadata("a\ufffe\uffff\u0000\u001b\ud800 <&>\r\n]]>", 1);
        Path file =
                Files.write(
                        folder.resolve("odd.jpg"),
                        JpegFile.of(Samples.picture(1), 90, Optional.of(odd)));
        assertEquals(odd.recipe(), JpegFile.metadata(file).orElseThrow().recipe());
    }

    @Test
    void whatXmpNamesIsNeitherFetchedNorUnfolded() throws IOException {
        String json = MetadataJson.write(Samples.metadata("tea", 1));
        Path secret = Files.writeString(folder.resolve("secret"), json);
        String plain = packet("", json);
        assertTrue(Xmp.read(plain.getBytes(UTF_8)).isPresent());
        for (String entity : List.of("'" + json + "'", "SYSTEM '" + secret.toUri() + "'")) {
            String packet = packet("<!DOCTYPE x [<!ENTITY e " + entity + ">]>", "&e;");
            assertTrue(Xmp.read(packet.getBytes(UTF_8)).isEmpty(), entity);
        }
    }

    private static String packet(String before, String content) {
        return HEAD
                + before
                + "<o:picture xmlns:o='urn:xomni:picture:1'>"
                + content
                + "</o:picture>";
    }
}
