package studio.xomni.app.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javafx.beans.Observable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;

class GalleryCommandsTest {

    private final FakePictures pictures = new FakePictures(Samples.pictures(5));
    private final FakePorts ports = new FakePorts();
    private final GalleryModel model =
            new GalleryModel(pictures, Background.inline(), Background.inline(), ports::say);
    private final GalleryCommands commands =
            new GalleryCommands(
                    model, Samples.edits(pictures), pictures, Background.inline(), ports);

    @BeforeEach
    void load() {
        model.load();
        model.selection().select(0);
        model.selection().toggle(1);
    }

    private StoredPicture stored(String id) {
        return pictures.find(id).orElseThrow();
    }

    private List<String> shown() {
        return model.shown().stream().map(StoredPicture::id).toList();
    }

    @Test
    void ratesTheSelectedPicturesAndUndoesToWhatEachHad() {
        pictures.rate(Set.of("p4"), 2);
        model.refresh();
        commands.rate(5);
        assertEquals(5, stored("p5").rating());
        assertEquals(5, model.shown().get(1).rating());
        commands.undo();
        assertEquals(0, stored("p5").rating());
        assertEquals(2, stored("p4").rating());
    }

    @Test
    void refusesARatingThatDoesNotExist() {
        assertThrows(IllegalArgumentException.class, () -> commands.rate(6));
    }

    @Test
    void marksAllAsFavouritesUnlessAllAre() {
        pictures.setFavourite(Set.of("p4"), true);
        model.refresh();
        commands.toggleFavourite();
        assertTrue(stored("p5").favourite() && stored("p4").favourite());
        commands.toggleFavourite();
        assertTrue(!stored("p5").favourite() && !stored("p4").favourite());
        commands.undo();
        commands.undo();
        assertTrue(!stored("p5").favourite() && stored("p4").favourite());
    }

    @Test
    void makesABoardAndTakesItBack() {
        commands.addToBoard("  Jazz ");
        assertEquals(Set.of("Jazz"), stored("p5").boards());
        assertEquals(List.of("Jazz"), List.copyOf(model.boards()));
        commands.removeFromBoard("Jazz");
        assertEquals(Set.of(), stored("p5").boards());
        commands.undo();
        assertEquals(Set.of("Jazz"), stored("p4").boards());
    }

    @Test
    void aBoardIsRenamedAndItsPicturesWithIt() {
        commands.addToBoard("Jazz");
        model.place().set(new Place.Board("Jazz"));
        commands.boards().rename("Jazz", " Blues ");
        assertEquals(List.of("Blues"), List.copyOf(model.boards()));
        assertEquals(new Place.Board("Blues"), model.place().get());
        assertEquals(Set.of("Blues"), stored("p5").boards());
        assertEquals(List.of("p5", "p4"), shown());
        commands.undo();
        assertEquals(new Place.Board("Jazz"), model.place().get());
        assertEquals(Set.of("Jazz"), stored("p5").boards());
        assertEquals(List.of("Jazz"), pictures.boards());
    }

    @Test
    void aBoardDoesNotTakeTheNameOfAnother() {
        commands.addToBoard("Jazz");
        commands.addToBoard("Blues");
        commands.boards().rename("Jazz", "Blues");
        assertEquals(List.of("Blues", "Jazz"), List.copyOf(model.boards()));
        assertEquals(
                "There is a board “Blues” already.",
                ports.notices.get(ports.notices.size() - 1).text());
    }

    @Test
    void aDeletedBoardLeavesItsPicturesAndComesBackByUndo() {
        commands.addToBoard("Jazz");
        model.place().set(new Place.Board("Jazz"));
        commands.boards().delete("Jazz");
        assertEquals(List.of(), List.copyOf(model.boards()));
        assertEquals(List.of("p5", "p4", "p3", "p2", "p1"), shown());
        assertEquals(Set.of(), stored("p5").boards());
        commands.undo();
        assertEquals(Set.of("Jazz"), stored("p4").boards());
        assertEquals(List.of("Jazz"), List.copyOf(model.boards()));
    }

