package studio.xomni.app.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;

class GalleryViewTest {

    /** Live cells of a tab: what is seen of it, twice over. */
    private static final int MOST_CELLS = 80;

    private final FxRobot robot = new FxRobot();
    private final FakePorts ports = new FakePorts();
    private FakePictures pictures = new FakePictures(List.of());
    private GalleryModel model = model();

    @SuppressWarnings("NullAway.Init") // every test opens it first
    private GalleryView view;

    private GalleryModel model() {
        return new GalleryModel(pictures, Background.inline(), Background.inline(), ports::say);
    }

    private void open(int count, double width) throws Exception {
        pictures = new FakePictures(Samples.pictures(count));
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(
                stage -> {
                    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
                    model = model();
                    view =
                            new GalleryView(
                                    model,
                                    new GalleryCommands(
                                            model,
                                            Samples.edits(pictures),
                                            pictures,
                                            Background.inline(),
                                            ports),
                                    pictures,
                                    Background.inline());
                    show(stage, width);
                    model.load();
                });
        FxToolkit.showStage();
        fx(
                () -> {
                    view.focusPictures();
                    return null;
                });
    }

    private void show(Stage stage, double width) {
        stage.setScene(new Scene(new BorderPane(view), width, 700));
        // The stage is that of the last test, with its size.
        stage.sizeToScene();
    }

    @AfterEach
    void close() throws Exception {
        robot.release(new KeyCode[0]);
        FxToolkit.cleanupStages();
    }

