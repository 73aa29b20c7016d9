package studio.xomni.app.create;

import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.event.EventHandler;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.fxmisc.richtext.GenericStyledArea;
import org.jspecify.annotations.Nullable;

/**
 * A picture that is fitted in, zoomed by the wheel around the pointer and moved by dragging: with
 * the space bar or the middle button always, with the first button where it is larger than the
 * room.
 */
final class Zoomed extends Region {

    private static final double WHEEL = 1.0015;
    private static final double MARGIN = 24;

    private final ImageView view = new ImageView();
    private final CanvasModel model;
    private double width;
    private double height;
    private double left;
    private double top;
    private @Nullable Point2D grip;

    /** Whether the space bar makes the mouse move the picture. */
    private boolean space;

    private final EventHandler<KeyEvent> spaceBar = this::spaceBar;

    Zoomed(CanvasModel model) {
        this.model = model;
        getStyleClass().add("zoomed");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        view.getStyleClass().add("canvas-picture");
        getChildren().add(view);
        DoubleProperty zoom = model.zoom();
        zoom.addListener(
                (scale, before, now) -> {
                    if (now.doubleValue() == CanvasModel.FIT) {
                        left = 0;
                        top = 0;
                    }
                    requestLayout();
                });
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, release -> showCursor());
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        addEventHandler(MouseEvent.MOUSE_MOVED, this::look);
        sceneProperty()
                .addListener(
                        (scene, before, now) -> {
                            if (before != null) {
                                before.removeEventFilter(KeyEvent.ANY, spaceBar);
                            }
                            if (now != null) {
                                now.addEventFilter(KeyEvent.ANY, spaceBar);
                            }
                        });
        model.picking().addListener((picking, before, now) -> showCursor());
        setFocusTraversable(true);
        showCursor();
    }

    /**
     * Shows an image.
     *
     * @param pictureWidth pixels of the picture, which the image may be a coarse form of
     */
    void show(Image image, int pictureWidth, int pictureHeight) {
        view.setImage(image);
        view.setSmooth(true);
        if (width != pictureWidth || height != pictureHeight) {
            width = pictureWidth;
            height = pictureHeight;
            left = 0;
            top = 0;
        }
        requestLayout();
    }

    /** Screen pixels for one of the picture's. */
    double scale() {
        if (model.zoom().get() != CanvasModel.FIT) {
            return model.zoom().get();
        }
        double fit =
                Math.min(
                        (getWidth() - 2 * MARGIN) / Math.max(1, width),
                        (getHeight() - 2 * MARGIN) / Math.max(1, height));
        return Math.max(0.02, Math.min(4, fit));
    }

    private void wheel(ScrollEvent wheel) {
        if (wheel.getDeltaY() == 0) {
            return;
        }
        double before = scale();
        model.zoomTo(before * Math.pow(WHEEL, wheel.getDeltaY()));
        double ratio = model.zoom().get() / before;
        // What is under the pointer stays there.
        double x = wheel.getX() - getWidth() / 2 - left;
        double y = wheel.getY() - getHeight() / 2 - top;
        left -= x * (ratio - 1);
        top -= y * (ratio - 1);
        requestLayout();
        wheel.consume();
    }

    private static Point2D point(MouseEvent mouse) {
        return new Point2D(mouse.getX(), mouse.getY());
    }

    private void press(MouseEvent press) {
        requestFocus();
        grip = point(press);
        if (moves(press)) {
            setCursor(Cursor.CLOSED_HAND);
        }
    }

    /** Space and the middle button always move; the first one a picture that is not fitted in. */
    private boolean moves(MouseEvent mouse) {
        if (space || mouse.getButton() == MouseButton.MIDDLE) {
            return true;
        }
        return mouse.getButton() == MouseButton.PRIMARY
                && !model.picking().get()
                && model.zoom().get() != CanvasModel.FIT;
    }

    private void drag(MouseEvent drag) {
        Point2D from = grip;
        if (from != null && moves(drag)) {
            if (model.zoom().get() == CanvasModel.FIT) {
                model.zoomTo(scale());
            }
            left += drag.getX() - from.getX();
            top += drag.getY() - from.getY();
            requestLayout();
        }
        grip = point(drag);
    }

    private void click(MouseEvent click) {
        if (click.getButton() != MouseButton.PRIMARY || space) {
            return;
        }
        if (model.picking().get()) {
            if (click.isStillSincePress()) {
                colourAt(click.getX(), click.getY()).ifPresent(model::pick);
            }
        } else if (click.getClickCount() == 2) {
            model.zoom().set(model.zoom().get() == CanvasModel.FIT ? 1 : CanvasModel.FIT);
        }
    }

    private void look(MouseEvent move) {
        if (model.picking().get()) {
            model.colour().set(colourAt(move.getX(), move.getY()));
        }
    }

    /** The colour of the picture at a place of this region; empty beside the picture. */
    Optional<Colour> colourAt(double x, double y) {
        Image image = view.getImage();
        PixelReader pixels = image == null ? null : image.getPixelReader();
        if (image == null || pixels == null) {
            return Optional.empty();
        }
        double across = (x - view.getLayoutX()) / (width * scale());
        double down = (y - view.getLayoutY()) / (height * scale());
        if (across < 0 || across >= 1 || down < 0 || down >= 1) {
            return Optional.empty();
        }
        return Optional.of(
                new Colour(
                        pixels.getArgb(
                                (int) (across * image.getWidth()),
                                (int) (down * image.getHeight()))));
    }

    private void spaceBar(KeyEvent key) {
        if (key.getCode() != KeyCode.SPACE) {
            return;
        }
        if (key.getEventType() == KeyEvent.KEY_RELEASED && space) {
            space = false;
            showCursor();
            key.consume();
        } else if (key.getEventType() == KeyEvent.KEY_PRESSED && isHover() && !isTyping()) {
            space = true;
            showCursor();
            key.consume();
        }
    }

    private boolean isTyping() {
        Node focus = getScene().getFocusOwner();
        return focus instanceof TextInputControl || focus instanceof GenericStyledArea<?, ?, ?>;
    }

    private void showCursor() {
        setCursor(
                space ? Cursor.MOVE : model.picking().get() ? Cursor.CROSSHAIR : Cursor.OPEN_HAND);
    }

    /** Keeps a corner of the picture in sight. */
    private static double bounded(double offset, double size, double room) {
        double most = Math.max(0, (size + room) / 2 - MARGIN);
        return Math.max(-most, Math.min(most, offset));
    }

    @Override
    protected void layoutChildren() {
        double scale = scale();
        if (model.zoom().get() == CanvasModel.FIT) {
            model.fitted(scale);
        }
        left = bounded(left, width * scale, getWidth());
        top = bounded(top, height * scale, getHeight());
        view.setFitWidth(width * scale);
        view.setFitHeight(height * scale);
        view.relocate(
                Math.rint((getWidth() - width * scale) / 2 + left),
                Math.rint((getHeight() - height * scale) / 2 + top));
    }
}
