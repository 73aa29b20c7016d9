package studio.xomni.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesFolderTest {

    @TempDir Path folder;

    private Path old;
    private Path other;

    @BeforeEach
    void fill() throws IOException {
        old = Files.createDirectories(folder.resolve("old"));
        other = Files.createDirectories(folder.resolve("new"));
        Files.createDirectories(old.resolve("2026-01-01"));
        Files.createDirectories(old.resolve(".trash"));
        Files.writeString(old.resolve("2026-01-01/海报.png"), "picture");
        Files.writeString(old.resolve(".trash/gone.png"), "trashed");
        Files.writeString(old.resolve("journal.jsonl"), "{}\n");
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everythingIsThereBeforeAnythingLeaves() throws IOException {
        List<String> before = files(old);
        List<Path> brought = PicturesFolder.bring(old, other);
        assertEquals(before, files(other));
        assertEquals(before, files(old));
        PicturesFolder.leave(old, brought);
        assertEquals(List.of(), files(old));
        assertEquals("picture", Files.readString(other.resolve("2026-01-01/海报.png")));
    }

    @Test
    void whatCameMeanwhileStays() throws IOException {
        List<Path> brought = PicturesFolder.bring(old, other);
        Files.writeString(old.resolve("2026-01-01/later.png"), "later");
        PicturesFolder.leave(old, brought);
        assertEquals(List.of("2026-01-01/later.png"), files(old));
    }

    @Test
    void aFileThatIsInTheWayIsNotWrittenOver() throws IOException {
        Files.writeString(other.resolve("journal.jsonl"), "another library's");
        StoreException refusal =
                assertThrows(StoreException.class, () -> PicturesFolder.bring(old, other));
        String said = String.valueOf(refusal.getMessage());
        assertTrue(said.contains("journal.jsonl"), said);
        assertEquals(List.of("journal.jsonl"), files(other));
        assertEquals("another library's", Files.readString(other.resolve("journal.jsonl")));
        assertEquals(3, files(old).size());
    }

    @Test
    void foldersInOneAnotherAreRefused() {
        assertThrows(StoreException.class, () -> PicturesFolder.bring(old, old.resolve("inside")));
        assertThrows(StoreException.class, () -> PicturesFolder.bring(old, folder));
        assertThrows(StoreException.class, () -> PicturesFolder.bring(old, old));
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        StoreException refusal =
                assertThrows(
                        StoreException.class,
                        () -> PicturesFolder.bring(folder.resolve("nowhere"), other));
        assertEquals(StoreException.Kind.FOLDER, refusal.kind());
        assertFalse(Files.exists(folder.resolve("nowhere")));
    }
}
