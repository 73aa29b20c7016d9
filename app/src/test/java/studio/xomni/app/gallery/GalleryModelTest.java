package studio.xomni.app.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;

class GalleryModelTest {

    private final List<Notice> notices = new ArrayList<>();

    private GalleryModel loaded(FakePictures pictures) {
        GalleryModel model =
                new GalleryModel(pictures, Background.inline(), Background.inline(), notices::add);
        model.load();
        return model;
    }

    private static List<String> ids(List<StoredPicture> pictures) {
        return pictures.stream().map(StoredPicture::id).toList();
    }

    /** Work that waits until it is told to go on. */
    private static final class Delayed implements Background {

        private final Deque<Runnable> waiting = new ArrayDeque<>();

        @Override
        public <T> void run(
                Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
            waiting.add(() -> Background.inline().run(work, done, failed));
        }

        @Override
        public void later(Runnable action) {
            waiting.add(action);
        }

        void runOne() {
            waiting.remove().run();
        }

        void runAll() {
            while (!waiting.isEmpty()) {
                runOne();
            }
        }
    }

    @Test
    void theNewestAreShownBeforeAllAreRead() {
        Delayed store = new Delayed();
        GalleryModel model =
                new GalleryModel(
                        new FakePictures(Samples.pictures(1000)),
                        store,
                        Background.inline(),
                        notices::add);
        model.load();
        store.runOne();
        assertEquals(200, model.shown().size());
        assertEquals("p1000", model.shown().get(0).id());
        assertFalse(model.loaded().get());
        store.runAll();
        assertEquals(1000, model.shown().size());
        assertTrue(model.loaded().get());
    }

    @Test
    void typingFiltersAndClearingShowsAllAgain() {
        GalleryModel model = loaded(new FakePictures(Samples.pictures(24)));
        model.searchText().set("blue note");
        assertEquals(List.of("p21", "p9"), ids(model.shown()));
        model.searchText().set("");
        assertEquals(24, model.shown().size());
    }

    @Test
    void picturesAreFoundByWhatWasSaidAboutThem() {
        FakePictures pictures = new FakePictures(Samples.pictures(24));
        GalleryModel model = loaded(pictures);
        model.searchText().set("大减价");
        assertEquals(List.of(), ids(model.shown()));
        pictures.setSaid(Map.of("p9", "What does it say?\n大减价\n"));
        model.refreshSaid();
        assertEquals(List.of("p9"), ids(model.shown()));
        assertTrue(model.isTalkedAbout("p9") && !model.isTalkedAbout("p8"));
        // Marks and readings do not lose it.
        model.change(List.of("p9"), picture -> Marks.rated(picture, 4), () -> {});
        assertEquals(List.of("p9"), ids(model.shown()));
        model.added(model.shown().get(0));
        assertEquals(List.of("p9"), ids(model.shown()));
        model.refresh();
        assertEquals(List.of("p9"), ids(model.shown()));
    }

    @Test
    void anOlderSearchNeverReplacesANewerOne() {
        Delayed searching = new Delayed();
        GalleryModel model =
                new GalleryModel(
                        new FakePictures(Samples.pictures(24)),
                        Background.inline(),
                        searching,
                        notices::add);
        model.load();
        searching.runAll();
        List<Integer> sizes = new ArrayList<>();
        model.listing().addListener((property, before, now) -> sizes.add(now.size()));
        model.searchText().set("blue note");
        model.searchText().set("seed:3");
        searching.runAll();
        assertEquals(List.of(1), sizes);
        assertEquals(List.of("p3"), ids(model.shown()));
    }

    @Test
    void sortsByAgeRatingAndName() {
        FakePictures pictures = new FakePictures(Samples.pictures(4));
        pictures.rate(Set.of("p2"), 5);
        pictures.rate(Set.of("p3"), 1);
        GalleryModel model = loaded(pictures);
        model.order().set(Order.OLDEST);
        assertEquals(List.of("p1", "p2", "p3", "p4"), ids(model.shown()));
        model.order().set(Order.RATING);
        assertEquals(List.of("p2", "p3", "p4", "p1"), ids(model.shown()));
        model.order().set(Order.NAME);
        assertEquals(List.of("p1", "p2", "p3", "p4"), ids(model.shown()));
    }

