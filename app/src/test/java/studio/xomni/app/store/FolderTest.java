package studio.xomni.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.app.store.StoreException.Kind;

class FolderTest {

    @TempDir Path folder;

    private Library open() {
        return Library.open(Samples.folders(folder));
    }

    private void hide() throws IOException {
        Files.move(folder.resolve("pictures"), folder.resolve("elsewhere"));
    }

    private void bringBack() throws IOException {
        Files.move(folder.resolve("elsewhere"), folder.resolve("pictures"));
    }

    private static void assertRefused(Kind kind, Runnable work) {
        assertEquals(kind, assertThrows(StoreException.class, work::run).kind());
    }

    @Test
    void whileThePicturesFolderIsMissingNothingChangesAndAllCanBeRead() throws IOException {
        try (Library library = open()) {
            StoredPicture picture = Samples.add(library, "a", 1);
            hide();
            List<String> id = List.of(picture.id());
            assertRefused(Kind.FOLDER, () -> library.pictures().rate(id, 3));
            assertRefused(Kind.FOLDER, () -> library.pictures().trash(id));
            assertRefused(Kind.FOLDER, () -> library.pictures().restore(id));
            assertRefused(Kind.FOLDER, () -> library.pictures().importFiles(List.of()));
            assertRefused(Kind.FOLDER, () -> library.desk().saveDraft("{}"));
            assertRefused(Kind.FOLDER, library::rebuild);
            assertEquals(List.of(picture), library.pictures().all());
            assertTrue(library.pictures().thumbnail(picture.id()).isPresent());
            assertRefused(Kind.PICTURE, () -> library.pictures().metadata(picture.id()));
            bringBack();
            library.pictures().rate(id, 3);
            library.desk().saveDraft("{}");
            assertEquals(3, library.pictures().find(picture.id()).orElseThrow().rating());
        }
    }

    @Test
    void aNewPictureGoesToTheFallbackFolderWhileThePicturesFolderIsMissing() throws IOException {
        StoredPicture picture;
        try (Library library = open()) {
            hide();
            picture = Samples.add(library, "a", 1);
            assertTrue(picture.file().startsWith(folder.resolve("data/fallback")));
            assertEquals(1, library.notices().size());
            Samples.add(library, "b", 2);
            assertEquals(1, library.notices().size());
            bringBack();
            assertTrue(Samples.add(library, "c", 3).file().startsWith(folder.resolve("pictures")));
        }
        Files.delete(folder.resolve("data").resolve(DatabaseFile.NAME));
        try (Library library = open()) {
            assertEquals(Optional.of(picture), library.pictures().find(picture.id()));
            assertEquals(3, library.pictures().all().size());
        }
    }

    @Test
    void aLibraryOpensWithoutItsPicturesFolderAndGoesOnWhenItIsBack() throws IOException {
        StoredPicture picture;
        try (Library library = open()) {
            picture = Samples.add(library, "a", 1);
        }
        hide();
        try (Library library = open()) {
            assertEquals(List.of(picture), library.pictures().all());
            assertEquals(1, library.notices().size());
            assertFalse(Files.exists(folder.resolve("pictures")));
            bringBack();
            library.pictures().rate(List.of(picture.id()), 2);
        }
        try (Library library = open()) {
            assertEquals(2, library.pictures().find(picture.id()).orElseThrow().rating());
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path good = folder.resolve("good");
        assertRefused(Kind.FOLDER, () -> Library.open(new Folders(good, file.resolve("data"))));
        assertRefused(Kind.FOLDER, () -> Library.open(new Folders(file.resolve("p"), good)));
        Library.open(new Folders(folder.resolve("pictures"), good)).close();
    }

    @Test
    void aFolderThatMayNotBeWrittenToIsRefused() throws IOException {
        open().close();
        for (String name : new String[] {"pictures", "data"}) {
            Path closed = folder.resolve(name);
            assertTrue(closed.toFile().setWritable(false));
            try {
                // Root may write everywhere.
                assumeFalse(Files.isWritable(closed));
                assertRefused(Kind.FOLDER, this::open);
            } finally {
                assertTrue(closed.toFile().setWritable(true));
            }
        }
        open().close();
    }

    @Test
    void theTrashIsEmptiedOfWhatIsOlderThanThirtyDays() throws IOException {
        try (Library library = open()) {
            String old = Samples.add(library, "old", 1).id();
            library.pictures().rate(List.of(old), 5);
            library.pictures().trash(List.of(old));
        }
        for (int days : new int[] {29, 31}) {
            Clock later =
                    Clock.fixed(
                            Clock.systemUTC().instant().plus(Duration.ofDays(days)),
                            ZoneOffset.UTC);
            try (Library library =
                            OpenLibrary.open(Samples.folders(folder), Schema.CURRENT, later);
                    Stream<Path> trash = Files.list(folder.resolve("pictures/.trash"))) {
                assertEquals(days == 29 ? 2 : 0, trash.count());
                assertEquals(List.of(), library.pictures().all());
            }
        }
    }

    @Test
    void aPlaceThatIsTakenIsNotOverwrittenByWhatComesBackFromTheTrash() throws IOException {
        try (Library library = open()) {
            StoredPicture picture = Samples.add(library, "a", 1);
            byte[] bytes = Files.readAllBytes(picture.file());
            library.pictures().trash(List.of(picture.id()));
            Files.writeString(picture.file(), "mine");
            library.pictures().restore(List.of(picture.id()));
            assertEquals("mine", Files.readString(picture.file()));
            StoredPicture back = library.pictures().find(picture.id()).orElseThrow();
            org.junit.jupiter.api.Assertions.assertArrayEquals(
                    bytes, Files.readAllBytes(back.file()));
        }
    }

    @Test
    void aPictureWhoseFileIsGoneCanBeTrashedAndRestored() throws IOException {
        try (Library library = open()) {
            StoredPicture picture = Samples.add(library, "a", 1);
            Files.delete(picture.file());
            library.pictures().trash(List.of(picture.id()));
            assertEquals(List.of(), library.pictures().all());
            library.pictures().restore(List.of(picture.id()));
            assertEquals(List.of(picture), library.pictures().all());
        }
    }

    @Test
    void fullDisksAreTold() {
        StoreException full =
                Failures.of(
                        new RuntimeException(new IOException("No space left on device")),
                        folder,
                        "all is kept");
        assertEquals(Kind.DISK_FULL, full.kind());
        assertTrue(String.valueOf(full.getMessage()).contains("all is kept"));
    }
}
