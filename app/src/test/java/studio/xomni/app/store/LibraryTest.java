package studio.xomni.app.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.PictureReader;

class LibraryTest {

    @TempDir Path folder;

    private Library open() {
        return Library.open(Samples.folders(folder));
    }

    @Test
    void aNewLibraryIsEmptyAndHasNothingToSay() {
        try (Library library = open()) {
            assertEquals(List.of(), library.pictures().all());
            assertEquals(List.of(), library.jobs().all());
            assertEquals(Optional.empty(), library.desk().draft());
            assertEquals(List.of(), library.notices());
            assertFalse(library.afterCrash());
        }
    }

    @Test
    void aPictureIsThereAfterOpeningAgain() {
        StoredPicture added;
        try (Library library = open()) {
            added = Samples.add(library, "a poster \"SALE\" 「茶」", 7);
        }
        try (Library library = open()) {
            assertEquals(List.of(added), library.pictures().all());
            assertEquals(List.of(added), library.pictures().newest(5));
            assertEquals(List.of("SALE", "茶"), added.texts());
            assertEquals(7, added.seed());
            assertEquals(List.of(), library.notices());
            assertFalse(library.afterCrash());
        }
    }

    @Test
    void theFileHoldsThePixelsAndTheMetadata() {
        try (Library library = open()) {
            PictureMetadata metadata = Samples.metadata("水墨 🎋\n\"x\"", 3);
            StoredPicture added = library.pictures().add(Samples.picture(3), metadata);
            assertArrayEquals(Samples.picture(3).rgb(), PictureReader.read(added.file()).rgb());
            PictureMetadata read = library.pictures().metadata(added.id()).orElseThrow();
            assertEquals(metadata.recipe(), read.recipe());
            assertEquals(metadata.provenance(), read.provenance());
            assertArrayEquals(metadata.tokens().codes(), read.tokens().codes());
        }
    }

    @Test
    void aThumbnailIsASmallJpeg() throws IOException {
        try (Library library = open()) {
            StoredPicture added = Samples.add(library, "a", 1);
            byte[] jpeg = library.pictures().thumbnail(added.id()).orElseThrow();
            assertEquals(Samples.SIDE, ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth());
            assertEquals(Optional.empty(), library.pictures().thumbnail("unknown"));
        }
    }

    @Test
    void theNewestPicturesComeFirst() {
        try (Library library = open()) {
            for (int seed : new int[] {2, 5, 1, 4, 3}) {
                Samples.add(library, "p", seed);
            }
            assertEquals(
                    List.of(5L, 4L, 3L, 2L, 1L),
                    library.pictures().all().stream().map(StoredPicture::seed).toList());
            assertEquals(
                    List.of(5L, 4L),
                    library.pictures().newest(2).stream().map(StoredPicture::seed).toList());
        }
    }

    @Test
    void marksAndBoardsAreKept() {
        String id;
        try (Library library = open()) {
            id = Samples.add(library, "a", 1).id();
            library.pictures().rate(List.of(id), 4);
            library.pictures().setFavourite(List.of(id), true);
            library.pictures().addToBoard(List.of(id), "茶");
            library.pictures().addToBoard(List.of(id), "Spring");
            library.pictures().addToBoard(List.of(id), "gone");
            library.pictures().removeFromBoard(List.of(id), "gone");
        }
        try (Library library = open()) {
            StoredPicture picture = library.pictures().find(id).orElseThrow();
            assertEquals(4, picture.rating());
            assertTrue(picture.favourite());
            assertEquals(Set.of("茶", "Spring"), picture.boards());
            assertEquals(List.of("Spring", "茶"), library.pictures().boards());
        }
    }

    @Test
    void aRatingOutsideOfItsRangeIsRefusedAndNotKept() {
        try (Library library = open()) {
            String id = Samples.add(library, "a", 1).id();
            assertThrows(
                    IllegalArgumentException.class, () -> library.pictures().rate(List.of(id), 6));
            assertEquals(0, library.pictures().find(id).orElseThrow().rating());
        }
    }

    @Test
    void trashMovesTheFileAndRestoreBringsItBackWithItsMarks() throws IOException {
        StoredPicture before;
        try (Library library = open()) {
            String id = Samples.add(library, "a", 1).id();
            library.pictures().rate(List.of(id), 3);
            library.pictures().addToBoard(List.of(id), "Spring");
            before = library.pictures().find(id).orElseThrow();
            library.pictures().trash(List.of(id));
            assertEquals(List.of(), library.pictures().all());
            assertFalse(Files.exists(before.file()));
        }
        try (Stream<Path> trash = Files.list(folder.resolve("pictures/.trash"))) {
            assertEquals(2, trash.count());
        }
        try (Library library = open()) {
            library.pictures().restore(List.of(before.id()));
            assertEquals(List.of(before), library.pictures().all());
            assertTrue(Files.exists(before.file()));
        }
        try (Stream<Path> trash = Files.list(folder.resolve("pictures/.trash"))) {
            assertEquals(0, trash.count());
        }
    }

