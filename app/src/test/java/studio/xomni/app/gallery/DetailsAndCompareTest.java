package studio.xomni.app.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.PickResult;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.vision.Picture;

class DetailsAndCompareTest {

    private final FxRobot robot = new FxRobot();
    private final FakePorts ports = new FakePorts();
    private final FakePictures pictures = new FakePictures(Samples.pictures(6));
    private final List<String> copied = new ArrayList<>();

    @TempDir Path folder;

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
    }

    private static <T> T fx(Callable<T> work) throws Exception {
        T result = WaitForAsyncUtils.asyncFx(work).get(20, TimeUnit.SECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        return result;
    }

    private static void open(Supplier<Region> content) throws Exception {
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(
                stage -> {
                    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
                    stage.setScene(new Scene(new BorderPane(content.get()), 700, 700));
                    stage.sizeToScene();
                });
        FxToolkit.showStage();
    }

    private GalleryModel gallery() {
        GalleryModel model =
                new GalleryModel(pictures, Background.inline(), Background.inline(), ports::say);
        model.load();
        model.selection().select(0);
        return model;
    }

    private GalleryCommands commands(GalleryModel model) {
        return new GalleryCommands(
                model, Samples.edits(pictures), pictures, Background.inline(), ports);
    }

    private static void fire(String id) throws Exception {
        ButtonBase button = fx(() -> (ButtonBase) window().getScene().lookup(id));
        fx(
                () -> {
                    button.fire();
                    return null;
                });
    }

    private static Window window() {
        return Window.getWindows().get(0);
    }

    private static String text(String id) throws Exception {
        return fx(() -> ((Label) window().getScene().lookup(id)).getText());
    }

    @Test
    void detailsShowCopyAndRecall() throws Exception {
        open(
                () -> {
                    GalleryModel model = gallery();
                    GalleryCommands commands = commands(model);
                    return new DetailsView(
                            new DetailsModel(model, commands, pictures, Background.inline()),
                            copied::add);
                });
        assertEquals("6", text("#fact-seed"));
        assertEquals("384 × 512", text("#fact-size"));
        assertEquals("Full", text("#fact-memory"));
        fire("#copy-prompt");
        fire("#copy-seed");
        fire("#copy-all");
        assertEquals(Samples.picture(6).prompt(), copied.get(0));
        assertEquals("6", copied.get(1));
        assertTrue(copied.get(2).contains("Tokens: 768\n"), copied.get(2));
        fire("#recall-ALL_BUT_SEED");
        assertEquals(List.of("recall ALL_BUT_SEED p6"), ports.calls);
    }

    @Test
    void detailsNameTheMemoryModeThatPaintedAndTheOneThatWasAskedFor() throws Exception {
        pictures.setPaintedIn(Memory.MINIMAL);
        open(
                () -> {
                    GalleryModel model = gallery();
                    return new DetailsView(
                            new DetailsModel(model, commands(model), pictures, Background.inline()),
                            copied::add);
                });
        assertEquals("Minimal, because the memory did not suffice for Full", text("#fact-memory"));
    }

    @Test
    void detailsSayWhetherThereIsAChatAndOpenIt() throws Exception {
        List<GalleryModel> models = new ArrayList<>();
        open(
                () -> {
                    GalleryModel model = gallery();
                    models.add(model);
                    return new DetailsView(
                            new DetailsModel(model, commands(model), pictures, Background.inline()),
                            copied::add);
                });
        assertEquals("Ask about it", words("#details-chat"));
        fire("#details-chat");
        pictures.setSaid(Map.of("p6", "What is it?\nA poster.\n"));
        fx(
                () -> {
                    models.get(0).refreshSaid();
                    return null;
                });
        assertEquals("Open the chat", words("#details-chat"));
        fire("#details-chat");
        assertEquals(List.of("ask about 1", "chats p6"), ports.calls);
    }

    private static String words(String id) throws Exception {
        return fx(() -> ((ButtonBase) window().getScene().lookup(id)).getText());
    }

    private StoredPicture file(String name, int grey) throws Exception {
        Picture picture =
                new Picture(2, 2, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) grey, 0, 0});
        Path file = folder.resolve(name);
        ImageIO.write(image(picture), "png", file.toFile());
        return new StoredPicture(
                name, file, Instant.EPOCH, 2, 2, "", List.of(), 1, "", "", false, 0, Set.of());
    }

    private static BufferedImage image(Picture picture) {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 4; i++) {
            image.setRGB(i % 2, i / 2, (picture.rgb()[3 * i] & 0xff) << 16);
        }
        return image;
    }

    @Test
    void arrowsMoveTheEdgeAndTheShareThatDiffersIsSaid() throws Exception {
        StoredPicture one = file("one.png", 0);
        StoredPicture other = file("other.png", 200);
        CompareModel model = new CompareModel();
        List<String> closed = new ArrayList<>();
        open(
                () -> {
                    CompareView view = new CompareView(model, () -> closed.add("closed"));
                    view.show(one, other, Background.inline());
                    return view;
                });
        fx(
                () -> {
                    window().getScene().lookup(".compare").requestFocus();
                    return null;
                });
        assertEquals("25% of the pixels differ", text("#difference"));
        assertEquals("one.png  ↔  other.png", text("#compare-names"));
        robot.push(KeyCode.LEFT);
        robot.push(KeyCode.SHIFT, KeyCode.LEFT);
        assertEquals(0.38, model.edge().get(), 1e-9);
        robot.push(KeyCode.DIGIT3);
        assertEquals(CompareModel.Mode.DIFFERENCE, model.mode().get());
        robot.push(KeyCode.ESCAPE);
        assertEquals(List.of("closed"), closed);
    }

    @Test
    void theContextMenuHoldsTheCommandsAndRunsThem() throws Exception {
        open(
                () -> {
                    GalleryModel model = gallery();
                    return new GalleryView(model, commands(model), pictures, Background.inline());
                });
        ContextMenu menu =
                fx(
                        () -> {
                            Node grid = window().getScene().lookup(".picture-grid");
                            Bounds bounds = grid.localToScreen(grid.getBoundsInLocal());
                            grid.fireEvent(
                                    new ContextMenuEvent(
                                            ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                                            20,
                                            20,
                                            bounds.getMinX() + 20,
                                            bounds.getMinY() + 20,
                                            true,
                                            new PickResult(grid, 20, 20)));
                            return Window.getWindows().stream()
                                    .filter(ContextMenu.class::isInstance)
                                    .map(ContextMenu.class::cast)
                                    .findFirst()
                                    .orElseThrow();
                        });
        Map<String, MenuItem> items = new HashMap<>();
        menu.getItems().stream()
                .filter(item -> item.getText() != null)
                .forEach(item -> items.put(item.getText(), item));
        assertTrue(
                items.keySet()
                        .containsAll(
                                Set.of(
                                        "Open",
                                        "Recall",
                                        "Rating",
                                        "Boards",
                                        "Copy",
                                        "Show in folder",
                                        "Move to trash")),
                items.keySet().toString());
        assertTrue(Objects.requireNonNull(items.get("Compare two")).isDisable());
        fx(
                () -> {
                    Objects.requireNonNull(items.get("Show in folder")).fire();
                    menu.hide();
                    return null;
                });
        assertEquals(List.of("show p6"), ports.calls);
    }
}
