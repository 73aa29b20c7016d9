package studio.xomni.app.create;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.xomni.app.create.CanvasModel.Shown;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.text.Texts;
import studio.xomni.engine.vision.Picture;

/** The canvas by mouse and keys. */
class CanvasViewTest {

    private static final int SIDE = 64;

    /** Pixels that rounding to whole ones may move the picture. */
    private static final double PIXEL = 1.5;

    private final FxRobot robot = new FxRobot();
    private final CanvasModel canvas = new CanvasModel();
    private final CreateModel form =
            new CreateModel(
                    ModelInfo.read(new ModelSource.BuiltIn()),
                    new SplittableRandom(1),
                    (recipe, first) -> {});

    /** Red on the left, nearly black on the right. */
    private static Picture halves() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            rgb[3 * i] = (byte) (i % SIDE < SIDE / 2 ? 0xd6 : 0x0a);
        }
        return new Picture(SIDE, SIDE, rgb);
    }

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(
                stage -> {
                    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
                    CanvasView view = new CanvasView(canvas, form, Texts.of("create"), () -> {});
                    stage.setScene(new Scene(view, 640, 560));
                    stage.sizeToScene();
                });
        FxToolkit.showStage();
        robot.interact(() -> canvas.run("", "", 0, List.of(new Shown.Live(halves(), 256, 256))));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @AfterEach
    void close() throws Exception {
        robot.release(new KeyCode[0]);
        robot.release(new MouseButton[0]);
        FxToolkit.cleanupStages();
    }

    private <T> T fx(Callable<T> work) throws Exception {
        T result = WaitForAsyncUtils.asyncFx(work).get(20, TimeUnit.SECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        return result;
    }

    private <T extends Node> T find(String id) {
        return robot.lookup(id).query();
    }

    private Bounds picture() throws Exception {
        ImageView view = find(".canvas-picture");
        return fx(
                () -> {
                    view.getParent().layout();
                    return view.localToScreen(view.getBoundsInLocal());
                });
    }

    /** A point of the picture, from 0 to 1 across and down. */
    private Point2D at(double across, double down) throws Exception {
        Bounds bounds = picture();
        return new Point2D(
                bounds.getMinX() + across * bounds.getWidth(),
                bounds.getMinY() + down * bounds.getHeight());
    }

    private String text(String id) {
        return ((Labeled) find(id)).getText();
    }

    @Test
    void theEyedropperTellsTheColourUnderThePointerAndKeepsTheOneThatIsClicked() throws Exception {
        robot.clickOn("#eyedropper");
        robot.moveTo(at(0.75, 0.5));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("#0a0000", text("#picked"));
        robot.moveTo(at(0.25, 0.5));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("#d60000", text("#picked"));
        assertFalse(find("#nearest").isVisible(), "a name is offered before the click");
        robot.clickOn(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(canvas.picking().get());
        assertEquals("#d60000", fx(() -> Clipboard.getSystemClipboard().getString()));
        robot.moveTo(at(0.75, 0.5));
        assertEquals("#d60000", text("#picked"));
        MenuButton nearest = find("#nearest");
        assertTrue(nearest.isVisible());
        String name =
                new Colour(0xd60000).nearest(form.model().get().card().colours()).orElseThrow();
        assertTrue(nearest.getText().endsWith(name), nearest.getText());
        fx(
                () -> {
                    nearest.getItems().get(0).fire();
                    return null;
                });
        assertEquals("on a " + name + " background", form.prompt().get());
    }

    @Test
    void anEyedropperThatIsPutAwayLeavesNoColour() throws Exception {
        robot.clickOn("#eyedropper");
        robot.moveTo(at(0.25, 0.5));
        robot.interact(() -> canvas.picking().set(false));
        assertFalse(find("#picked").isVisible());
        assertEquals(Optional.empty(), canvas.picked().get());
    }

    @Test
    void theWheelZoomsAroundThePointer() throws Exception {
        Point2D pointer = at(0.25, 0.25);
        double before = picture().getWidth();
        robot.moveTo(pointer);
        robot.scroll(5, VerticalDirection.UP);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(picture().getWidth() != before, "the wheel does nothing");
        Point2D after = at(0.25, 0.25);
        assertEquals(pointer.getX(), after.getX(), PIXEL);
        assertEquals(pointer.getY(), after.getY(), PIXEL);
        String shown = ((Label) find("#zoom")).getText();
        assertEquals(Math.round(100 * picture().getWidth() / 256) + " %", shown);
        robot.clickOn("#actual");
        assertEquals(256, picture().getWidth(), PIXEL);
        robot.clickOn("#fit");
        assertEquals(before, picture().getWidth(), PIXEL);
    }

    @Test
    void theMiddleButtonMovesThePictureAlsoWhenItIsFittedIn() throws Exception {
        Bounds before = picture();
        robot.drag(at(0.5, 0.5), MouseButton.MIDDLE).moveBy(30, 20).drop();
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(before.getMinX() + 30, picture().getMinX(), PIXEL);
        assertEquals(before.getMinY() + 20, picture().getMinY(), PIXEL);
        assertEquals(before.getWidth(), picture().getWidth(), PIXEL);
    }

    @Test
    void theSpaceBarMakesTheMouseMoveThePicture() throws Exception {
        Bounds before = picture();
        robot.drag(at(0.5, 0.5), MouseButton.PRIMARY).moveBy(30, 0).drop();
        assertEquals(before.getMinX(), picture().getMinX(), PIXEL);
        robot.moveTo(at(0.5, 0.5)).press(KeyCode.SPACE);
        robot.drag(MouseButton.PRIMARY).moveBy(-40, 0).drop();
        robot.release(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(before.getMinX() - 40, picture().getMinX(), PIXEL);
    }

    @Test
    void thePictureCannotBeLost() throws Exception {
        // Its bounds hold those of the picture, wherever that is.
        Region room = find(".zoomed");
        Bounds seen =
                fx(
                        () ->
                                room.localToScreen(
                                        new BoundingBox(0, 0, room.getWidth(), room.getHeight())));
        robot.interact(() -> canvas.zoomTo(1));
        for (int i = 0; i < 4; i++) {
            robot.drag(new Point2D(seen.getMinX() + 50, seen.getCenterY()), MouseButton.MIDDLE)
                    .moveBy(400, 0)
                    .drop();
        }
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(picture().getMinX() > seen.getCenterX(), "nothing was moved");
        assertTrue(picture().intersects(seen), picture().toString());
    }
}
