package studio.xomni.app.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {

    @TempDir Path folder;

    private Library open() {
        return Library.open(Samples.folders(folder));
    }

    private Path journal() {
        return folder.resolve("pictures").resolve(Journal.NAME);
    }

    private void deleteDatabase() throws IOException {
        Files.delete(folder.resolve("data").resolve(DatabaseFile.NAME));
    }

    /** All that a library says of itself. */
    private record State(
            List<StoredPicture> pictures,
            List<String> boards,
            List<Job> jobs,
            List<int[]> rows,
            boolean paused,
            Optional<String> draft,
            List<String> history,
            Map<String, String> snippets,
            Optional<String> setting,
            List<StoredChat> chats,
            Map<String, String> said) {

        static State of(Library library) {
            List<int[]> rows = new ArrayList<>();
            for (Job job : library.jobs().all()) {
                library.jobs().rows(job.id()).forEach(tokens -> rows.add(tokens.codes()));
            }
            return new State(
                    library.pictures().all(),
                    library.pictures().boards(),
                    library.jobs().all(),
                    rows,
                    library.jobs().isPaused(),
                    library.desk().draft(),
                    library.desk().history(),
                    library.desk().snippets(),
                    library.desk().get("left"),
                    library.chats().all(),
                    library.pictures().said());
        }

        void assertSame(State other) {
            assertEquals(pictures, other.pictures);
            assertEquals(boards, other.boards);
            assertEquals(jobs, other.jobs);
            assertArrayEquals(rows.toArray(), other.rows.toArray());
            assertEquals(paused, other.paused);
            assertEquals(draft, other.draft);
            assertEquals(history, other.history);
            assertEquals(snippets, other.snippets);
            assertEquals(setting, other.setting);
            assertEquals(chats, other.chats);
            assertEquals(said, other.said);
        }
    }

    /** A library with something of everything. */
    private State fill() {
        try (Library library = open()) {
            List<String> ids = new ArrayList<>();
            for (int seed = 0; seed < 6; seed++) {
                ids.add(Samples.add(library, "海报 \"SALE %d\"\n🍵".formatted(seed), seed).id());
            }
            Pictures pictures = library.pictures();
            pictures.rate(ids.subList(0, 3), 4);
            pictures.rate(List.of(ids.get(0)), 0);
            pictures.setFavourite(ids.subList(1, 4), true);
            pictures.addToBoard(ids.subList(2, 5), "春");
            pictures.addToBoard(List.of(ids.get(2)), "Spring");
            pictures.trash(List.of(ids.get(5), ids.get(2)));
            pictures.restore(List.of(ids.get(2)));
            Jobs jobs = library.jobs();
            long first = jobs.add(Samples.recipe("first", 1), false).id();
            long second = jobs.add(Samples.recipe("second", 2), false).id();
            long third = jobs.add(Samples.recipe("third", 3), true).id();
            jobs.addRow(first, 0, List.of(new int[] {1, 16_383}));
            jobs.addRow(first, 1, List.of(new int[] {3, 4}));
            jobs.setState(first, Job.State.STOPPED, "");
            jobs.resumed(first);
            jobs.addRow(second, 0, List.of(new int[] {3, 4}));
            jobs.discardRows(second);
            jobs.setState(second, Job.State.FAILED, "no memory");
            jobs.finished(third, 0, ids.get(1));
            jobs.setState(third, Job.State.DONE, "");
            jobs.move(second, 0);
            jobs.remove(jobs.add(Samples.recipe("gone", 4), false).id());
            jobs.setPaused(true);
            Desk desk = library.desk();
            desk.saveDraft("{\"prompt\":\"half a sent\"}");
            desk.addToHistory("one");
            desk.addToHistory("茶");
            desk.saveSnippet("ink", "水墨");
            desk.put("left", "320");
            fillChats(library, ids);
            return State.of(library);
        }
    }

    /** One that was answered, one that was stopped, one that a crash interrupted. */
    private static void fillChats(Library library, List<String> ids) {
        Chats chats = library.chats();
        Path first = library.pictures().find(ids.get(0)).orElseThrow().file();
        ChatPicture own = chats.attach(first).picture();
        ChatPicture pasted = chats.attach(Samples.picture(77), "clipboard").picture();
        StoredChat one = chats.begin(List.of(own, pasted), "标题是什么？\n\"?\"");
        chats.more(one.id(), 0, "大");
        chats.end(one.id(), 0, "大减价", ChatTurn.Ending.COMPLETE, "Built-in");
        one = chats.ask(one, "And then?");
        chats.end(one.id(), 1, "It sa", ChatTurn.Ending.STOPPED, "Built-in");
        StoredChat other = chats.begin(List.of(pasted), "What is it?");
        chats.more(other.id(), 0, "A ");
        chats.more(other.id(), 0, "squ");
        StoredChat gone = chats.begin(List.of(own, pasted), "Gone?");
        chats.end(gone.id(), 0, "Yes.", ChatTurn.Ending.CUT, "Built-in");
        chats.remove(gone.id());
        chats.restore(chats.remove(one.id()).orElseThrow());
    }

    @Test
    void aLibraryWithoutItsDatabaseIsAsBefore() throws IOException {
        State before = fill();
        deleteDatabase();
        try (Library library = open()) {
            before.assertSame(State.of(library));
            assertTrue(
                    library.notices().get(0).contains("5 pictures"), library.notices()::toString);
            for (StoredPicture picture : before.pictures()) {
                assertTrue(library.pictures().thumbnail(picture.id()).isPresent());
            }
            assertEquals(5, library.jobs().add(Samples.recipe("next", 1), false).id());
        }
        try (Library library = open()) {
            assertEquals(List.of(), library.notices());
        }
    }

    @Test
    void whatIsInTheTrashCanBeRestoredWithoutTheDatabase() throws IOException {
        StoredPicture before;
        try (Library library = open()) {
            String id = Samples.add(library, "a", 1).id();
            library.pictures().rate(List.of(id), 5);
            before = library.pictures().find(id).orElseThrow();
            library.pictures().trash(List.of(id));
        }
        deleteDatabase();
        try (Library library = open()) {
            assertEquals(List.of(), library.pictures().all());
            library.pictures().restore(List.of(before.id()));
            assertEquals(List.of(before), library.pictures().all());
        }
    }

    @Test
    void rebuildingAnOpenLibraryChangesNothing() {
        State before = fill();
        try (Library library = open()) {
            library.rebuild();
            before.assertSame(State.of(library));
        }
    }

    @Test
    void rebuildingFindsPicturesThatWerePutIntoTheFolder() throws IOException {
        fill();
        try (Library library = open()) {
            StoredPicture one = library.pictures().all().get(0);
            Files.copy(one.file(), folder.resolve("pictures/a copy.png"));
            Files.writeString(folder.resolve("pictures/notes.png"), "no picture");
            library.rebuild();
            assertEquals(6, library.pictures().all().size());
            assertTrue(Files.exists(folder.resolve("pictures/notes.png")));
        }
    }

    @Test
    void aJournalThatIsWrittenAnewBringsBackTheSame() throws IOException {
        State before = fill();
        // Without its journal the library writes it from the database.
        Files.delete(journal());
        open().close();
        deleteDatabase();
        try (Library library = open()) {
            before.assertSame(State.of(library));
        }
    }

    @Test
    void aLargeJournalIsWrittenAnewAtTheStartAndKeepsLinesOfLaterVersions() throws IOException {
        State before = fill();
        String later = "{\"type\":\"of-a-later-version\",\"words\":\"茶\"}";
        Files.writeString(journal(), later + "\n", StandardOpenOption.APPEND);
        try (Library library = open()) {
            String large = "x".repeat(200_000);
            for (int i = 0; i < 45; i++) {
                library.desk().saveDraft(large + i);
            }
            library.desk().saveDraft(before.draft().orElseThrow());
        }
        assertTrue(Files.size(journal()) > 8 << 20);
        open().close();
        assertTrue(Files.size(journal()) < 1 << 20);
        assertTrue(Files.readString(journal()).contains(later));
        deleteDatabase();
        try (Library library = open()) {
            before.assertSame(State.of(library));
        }
    }

    @Test
    void aTornLastLineIsPassedOverAndTheNextIsNot() throws IOException {
        State before = fill();
        Files.writeString(
                journal(), "{\"type\":\"draft\",\"form\":\"to", StandardOpenOption.APPEND);
        try (Library library = open()) {
            before.assertSame(State.of(library));
            library.desk().saveDraft("new");
        }
        deleteDatabase();
        try (Library library = open()) {
            assertEquals(Optional.of("new"), library.desk().draft());
        }
    }

    @Test
    void damagedLinesOfTheJournalKeepNoOtherFromBeingRead() throws IOException {
        fill();
        Random random = new Random(2);
        for (int i = 0; i < 10; i++) {
            byte[] bytes = Files.readAllBytes(journal());
            bytes[200 + random.nextInt(bytes.length - 400)] = (byte) random.nextInt();
            Files.write(journal(), bytes);
        }
        deleteDatabase();
        try (Library library = open()) {
            assertEquals(5, library.pictures().all().size());
            assertEquals(Optional.of("320"), library.desk().get("left"));
        }
    }

    @Test
    void aDatabaseThatLagsBehindTheJournalCatchesUp() throws IOException {
        Path database = folder.resolve("data").resolve(DatabaseFile.NAME);
        open().close();
        byte[] old = Files.readAllBytes(database);
        State before = fill();
        Files.write(database, old);
        try (Library library = open()) {
            before.assertSame(State.of(library));
        }
    }

    @Test
    void anotherPicturesFolderIsAnotherLibrary() throws IOException {
        State before = fill();
        Folders other = new Folders(folder.resolve("other"), folder.resolve("data"));
        try (Library library = Library.open(other)) {
            assertEquals(List.of(), library.pictures().all());
            assertEquals(1, library.notices().size());
        }
        try (Library library = open()) {
            before.assertSame(State.of(library));
        }
    }

    @Test
    void aPicturesFolderThatWasMovedIsTheSameLibrary() throws IOException {
        State before = fill();
        Path moved = folder.resolve("moved");
        Files.move(folder.resolve("pictures"), moved);
        try (Library library = Library.open(new Folders(moved, folder.resolve("data")))) {
            assertEquals(before.pictures().size(), library.pictures().all().size());
            assertTrue(Files.exists(library.pictures().all().get(0).file()));
            assertEquals(List.of(), library.notices());
        }
    }

    @Test
    void theJournalTheTrashAndTheChatsPicturesAreAllElse() throws IOException {
        fill();
        try (Stream<Path> files = Files.walk(folder.resolve("pictures"))) {
            List<String> other =
                    files.filter(Files::isRegularFile)
                            .map(file -> folder.resolve("pictures").relativize(file).toString())
                            .filter(name -> !name.startsWith(".trash"))
                            .filter(name -> !name.matches("\\.chat.[0-9a-f]{64}\\.png"))
                            .filter(name -> !name.matches("[0-9-]{10}.[0-9]{6}-\\d+-\\w+\\.png"))
                            .toList();
            assertEquals(List.of(Journal.NAME), other);
        }
        assertFalse(Files.exists(folder.resolve("data/fallback")));
    }
}