    @Test
    void theQueueKeepsItsOrder() {
        try (Library library = open()) {
            Jobs jobs = library.jobs();
            Job first = jobs.add(Samples.recipe("1", 1), false);
            Job second = jobs.add(Samples.recipe("2", 2), false);
            Job urgent = jobs.add(Samples.recipe("3", 3), true);
            Job copy = jobs.duplicate(first.id());
            assertEquals(List.of(urgent.id(), first.id(), copy.id(), second.id()), ids(jobs));
            jobs.move(second.id(), 0);
            jobs.remove(first.id());
        }
        try (Library library = open()) {
            assertEquals(List.of(2L, 3L, 4L), ids(library.jobs()));
            assertEquals(5, library.jobs().add(Samples.recipe("5", 5), false).id());
        }
    }

    @Test
    void anUrgentJobGoesBehindTheRunningOne() {
        try (Library library = open()) {
            Jobs jobs = library.jobs();
            long running = jobs.add(Samples.recipe("1", 1), false).id();
            jobs.setState(running, Job.State.RUNNING, "");
            long waiting = jobs.add(Samples.recipe("2", 2), false).id();
            long urgent = jobs.add(Samples.recipe("3", 3), true).id();
            assertEquals(List.of(running, urgent, waiting), ids(jobs));
        }
    }

    @Test
    void theIdOfARemovedJobIsNotUsedAgain() {
        try (Library library = open()) {
            long id = library.jobs().add(Samples.recipe("1", 1), false).id();
            library.jobs().remove(id);
        }
        try (Library library = open()) {
            assertEquals(2, library.jobs().add(Samples.recipe("2", 1), false).id());
        }
    }

    @Test
    void rowsOfTokensAreKeptForEveryPictureOfTheBatch() {
        long id;
        try (Library library = open()) {
            id = library.jobs().add(Samples.recipe("1", 1), false).id();
            library.jobs().addRow(id, 0, List.of(new int[] {1, 20_000}, new int[] {3, 4}));
            library.jobs().addRow(id, 1, List.of(new int[] {5, 6}, new int[] {7, 0}));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> library.jobs().addRow(id, 3, List.of(new int[] {1, 2})));
        }
        try (Library library = open()) {
            List<ImageTokens> rows = library.jobs().rows(id);
            assertEquals(2, rows.size());
            assertArrayEquals(new int[] {1, 20_000, 5, 6}, rows.get(0).codes());
            assertArrayEquals(new int[] {3, 4, 7, 0}, rows.get(1).codes());
            assertEquals(2, library.jobs().find(id).orElseThrow().rows());
            library.jobs().resumed(id);
            assertEquals(List.of(2), library.jobs().find(id).orElseThrow().resumedAt());
            library.jobs().discardRows(id);
            assertEquals(List.of(), library.jobs().rows(id));
        }
    }

    @Test
    void aJobKnowsItsStateAndItsFinishedPictures() {
        long id;
        try (Library library = open()) {
            id = library.jobs().add(Samples.recipe("1", 1), false).id();
            library.jobs().finished(id, 0, "abc");
            library.jobs().setState(id, Job.State.FAILED, "The disk is full.");
        }
        try (Library library = open()) {
            Job job = library.jobs().find(id).orElseThrow();
            assertEquals(Job.State.FAILED, job.state());
            assertEquals("The disk is full.", job.message());
            assertEquals(List.of("abc"), job.pictures());
        }
    }

    @Test
    void aRunningJobWaitsAfterANormalCloseAndTheQueueGoesOn() {
        long id;
        try (Library library = open()) {
            id = library.jobs().add(Samples.recipe("1", 1), false).id();
            library.jobs().setState(id, Job.State.RUNNING, "");
        }
        try (Library library = open()) {
            assertEquals(Job.State.WAITING, library.jobs().find(id).orElseThrow().state());
            assertFalse(library.jobs().isPaused());
        }
    }

    @Test
    void theDeskIsAsItWasLeft() {
        try (Library library = open()) {
            Desk desk = library.desk();
            desk.saveDraft("{\"prompt\":\"old\"}");
            desk.saveDraft("{\"prompt\":\"茶 🍵 \\ud83c\"}");
            desk.addToHistory("one");
            desk.addToHistory("two");
            desk.addToHistory("one");
            desk.saveSnippet("style", "ink wash");
            desk.saveSnippet("style", "watercolour");
            desk.saveSnippet("gone", "x");
            desk.removeSnippet("gone");
            desk.put("left", "320");
        }
        try (Library library = open()) {
            Desk desk = library.desk();
            assertEquals(Optional.of("{\"prompt\":\"茶 🍵 \\ud83c\"}"), desk.draft());
            assertEquals(List.of("one", "two"), desk.history());
            assertEquals(Map.of("style", "watercolour"), desk.snippets());
            assertEquals(Optional.of("320"), desk.get("left"));
            assertEquals(Optional.empty(), desk.get("right"));
        }
    }

    @Test
    void listenersHearOfChangesOfPicturesAndQueue() {
        try (Library library = open()) {
            AtomicInteger changes = new AtomicInteger();
            library.onChange(changes::incrementAndGet);
            Samples.add(library, "a", 1);
            library.jobs().add(Samples.recipe("a", 1), false);
            assertEquals(2, changes.get());
        }
    }

    @Test
    void aSecondInstanceIsRefused() {
        try (Library library = open()) {
            StoreException refused = assertThrows(StoreException.class, this::open);
            assertEquals(StoreException.Kind.LOCKED, refused.kind());
            assertEquals(List.of(), library.pictures().all());
        }
    }

    private static List<Long> ids(Jobs jobs) {
        return jobs.all().stream().map(Job::id).toList();
    }
}
