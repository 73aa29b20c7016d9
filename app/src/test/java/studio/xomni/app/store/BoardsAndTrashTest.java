package studio.xomni.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardsAndTrashTest {

    @TempDir Path folder;

    private Library open() {
        return Library.open(Samples.folders(folder));
    }

    /** As if the database had never been: all comes back from the files and the journal. */
    private Library openAnew() throws IOException {
        Files.delete(folder.resolve("data").resolve(DatabaseFile.NAME));
        return open();
    }

    private static Set<String> boards(Library library, String id) {
        return library.pictures().find(id).orElseThrow().boards();
    }

    @Test
    void aRenamedBoardKeepsItsPicturesAlsoFromTheJournal() throws IOException {
        String id;
        try (Library library = open()) {
            id = Samples.add(library, "a", 1).id();
            library.pictures().addToBoard(List.of(id), "Jazz");
            library.pictures().addToBoard(List.of(), "empty");
            library.pictures().renameBoard("Jazz", "蓝调");
            library.pictures().renameBoard("empty", "bare");
            library.pictures().renameBoard("unknown", "nothing");
            assertEquals(List.of("bare", "蓝调"), library.pictures().boards());
            assertEquals(Set.of("蓝调"), boards(library, id));
        }
        try (Library library = openAnew()) {
            assertEquals(List.of("bare", "蓝调"), library.pictures().boards());
            assertEquals(Set.of("蓝调"), boards(library, id));
        }
    }

    @Test
    void twoBoardsOfOneNameBecomeOne() {
        try (Library library = open()) {
            String one = Samples.add(library, "a", 1).id();
            String both = Samples.add(library, "b", 2).id();
            library.pictures().addToBoard(List.of(one, both), "Jazz");
            library.pictures().addToBoard(List.of(both), "Blues");
            library.pictures().renameBoard("Jazz", "Blues");
            assertEquals(List.of("Blues"), library.pictures().boards());
            assertEquals(Set.of("Blues"), boards(library, one));
            assertEquals(Set.of("Blues"), boards(library, both));
        }
    }

    @Test
    void aRemovedBoardLeavesItsPicturesAlsoFromTheJournal() throws IOException {
        String id;
        try (Library library = open()) {
            id = Samples.add(library, "a", 1).id();
            library.pictures().addToBoard(List.of(id), "Jazz");
            library.pictures().addToBoard(List.of(id), "Blues");
            library.pictures().removeBoard("Jazz");
            assertEquals(Set.of("Blues"), boards(library, id));
        }
        try (Library library = openAnew()) {
            assertEquals(List.of("Blues"), library.pictures().boards());
            assertEquals(Set.of("Blues"), boards(library, id));
        }
    }

    @Test
    void aPictureComesBackFromTheTrashToItsBoardUnderTheNewName() {
        try (Library library = open()) {
            String id = Samples.add(library, "a", 1).id();
            library.pictures().addToBoard(List.of(id), "Jazz");
            library.pictures().addToBoard(List.of(id), "Spring");
            library.pictures().trash(List.of(id));
            library.pictures().renameBoard("Jazz", "Blues");
            library.pictures().restore(List.of(id));
            assertEquals(Set.of("Blues", "Spring"), boards(library, id));
            assertEquals(List.of("Blues", "Spring"), library.pictures().boards());
        }
    }

    @Test
    void theTrashIsListedWithMarksAndDaysAlsoWhenTheDatabaseIsNew() throws IOException {
        StoredPicture before;
        try (Library library = open()) {
            String id = Samples.add(library, "a \"SALE\"", 1).id();
            Samples.add(library, "b", 2);
            library.pictures().rate(List.of(id), 3);
            library.pictures().addToBoard(List.of(id), "Jazz");
            before = library.pictures().find(id).orElseThrow();
            library.pictures().trash(List.of(id));
        }
        for (boolean anew : new boolean[] {false, true}) {
            try (Library library = anew ? openAnew() : open()) {
                Pictures.Trashed trashed = library.pictures().trashed().get(0);
                assertEquals(1, library.pictures().trashed().size());
                assertEquals(
                        Duration.ofDays(30), Duration.between(trashed.since(), trashed.until()));
                assertTrue(Files.exists(trashed.picture().file()));
                assertEquals(before, trashed.picture().at(before.id(), before.file()));
                assertTrue(library.pictures().thumbnail(before.id()).isPresent(), "anew: " + anew);
                assertEquals(1, library.pictures().all().size());
            }
        }
    }

    @Test
    void whatCannotBeReadInTheTrashIsPassedOver() throws IOException {
        try (Library library = open()) {
            String id = Samples.add(library, "a", 1).id();
            library.pictures().trash(List.of(id));
            Files.writeString(folder.resolve("pictures/.trash/odd.json"), "{");
            assertEquals(1, library.pictures().trashed().size());
            Files.delete(folder.resolve("pictures/.trash/" + id + ".png"));
            assertEquals(List.of(), library.pictures().trashed());
        }
    }
}
