package studio.xomni.app.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.Origin;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Provenance;
import studio.xomni.app.store.Sheet;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.vision.Picture;

/** A sheet of a real library, after a restart. */
class SheetViewTest {

    @TempDir Path folder;

    private final FxRobot robot = new FxRobot();
    private final List<StoredPicture> opened = new ArrayList<>();
    private Library library;
    private String id;

    @BeforeEach
    void keepOnePictureOfASheet() throws Exception {
        Folders folders = new Folders(folder.resolve("pictures"), folder.resolve("data"));
        try (Library before = Library.open(folders)) {
            Sheet sheet = new Sheet("t", List.of(0.03, 0.1), List.of(1.0, 1.5));
            PictureMetadata like = SheetTest.metadata();
            PictureMetadata metadata =
                    new PictureMetadata(
                            "made",
                            like.created(),
                            like.recipe()
                                    .with(
                                            like.recipe()
                                                    .request()
                                                    .withSampling(
                                                            new SamplingSettings(
                                                                    1.5, 1, 50, 1, 0.1))),
                            new Provenance(0, "1", "Built-in", "cpu", 2, List.of(), "origin"),
                            like.tokens(),
                            new Origin("origin", sheet).fields());
            id = before.pictures().add(new Picture(16, 16, new byte[768]), metadata).id();
        }
        library = Library.open(folders);
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void close() throws Exception {
        robot.release(new KeyCode[0]);
        FxToolkit.cleanupStages();
        library.close();
    }

    private String text(String id) {
        return ((Labeled) robot.lookup(id).query()).getText();
    }

    @Test
    void theSheetIsOpenedAgainFromOneOfItsPictures() throws Exception {
        SheetModel model =
                new SheetModel(
                        sheet ->
                                library.pictures().all().stream()
                                        .filter(one -> one.sheet().orElse("").equals(sheet))
                                        .toList(),
                        opened::add,
                        Background.inline());
        SheetView[] view = new SheetView[1];
        FxToolkit.setupStage(
                stage -> {
                    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
                    view[0] =
                            new SheetView(
                                    model,
                                    library.pictures(),
                                    Background.inline(),
                                    Texts.of("sheet"),
                                    () -> {},
                                    file -> {},
                                    failure -> {});
                    stage.setScene(new Scene(view[0], 700, 600));
                    stage.sizeToScene();
                });
        FxToolkit.showStage();
        robot.interact(
                () -> model.show(library.pictures().metadata(id).orElseThrow().sheet().get()));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(1, robot.lookup(".sheet-cell").queryAll().size());
        assertEquals(3, robot.lookup(".sheet-missing").queryAll().size());
        Button cell = robot.lookup(".sheet-cell").query();
        assertEquals("min-p 0.1, CFG 1.5", cell.getAccessibleText());
        robot.clickOn(cell);
        assertEquals(List.of(id), opened.stream().map(StoredPicture::id).toList());
        SheetPicture.Labels[] labels = new SheetPicture.Labels[1];
        robot.interact(() -> labels[0] = view[0].labels());
        assertTrue(labels[0].rows().get(0).width() > 60, "the words are drawn");
        boolean ink = false;
        for (byte value : labels[0].columns().get(1).rgb()) {
            ink |= value == 0;
        }
        assertTrue(ink, "the words are black");
    }

    @Test
    void theOrderSaysHowManyPicturesOrWhatIsWrong() throws Exception {
        List<Integer> ordered = new ArrayList<>();
        SheetOrderModel model =
                new SheetOrderModel(
                        SheetTest.metadata(),
                        (recipes, origin, sheet) -> ordered.add(recipes.size()));
        Button order = new Button("order");
        FxToolkit.setupStage(
                stage -> {
                    VBox form = SheetOrderDialog.form(model, Texts.of("sheet"), order);
                    order.setOnAction(click -> model.order());
                    stage.setScene(new Scene(new VBox(form, order), 460, 360));
                    stage.sizeToScene();
                });
        FxToolkit.showStage();
        assertEquals("9 pictures will be added to the queue.", text("#sheet-state"));
        robot.doubleClickOn("#sheet-columns").push(KeyCode.CONTROL, KeyCode.A).write("1 12");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("Columns: CFG: 12 is out of bounds; wanted is 1 to 10.", text("#sheet-state"));
        assertTrue(order.isDisabled());
        robot.push(KeyCode.CONTROL, KeyCode.A).write("2");
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn(order);
        assertEquals(List.of(3), ordered);
    }
}
