package studio.xomni.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the database's file, the library comes back from pictures and journal. */
class DamageTest {

    private static final int TRIES = 12;

    @TempDir Path folder;

    private final Random random = new Random(1);

    private List<StoredPicture> expected = List.of();

    private Library open() {
        return Library.open(Samples.folders(folder));
    }

    private Path file() {
        return folder.resolve("data").resolve(DatabaseFile.NAME);
    }

    private void fill() {
        try (Library library = open()) {
            for (int seed = 0; seed < 5; seed++) {
                StoredPicture picture = Samples.add(library, "prompt " + seed, seed);
                library.pictures().rate(List.of(picture.id()), seed);
            }
            library.desk().saveDraft("{\"prompt\":\"draft\"}");
            expected = library.pictures().all();
        }
    }

    private void check() {
        try (Library library = open()) {
            assertEquals(expected, library.pictures().all());
            for (StoredPicture picture : expected) {
                assertTrue(library.pictures().thumbnail(picture.id()).isPresent());
            }
            assertEquals(Optional.of("{\"prompt\":\"draft\"}"), library.desk().draft());
            library.pictures().rate(List.of(expected.get(0).id()), expected.get(0).rating());
        }
    }

    @Test
    void aDatabaseThatIsCutAnywhereLosesNothing() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < TRIES; i++) {
            Files.write(file(), whole);
            try (RandomAccessFile cut = new RandomAccessFile(file().toFile(), "rw")) {
                cut.setLength(random.nextInt(whole.length));
            }
            check();
        }
    }

    @Test
    void aDatabaseWithGarbageAnywhereLosesNothing() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < TRIES; i++) {
            byte[] damaged = whole.clone();
            byte[] garbage = new byte[2000];
            random.nextBytes(garbage);
            System.arraycopy(
                    garbage,
                    0,
                    damaged,
                    random.nextInt(whole.length - garbage.length),
                    garbage.length);
            Files.write(file(), damaged);
            check();
        }
    }

    @Test
    void aDatabaseThatIsNoneIsKeptUnderAnotherNameAndTheUserIsTold() throws IOException {
        fill();
        Files.writeString(file(), "this is no database".repeat(1000));
        try (Library library = open()) {
            assertEquals(expected, library.pictures().all());
            assertTrue(library.notices().get(0).contains("damaged"), library.notices()::toString);
        }
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            assertEquals(
                    1,
                    files.filter(
                                    each ->
                                            each.getFileName()
                                                    .toString()
                                                    .matches("library-damaged-[0-9-]+\\.mv\\.db"))
                            .count());
        }
    }

    @Test
    void damageThatShowsWhileTheLibraryIsOpenIsMended() throws IOException {
        fill();
        try (Library library = open()) {
            byte[] garbage = new byte[(int) Files.size(file()) - 8192];
            random.nextBytes(garbage);
            try (RandomAccessFile open = new RandomAccessFile(file().toFile(), "rw")) {
                open.seek(8192);
                open.write(garbage);
            }
            assertEquals(expected, library.pictures().all());
            for (StoredPicture picture : expected) {
                assertTrue(library.pictures().thumbnail(picture.id()).isPresent());
            }
        }
        check();
    }

    @Test
    void anInterruptedThreadDoesNotCloseTheLibrary() {
        fill();
        try (Library library = open()) {
            Thread.currentThread().interrupt();
            library.pictures().rate(List.of(expected.get(0).id()), 5);
            library.pictures().thumbnail(expected.get(0).id());
            assertTrue(Thread.interrupted());
            Samples.add(library, "one more", 9);
            assertEquals(6, library.pictures().all().size());
            assertEquals(5, library.pictures().find(expected.get(0).id()).orElseThrow().rating());
        }
    }
}