    @Test
    void showsFavouritesOrABoardAlone() {
        FakePictures pictures = new FakePictures(Samples.pictures(4));
        pictures.setFavourite(Set.of("p1"), true);
        pictures.addToBoard(Set.of("p2", "p4"), "Jazz");
        GalleryModel model = loaded(pictures);
        model.place().set(new Place.Favourites());
        assertEquals(List.of("p1"), ids(model.shown()));
        model.place().set(new Place.Board("Jazz"));
        assertEquals(List.of("p4", "p2"), ids(model.shown()));
        assertEquals(List.of("Jazz"), List.copyOf(model.boards()));
    }

    @Test
    void selectionOutlivesASearchThatHidesIt() {
        GalleryModel model = loaded(new FakePictures(Samples.pictures(24)));
        model.selection().select(0);
        model.selection().toggle(2);
        model.searchText().set("seed:22");
        assertEquals(List.of("p22"), ids(model.selection().selected()));
        assertEquals(1, model.selection().count());
        model.searchText().set("");
        assertEquals(List.of("p24", "p22"), ids(model.selection().selected()));
    }

    @Test
    void selectionOutlivesNewPicturesAndLosesThoseThatLeft() {
        FakePictures pictures = new FakePictures(Samples.pictures(5));
        GalleryModel model = loaded(pictures);
        model.selection().select(1);
        model.selection().toggle(2);
        pictures.put(Samples.picture(6));
        pictures.forget("p3");
        model.refresh();
        assertEquals("p6", model.shown().get(0).id());
        assertEquals(List.of("p4"), ids(model.selection().selected()));
        assertFalse(model.selection().isSelected("p3"));
    }

    @Test
    void rangesAndSingleOnesAreSelectedAsInAFileManager() {
        GalleryModel model = loaded(new FakePictures(Samples.pictures(9)));
        PictureSelection selection = model.selection();
        selection.select(2);
        selection.extendTo(4, false);
        assertEquals(List.of("p7", "p6", "p5"), ids(selection.selected()));
        selection.extendTo(1, false);
        assertEquals(List.of("p8", "p7"), ids(selection.selected()));
        selection.toggle(6);
        assertEquals(List.of("p8", "p7", "p3"), ids(selection.selected()));
        selection.extendTo(7, true);
        assertEquals(List.of("p8", "p7", "p3", "p2"), ids(selection.selected()));
        selection.selectAll();
        assertEquals(9, selection.count());
        selection.clear();
        assertEquals(0, selection.count());
        assertEquals("p2", selection.focused().orElseThrow().id());
    }

    @Test
    void aMarkSetWhileTheLibraryIsReadIsNotShownAsUnset() {
        Delayed store = new Delayed();
        FakePictures pictures = new FakePictures(Samples.pictures(3));
        GalleryModel model = new GalleryModel(pictures, store, Background.inline(), notices::add);
        model.load();
        store.runAll();
        List<StoredPicture> seen = new ArrayList<>();
        model.refresh();
        model.change(
                Set.of("p3"),
                picture -> Marks.rated(picture, 5),
                () -> pictures.rate(Set.of("p3"), 5));
        model.listing().addListener((property, before, now) -> seen.add(now.pictures().get(0)));
        store.runAll();
        assertEquals(5, model.shown().get(0).rating());
        assertTrue(seen.stream().allMatch(picture -> picture.rating() == 5), seen.toString());
    }

    @Test
    void aFailedChangeIsTakenBackAndSaid() {
        FakePictures pictures = new FakePictures(Samples.pictures(3));
        GalleryModel model = loaded(pictures);
        pictures.breakDown();
        model.change(
                Set.of("p3"),
                picture -> Marks.rated(picture, 5),
                () -> pictures.rate(Set.of("p3"), 5));
        assertEquals(0, model.shown().get(0).rating());
        assertEquals("The pictures folder is gone; nothing was lost.", notices.get(0).text());
    }

    @Test
    void revealingAHiddenPictureLeavesTheSearch() {
        GalleryModel model = loaded(new FakePictures(Samples.pictures(24)));
        model.searchText().set("seed:3");
        model.reveal("p20");
        assertEquals("", model.searchText().get());
        assertEquals(List.of("p20"), ids(model.selection().selected()));
    }

    @Test
    void anotherNewPictureIsAddedWithoutReadingTheLibrary() {
        GalleryModel model = loaded(new FakePictures(Samples.pictures(3)));
        model.added(Samples.picture(4));
        assertEquals(List.of("p4", "p3", "p2", "p1"), ids(model.shown()));
    }
}