    @Test
    void theTrashIsSeenAndWhatIsInItComesBack() {
        commands.trash();
        model.place().set(new Place.Trash());
        assertEquals(List.of("p5", "p4"), shown());
        assertEquals(12, model.daysLeft(model.shown().get(0)).orElseThrow());
        model.selection().select(1);
        commands.restore();
        assertEquals(List.of("p5"), shown());
        assertEquals(Set.of("p5"), pictures.trashed.keySet());
        model.place().set(new Place.Everything());
        assertEquals(List.of("p4", "p3", "p2", "p1"), shown());
        commands.undo();
        assertEquals(Set.of("p5", "p4"), pictures.trashed.keySet());
    }

    @Test
    void whatIsInTheTrashIsNotMarkedOrDeletedAgain() {
        commands.trash();
        model.place().set(new Place.Trash());
        model.selection().select(0);
        commands.rate(5);
        commands.trash();
        commands.recall(RecallPart.ALL);
        assertEquals(List.of(), ports.calls);
        assertEquals(Set.of("p5", "p4"), pictures.trashed.keySet());
        var said = ports.notices.get(ports.notices.size() - 1);
        assertEquals("This picture is in the trash. Restore it first.", said.text());
        said.action().run();
        assertEquals(Set.of("p4"), pictures.trashed.keySet());
    }

    @Test
    void aSearchInTheTrashFindsOnlyThere() {
        commands.trash();
        model.place().set(new Place.Trash());
        model.searchText().set("seed:4");
        assertEquals(List.of("p4"), shown());
        model.searchText().set("seed:3");
        assertEquals(List.of(), shown());
        assertEquals(2, model.total());
    }

    @Test
    void trashesAndBringsBackByUndo() {
        commands.trash();
        assertEquals(List.of("p3", "p2", "p1"), shown());
        assertEquals(Set.of("p5", "p4"), pictures.trashed.keySet());
        commands.undo();
        assertEquals(List.of("p5", "p4", "p3", "p2", "p1"), shown());
        assertEquals(2, model.selection().count());
    }

    @Test
    void theNoticeOfADeletionUndoesThatDeletionEvenAfterAnother() {
        commands.trash();
        model.selection().select(0);
        commands.trash();
        assertEquals(List.of("p2", "p1"), shown());
        assertEquals(
                "2 pictures moved to the trash, kept for 30 days.", ports.notices.get(0).text());
        ports.notices.get(0).action().run();
        assertEquals(List.of("p5", "p4", "p2", "p1"), shown());
        ports.notices.get(0).action().run();
        commands.undo();
        assertEquals(List.of("p5", "p4", "p3", "p2", "p1"), shown());
    }

    @Test
    void afterADeletionTheNextPictureIsSelected() {
        model.selection().select(1);
        commands.trash();
        assertEquals("p3", model.selection().focused().orElseThrow().id());
        assertEquals(1, model.selection().count());
    }

    @Test
    void saysWhenThereIsNothingToUndo() {
        commands.undo();
        assertEquals("There is nothing to undo.", ports.notices.get(0).text());
    }

    @Test
    void importsAFewFilesAtOnceAndSaysWhatWasRefused() {
        commands.importFiles(List.of(Path.of("a.png"), Path.of("notes.txt")));
        assertEquals(List.of(Path.of("a.png"), Path.of("notes.txt")), pictures.imported);
        assertEquals(
                "1 picture imported. notes.txt is not a picture.", ports.notices.get(0).text());
        assertEquals("imported", model.selection().focused().orElseThrow().prompt());
    }

    @Test
    void asksBeforeManyFilesAreImported() {
        pictures.setImportable(101);
        commands.importFiles(List.of(Path.of("folder")));
        assertEquals(List.of(), pictures.imported);
        assertTrue(ports.calls.get(0).contains("101"), ports.calls.get(0));
        ports.questions.get(0).run();
        assertEquals(List.of(Path.of("folder")), pictures.imported);
    }

    @Test
    void recallsAPartOfTheFocusedPicture() {
        commands.recall(RecallPart.SEED);
        assertEquals(List.of("recall SEED p4"), ports.calls);
    }

