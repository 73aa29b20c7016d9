package studio.xomni.app.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.app.store.Pictures.Imported;

class ImportTest {

    @TempDir Path folder;

    private Library library;

    private Path outside;

    @BeforeEach
    void open() throws IOException {
        library = Library.open(Samples.folders(folder));
        outside = Files.createDirectories(folder.resolve("outside"));
    }

    @AfterEach
    void close() {
        library.close();
    }

    private Imported take(Path... files) {
        return library.pictures().importFiles(List.of(files));
    }

    private Path ours(String name, long seed) throws IOException {
        return Files.write(
                outside.resolve(name),
                PictureFiles.encode(Samples.picture(seed), Samples.metadata("ours", seed)));
    }

    private Path jpeg(String name) throws IOException {
        Path file = outside.resolve(name);
        BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "jpeg", file.toFile());
        return file;
    }

    @Test
    void aPictureOfOursComesWithItsPromptAndIsCopied() throws IOException {
        Path file = ours("x.png", 4);
        byte[] before = Files.readAllBytes(file);
        StoredPicture added = take(file).added().get(0);
        assertEquals("ours", added.prompt());
        assertEquals(4, added.seed());
        assertArrayEquals(before, Files.readAllBytes(added.file()));
        assertArrayEquals(before, Files.readAllBytes(file));
        assertTrue(added.file().startsWith(folder.resolve("pictures")));
        assertEquals(
                "ours",
                library.pictures().metadata(added.id()).orElseThrow().recipe().request().prompt());
    }

    @Test
    void anyOtherPictureIsKnownByItsContent() throws IOException {
        Path file = jpeg("a photo: 茶.jpg");
        StoredPicture added = take(file).added().get(0);
        assertEquals(300, added.width());
        assertEquals(200, added.height());
        assertEquals("", added.prompt());
        assertEquals(-1, added.seed());
        assertTrue(added.file().getFileName().toString().contains("a-photo-茶"));
        assertTrue(library.pictures().thumbnail(added.id()).isPresent());
    }

    @Test
    void nothingIsDoubled() throws IOException {
        Path ours = ours("x.png", 4);
        Path photo = jpeg("y.jpg");
        Path copy = Files.copy(photo, outside.resolve("z.jpg"));
        Imported first = take(ours, photo, copy);
        assertEquals(2, first.added().size());
        assertEquals(1, first.known().size());
        Imported second = take(outside);
        assertEquals(List.of(), second.added());
        assertEquals(3, second.known().size());
        assertEquals(2, library.pictures().all().size());
    }

    @Test
    void aPictureInTheTrashComesBack() throws IOException {
        Path file = ours("x.png", 4);
        String id = take(file).added().get(0).id();
        library.pictures().rate(List.of(id), 5);
        library.pictures().trash(List.of(id));
        take(file);
        assertEquals(5, library.pictures().find(id).orElseThrow().rating());
    }

    @Test
    void aFolderMeansItsPictures() throws IOException {
        ours("a.png", 1);
        Files.createDirectories(outside.resolve("deep"));
        ours("deep/b.png", 2);
        Files.writeString(outside.resolve("notes.txt"), "");
        ours(".hidden.png", 3);
        assertEquals(2, library.pictures().countImportable(List.of(outside)));
        assertEquals(2, take(outside).added().size());
    }

    @Test
    void whatIsNoPictureIsRefusedAloneAndInWords() throws IOException {
        Path text = Files.writeString(outside.resolve("text.png"), "not a picture");
        Path missing = outside.resolve("missing.png");
        Path cut = outside.resolve("cut.png");
        Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(ours("a.png", 1)), 300));
        Imported imported = take(text, missing, cut, ours("b.png", 2));
        assertEquals(1, imported.added().size());
        assertEquals(3, imported.refused().size());
        assertTrue(imported.refused().get(0).contains("is not a picture"));
    }

    @Test
    void aPictureOfMoreThanAHundredMegapixelsIsRefusedFromItsHeader() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(100);
        header.put("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1)).putInt(13);
        header.put("IHDR".getBytes(ISO_8859_1)).putInt(20_000).putInt(20_000);
        header.put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.array(), 12, 17);
        header.putInt((int) crc.getValue());
        header.putInt(0).put("IDAT".getBytes(ISO_8859_1)).putInt(0x35af061e);
        header.putInt(0).put("IEND".getBytes(ISO_8859_1)).putInt(0xae426082);
        Path file = Files.write(outside.resolve("huge.png"), header.array());
        Imported imported = take(file);
        assertEquals(1, imported.refused().size());
        assertTrue(
                imported.refused().get(0).contains("at most 100000000 pixels"),
                imported.refused()::toString);
    }

    @Test
    void aPictureWithDamagedMetadataIsKeptAsAPicture() throws IOException {
        byte[] bytes = Files.readAllBytes(ours("a.png", 1));
        String text = new String(bytes, ISO_8859_1);
        bytes[text.indexOf("\"version\"")] ^= 1;
        Path damaged = Files.write(outside.resolve("damaged.png"), bytes);
        StoredPicture added = take(damaged).added().get(0);
        assertEquals("", added.prompt());
        StoreException refused =
                org.junit.jupiter.api.Assertions.assertThrows(
                        StoreException.class, () -> library.pictures().metadata(added.id()));
        assertEquals(StoreException.Kind.PICTURE, refused.kind());
    }
}
