package studio.xomni.app.gallery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;
import studio.xomni.engine.vision.Picture;

class DragCopiesTest {

    @TempDir Path folder;

    private final List<Exception> failures = new ArrayList<>();

    private Library library;

    @BeforeEach
    void open() {
        library = Library.open(new Folders(folder.resolve("pictures"), folder.resolve("data")));
    }

    @AfterEach
    void close() {
        library.close();
    }

    private StoredPicture picture(int number) {
        return library.pictures()
                .add(
                        new Picture(16, 16, new byte[3 * 16 * 16]),
                        Samples.metadata(Samples.picture(number, "a hidden prompt")));
    }

    private DragCopies copies() {
        return new DragCopies(folder.resolve("dragged"), Background.inline(), failures::add);
    }

    @Test
    void theCopyHasTheNameOfThePictureAndTellsNothing() throws IOException {
        StoredPicture picture = picture(1);
        assertTrue(Files.readString(picture.file(), ISO_8859_1).contains("hidden"));
        Path copy = copies().of(List.of(picture)).get(0);
        assertEquals(picture.file().getFileName(), copy.getFileName());
        assertFalse(Files.readString(copy, ISO_8859_1).contains("hidden"));
    }

    @Test
    void picturesOfOneNameGetCopiesOfTheirOwn() {
        StoredPicture one = picture(1);
        List<Path> two =
                copies().of(List.of(one, picture(2))).stream().map(Path::getParent).toList();
        assertFalse(two.get(0).equals(two.get(1)), two.toString());
    }

    @Test
    void theFolderIsEmptied() {
        Path copy = copies().of(List.of(picture(1))).get(0);
        assertTrue(Files.exists(copy));
        DragCopies.empty(folder.resolve("dragged"));
        assertFalse(Files.exists(folder.resolve("dragged")));
        DragCopies.empty(folder.resolve("dragged"));
    }

    @Test
    void aPictureThatIsGoneIsSaidAndTriedAgainNextTime() throws IOException {
        StoredPicture picture = picture(1);
        byte[] png = Files.readAllBytes(picture.file());
        Files.delete(picture.file());
        DragCopies copies = copies();
        copies.of(List.of(picture));
        assertEquals(1, failures.size());
        Files.write(picture.file(), png);
        assertTrue(Files.exists(copies.of(List.of(picture)).get(0)));
    }
}