    @Test
    void paintsTheFocusedPictureAgainAndAnew() {
        commands.paint(false);
        commands.paint(true);
        assertEquals(List.of("paint again p4", "paint anew p4"), ports.calls);
    }

    @Test
    void comparesTwoAndNeedsTwo() {
        commands.compare();
        assertEquals(List.of("compare p5 p4"), ports.calls);
        model.selection().select(0);
        commands.compare();
        assertEquals("Select two pictures to compare them.", ports.notices.get(0).text());
    }

    private static StoredPicture from(int number, String settings) {
        StoredPicture picture = Samples.picture(number);
        return new StoredPicture(
                picture.id(),
                picture.file(),
                picture.created(),
                picture.width(),
                picture.height(),
                picture.prompt(),
                picture.texts(),
                picture.seed(),
                picture.model(),
                picture.settings() + settings,
                false,
                0,
                Set.of());
    }

    @Test
    void moreLikeThisAndASheetAreAskedOfTheFocusedPicture() {
        commands.more();
        commands.orderSheet();
        assertEquals(List.of("more p4", "order sheet p4"), ports.calls);
        commands.showSheet();
        assertEquals("This picture belongs to no sheet.", ports.notices.get(0).text());
    }

    @Test
    void detailsLinkWhatAPictureWasMadeFromAndInto() {
        pictures.put(from(7, " from=p4 sheet=t"));
        pictures.put(from(8, " from=p4"));
        pictures.put(from(9, " from=gone"));
        model.refresh();
        DetailsModel details = new DetailsModel(model, commands, pictures, Background.inline());
        model.reveal("p4");
        DetailsModel.Relatives relatives = details.relatives().get();
        assertEquals("", relatives.origin());
        assertEquals(
                List.of("p8", "p7"), relatives.into().stream().map(StoredPicture::id).toList());
        details.goTo(relatives.into().get(1));
        assertEquals("p7", details.picture().get().orElseThrow().id());
        assertEquals("p4", details.relatives().get().from().orElseThrow().id());
        assertEquals(List.of("open p7"), ports.calls);
        model.reveal("p9");
        assertEquals("gone", details.relatives().get().origin());
        assertTrue(details.relatives().get().from().isEmpty());
        assertEquals(
                List.of("p7"), model.picturesOfSheet("t").stream().map(StoredPicture::id).toList());
    }

    @Test
    void aPictureThatIsMadeMeanwhileIsLinkedAtOnce() {
        DetailsModel details = new DetailsModel(model, commands, pictures, Background.inline());
        model.reveal("p4");
        assertEquals(List.of(), details.relatives().get().into());
        model.added(from(7, " from=p4"));
        assertEquals("p7", details.relatives().get().into().get(0).id());
    }

    /** A list that only its listener holds is forgotten by the garbage collector. */
    @Test
    void listenersOfBoardsAndFactsAreNotForgotten() {
        DetailsModel details = new DetailsModel(model, commands, pictures, Background.inline());
        int[] heard = new int[2];
        model.boards().addListener((Observable list) -> heard[0]++);
        details.facts().addListener((Observable list) -> heard[1]++);
        System.gc();
        commands.addToBoard("Jazz");
        model.selection().select(3);
        assertTrue(heard[0] > 0 && heard[1] > 0, Arrays.toString(heard));
    }

    @Test
    void linksAreNotFoundByWordsOfASearch() {
        pictures.put(from(7, " from=beefcafe sheet=fade"));
        model.refresh();
        model.searchText().set("beef");
        assertEquals(List.of(), shown());
        model.searchText().set("min-p");
        assertEquals(6, shown().size());
    }

    @Test
    void detailsFollowTheKeyboardAndSayWhatTheFileKnows() {
        DetailsModel details = new DetailsModel(model, commands, pictures, Background.inline());
        assertEquals("p4", details.picture().get().orElseThrow().id());
        assertTrue(details.recallable().get());
        assertTrue(details.facts().contains(new Fact("tokens", "768")), details.facts().toString());
        assertTrue(details.facts().contains(new Fact("minP", "0.03")));
        model.selection().select(4);
        assertTrue(details.facts().contains(new Fact("seed", "1")));
    }
}