    /** Does something on JavaFX's thread, with everything laid out before and after. */
    private <T> T fx(Callable<T> work) throws Exception {
        T result =
                WaitForAsyncUtils.asyncFx(
                                () -> {
                                    layOut();
                                    T done = work.call();
                                    layOut();
                                    return done;
                                })
                        .get(20, TimeUnit.SECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        return result;
    }

    private void layOut() {
        view.getScene().getRoot().applyCss();
        view.getScene().getRoot().layout();
    }

    private void press(KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private List<String> selected() throws Exception {
        return fx(() -> model.selection().selected().stream().map(StoredPicture::id).toList());
    }

    private int liveCells() throws Exception {
        return fx(() -> view.lookupAll(".picture-cell").size());
    }

    private String count() throws Exception {
        return fx(() -> ((Label) view.lookup("#count")).getText());
    }

    @Test
    void typingIntoTheSearchFieldFiltersAndTriggersNoShortcut() throws Exception {
        open(24, 348);
        press(KeyCode.HOME);
        press(KeyCode.CONTROL, KeyCode.F);
        robot.write("seed:5");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("seed:5", model.searchText().get());
        assertEquals("1 of 24", count());
        press(KeyCode.CONTROL, KeyCode.A);
        press(KeyCode.DELETE);
        robot.write("arspic.05");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of(), ports.calls);
        assertEquals(Set.of(), pictures.trashed.keySet());
        assertTrue(pictures.all().stream().allMatch(one -> one.rating() == 0 && !one.favourite()));
    }

    @Test
    void escapeAndTheButtonLeaveASearchThatFindsNothing() throws Exception {
        open(12, 348);
        fx(
                () -> {
                    model.searchText().set("unicorn");
                    return null;
                });
        assertTrue(fx(() -> view.lookup(".placeholder").isVisible()));
        robot.clickOn("#show-all");
        assertEquals("12 pictures", count());
        fx(
                () -> {
                    model.searchText().set("unicorn");
                    view.focusSearch();
                    return null;
                });
        press(KeyCode.ESCAPE);
        assertEquals("", model.searchText().get());
        assertFalse(fx(() -> view.lookup(".placeholder").isVisible()));
    }

    @Test
    void anEmptyGallerySaysWherePicturesComeFrom() throws Exception {
        open(0, 348);
        Label title = fx(() -> (Label) view.lookup(".placeholder .title"));
        assertEquals("Pictures you make appear here", title.getText());
    }

    @Test
    void arrowsHomeEndAndPagesMoveTheSelection() throws Exception {
        open(100, 348);
        press(KeyCode.RIGHT);
        assertEquals(List.of("p100"), selected());
        press(KeyCode.RIGHT);
        press(KeyCode.DOWN);
        assertEquals(List.of("p96"), selected());
        press(KeyCode.UP);
        press(KeyCode.LEFT);
        assertEquals(List.of("p100"), selected());
        press(KeyCode.END);
        assertEquals(List.of("p1"), selected());
        assertTrue(fx(() -> view.grid().cellOf(99).isPresent()));
        press(KeyCode.HOME);
        press(KeyCode.PAGE_DOWN);
        int rows = fx(() -> view.grid().rowsSeen());
        assertEquals(List.of("p" + (100 - 3 * rows)), selected());
    }

    @Test
    void shiftExtendsControlMovesAloneAndSpaceToggles() throws Exception {
        open(30, 348);
        press(KeyCode.HOME);
        press(KeyCode.SHIFT, KeyCode.RIGHT);
        press(KeyCode.SHIFT, KeyCode.DOWN);
        assertEquals(5, selected().size());
        press(KeyCode.HOME);
        press(KeyCode.CONTROL, KeyCode.RIGHT);
        press(KeyCode.CONTROL, KeyCode.RIGHT);
        press(KeyCode.SPACE);
        assertEquals(List.of("p30", "p28"), selected());
        press(KeyCode.CONTROL, KeyCode.A);
        assertEquals(30, selected().size());
    }

    @Test
    void deleteTrashesAndControlZBringsBack() throws Exception {
        open(6, 348);
        press(KeyCode.HOME);
        press(KeyCode.DELETE);
        assertEquals(Set.of("p6"), pictures.trashed.keySet());
        assertEquals(List.of("p5"), selected());
        press(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(Set.of(), pictures.trashed.keySet());
        assertEquals(List.of("p6"), selected());
    }

    @Test
    void keysRateMarkRecallOpenAndCompare() throws Exception {
        open(6, 348);
        press(KeyCode.HOME);
        press(KeyCode.DIGIT4);
        assertEquals(4, pictures.find("p6").orElseThrow().rating());
        press(KeyCode.DIGIT0);
        assertEquals(0, pictures.find("p6").orElseThrow().rating());
        press(KeyCode.PERIOD);
        assertTrue(pictures.find("p6").orElseThrow().favourite());
        press(KeyCode.A);
        press(KeyCode.S);
        press(KeyCode.P);
        press(KeyCode.R);
        press(KeyCode.ENTER);
        press(KeyCode.I);
        press(KeyCode.SHIFT, KeyCode.RIGHT);
        press(KeyCode.C);
        assertEquals(
                List.of(
                        "recall ALL p6",
                        "recall SEED p6",
                        "recall PROMPT p6",
                        "recall ALL_BUT_SEED p6",
                        "open p6",
                        "details p6",
                        "compare p6 p5"),
                ports.calls);
    }

    @Test
    void theMouseSelectsOneMoreOrARange() throws Exception {
        open(30, 348);
        robot.clickOn(fx(() -> view.grid().cellOf(1).orElseThrow()));
        assertEquals(List.of("p29"), selected());
        robot.press(KeyCode.CONTROL)
                .clickOn(fx(() -> view.grid().cellOf(3).orElseThrow()))
                .release(KeyCode.CONTROL);
        assertEquals(List.of("p29", "p27"), selected());
        robot.press(KeyCode.SHIFT)
                .clickOn(fx(() -> view.grid().cellOf(5).orElseThrow()))
                .release(KeyCode.SHIFT);
        assertEquals(List.of("p27", "p26", "p25"), selected());
        robot.doubleClickOn(fx(() -> view.grid().cellOf(0).orElseThrow()));
        assertEquals(List.of("open p30"), ports.calls);
    }

    @Test
    void cellsAreNamedForScreenReaders() throws Exception {
        open(3, 348);
        press(KeyCode.HOME);
        press(KeyCode.DIGIT4);
        press(KeyCode.PERIOD);
        assertEquals(
                "Poster, A poster with the title \"LIFT OFF\" in large letters, rating 4,"
                        + " favourite",
                fx(() -> view.grid().cellOf(0).orElseThrow().getAccessibleText()));
    }

    @Test
    void fiftyThousandPicturesHaveFewLiveCells() throws Exception {
        open(50_000, 348);
        assertEquals("50,000 pictures", count());
        for (int index : new int[] {0, 25_000, 49_999, 12, 33_333}) {
            fx(
                    () -> {
                        view.grid().scrollTo(index);
                        return null;
                    });
            assertTrue(fx(() -> view.grid().cellOf(index).isPresent()), "not seen: " + index);
            int cells = liveCells();
            assertTrue(cells > 0 && cells < MOST_CELLS, cells + " cells");
        }
    }

    @Test
    void theControlsStandInOneLineWhenThereIsRoom() throws Exception {
        open(30, 348);
        double narrow = fx(() -> view.lookup("#places").localToScene(0, 0).getY());
        double searchY = fx(() -> view.search().localToScene(0, 0).getY());
        assertTrue(narrow > searchY + view.search().getHeight());
        press(KeyCode.HOME);
        fx(
                () -> {
                    view.getScene().getWindow().setWidth(1000);
                    return null;
                });
        assertTrue(fx(() -> view.lookup("#places").localToScene(0, 0).getY()) < searchY + 20);
        assertEquals(List.of("p30"), selected());
        assertTrue(fx(() -> view.grid().geometry().columns()) > 6);
    }

    @Test
    void aNewPictureDoesNotMoveWhatIsLookedAt() throws Exception {
        open(300, 348);
        fx(
                () -> {
                    view.grid().scrollTo(150);
                    return null;
                });
        String before = firstSeen();
        fx(
                () -> {
                    model.added(
                            List.of(
                                    Samples.picture(301),
                                    Samples.picture(302),
                                    Samples.picture(303)));
                    return null;
                });
        assertEquals(before, firstSeen());
    }

    private String firstSeen() throws Exception {
        return fx(
                () ->
                        view.lookupAll(".picture-cell").stream()
                                .map(PictureCell.class::cast)
                                .filter(cell -> cell.index() >= 0)
                                .filter(cell -> cell.localToScene(0, 0).getY() > 60)
                                .min((one, other) -> Integer.compare(one.index(), other.index()))
                                .flatMap(PictureCell::picture)
                                .orElseThrow()
                                .id());
    }

    @Test
    void aBoardIsNamedInTheGalleryItself() throws Exception {
        open(6, 348);
        press(KeyCode.HOME);
        fx(
                () -> {
                    view.grid().fireEvent(new NewBoardEvent());
                    return null;
                });
        robot.write("Jazz");
        assertEquals("Jazz", fx(() -> ((TextField) view.lookup("#board-name")).getText()));
        press(KeyCode.ENTER);
        assertEquals(Set.of("Jazz"), pictures.find("p6").orElseThrow().boards());
        assertTrue(fx(() -> view.grid().isFocused()));
    }

    @Test
    void droppedFilesAreImported() throws Exception {
        open(6, 348);
        Path file = Path.of("poster.png").toAbsolutePath();
        boolean veiled = fx(() -> Drops.enter(view, List.of(file)));
        assertTrue(veiled, "the zone does not say that it takes the file");
        assertTrue(fx(() -> Drops.drop(view, List.of(file))), "the zone stays after the drop");
        assertEquals(List.of(file), pictures.imported);
    }

    @Test
    void draggedOutAreTheFilesThatTheStudioOffersForTheSelection() throws Exception {
        open(6, 348);
        press(KeyCode.CONTROL, KeyCode.A);
        ClipboardContent content =
                fx(() -> view.grid().dragOut().content(model.selection().selected()));
        assertEquals(6, content.getFiles().size());
        assertEquals(
                Path.of("dragged").resolve(model.shown().get(0).file()).toFile(),
                content.getFiles().get(0));
        assertEquals("p6\np5\np4\np3\np2\np1", content.get(DragOut.PICTURES));
    }
}
