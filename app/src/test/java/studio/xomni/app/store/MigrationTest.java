package studio.xomni.app.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {

    private static final String HERE = "classpath:studio/xomni/app/store/";

    @TempDir Path folder;

    private Library open(Schema schema) {
        return OpenLibrary.open(Samples.folders(folder), schema, Clock.systemUTC());
    }

    private static Schema fourth(String name) {
        return new Schema(4, List.of(Schema.CURRENT.locations().get(0), HERE + name));
    }

    /** The database that {@link FirstVersion} made, and the first line of its journal. */
    private void putFirstVersion() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("pictures"));
        try (InputStream resource = MigrationTest.class.getResourceAsStream("library-v1.zip");
                ZipInputStream zip = new ZipInputStream(resource)) {
            zip.getNextEntry();
            Files.copy(zip, folder.resolve("data").resolve(DatabaseFile.NAME));
        }
        Files.writeString(
                folder.resolve("pictures").resolve(Journal.NAME),
                "{\"type\":\"journal\",\"version\":1,\"library\":\"first\",\"copy\":\"copy\"}\n");
    }

    private List<String> backups() throws IOException {
        Path backups = folder.resolve("data/backups");
        if (Files.notExists(backups)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(backups)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aDatabaseOfTheFirstVersionIsBroughtUpWithAllThatIsInIt() throws IOException {
        putFirstVersion();
        try (Library library = open(Schema.CURRENT)) {
            assertEquals(List.of(), library.notices());
            assertEquals(
                    List.of("b", "a"),
                    library.pictures().all().stream().map(StoredPicture::id).toList());
            StoredPicture tea = library.pictures().find("b").orElseThrow();
            assertEquals(5, tea.rating());
            assertEquals(Set.of("茶"), tea.boards());
            assertEquals("茶", tea.prompt());
            assertArrayEquals(
                    Thumbnails.of(Samples.picture(1)),
                    library.pictures().thumbnail("a").orElseThrow());
            assertEquals("queued", library.jobs().all().get(0).recipe().request().prompt());
            assertEquals("{}", library.desk().draft().orElseThrow());
            assertEquals(List.of(), library.chats().all());
            library.chats().begin(List.of(), "First?");
            assertEquals(1, library.chats().all().size());
        }
        List<String> backups = backups();
        assertEquals(1, backups.size());
        assertTrue(backups.get(0).matches("library-1-\\d{8}-\\d{6}\\.zip"), backups.get(0));
    }

    @Test
    void noBackupIsMadeWithoutAMigration() throws IOException {
        open(Schema.CURRENT).close();
        open(Schema.CURRENT).close();
        assertEquals(List.of(), backups());
    }

    @Test
    void theVersionIsThatOfTheLastMigration() throws IOException {
        open(Schema.CURRENT).close();
        try (Database database = Database.open(folder.resolve("data").resolve(DatabaseFile.NAME))) {
            assertEquals(Schema.CURRENT.version(), Schema.of(database));
        }
    }

    @Test
    void aFailedMigrationLeavesTheOldVersionWorkingAndSaysSo() throws IOException {
        StoredPicture picture;
        try (Library library = open(Schema.CURRENT)) {
            picture = Samples.add(library, "a", 1);
        }
        try (Library library = open(fourth("failing"))) {
            assertEquals(List.of(picture), library.pictures().all());
            Samples.add(library, "b", 2);
            assertEquals(1, library.notices().size());
            String notice = library.notices().get(0);
            assertTrue(notice.contains("goes on as version 3"), notice);
            assertTrue(notice.contains(backups().get(0)), notice);
        }
        try (Library library = open(Schema.CURRENT)) {
            assertEquals(2, library.pictures().all().size());
        }
        try (Database database = Database.open(folder.resolve("data").resolve(DatabaseFile.NAME))) {
            int halfDone =
                    database.read(
                            handle ->
                                    handle.createQuery(
                                                    "SELECT COUNT(*) FROM information_schema.columns"
                                                            + " WHERE column_name = 'HALF_DONE'")
                                            .mapTo(Integer.class)
                                            .one());
            assertEquals(0, halfDone);
        }
    }

    @Test
    void fiveBackupsAreKept() throws IOException {
        open(Schema.CURRENT).close();
        for (int i = 0; i < 7; i++) {
            open(fourth("failing")).close();
        }
        assertEquals(5, backups().size());
    }

    @Test
    void aDatabaseOfANewerVersionIsRefusedAndNotTouched() throws IOException {
        try (Library library = open(fourth("later"))) {
            Samples.add(library, "a", 1);
        }
        Path file = folder.resolve("data").resolve(DatabaseFile.NAME);
        byte[] before = Files.readAllBytes(file);
        StoreException refused = assertThrows(StoreException.class, () -> open(Schema.CURRENT));
        assertEquals(StoreException.Kind.NEWER, refused.kind());
        assertArrayEquals(before, Files.readAllBytes(file));
        assertEquals(List.of(), backups());
        try (Library library = open(fourth("later"))) {
            assertEquals(1, library.pictures().all().size());
            assertFalse(library.afterCrash());
        }
    }
}
