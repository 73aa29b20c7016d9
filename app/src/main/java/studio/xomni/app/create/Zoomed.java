package studio.xomni.app.create;

import javafx.beans.property.DoubleProperty;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** A picture that is fitted in, zoomed by the wheel and moved by dragging. */
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

    Zoomed(CanvasModel model) {
        this.model = model;
        getStyleClass().add("zoomed");
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
        addEventHandler(MouseEvent.MOUSE_PRESSED, press -> grip = point(press));
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                click -> {
                    if (click.getClickCount() == 2) {
                        model.zoom().set(zoom.get() == CanvasModel.FIT ? 1 : CanvasModel.FIT);
                    }
                });
        setCursor(Cursor.OPEN_HAND);
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

    private void drag(MouseEvent drag) {
        Point2D from = grip;
        if (from != null && model.zoom().get() != CanvasModel.FIT) {
            left += drag.getX() - from.getX();
            top += drag.getY() - from.getY();
            requestLayout();
        }
        grip = point(drag);
    }

    @Override
    protected void layoutChildren() {
        double scale = scale();
        view.setFitWidth(width * scale);
        view.setFitHeight(height * scale);
        view.relocate(
                Math.rint((getWidth() - width * scale) / 2 + left),
                Math.rint((getHeight() - height * scale) / 2 + top));
    }
}
