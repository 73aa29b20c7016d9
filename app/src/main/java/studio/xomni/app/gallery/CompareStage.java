package studio.xomni.app.gallery;

import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/** Draws the two pictures as the model says; wheel zooms, drag pans or moves the edge. */
final class CompareStage extends Pane {

    private static final double GAP = 12;

    /** Around a picture that is not enlarged. */
    private static final double MARGIN = 10;

    /** Pixels beside the edge where a drag takes it. */
    private static final double GRIP = 14;

    private static final double WHEEL = 1.15;

    private final CompareModel model;
    private final ImageView one = new ImageView();
    private final ImageView other = new ImageView();
    private final Rectangle oneClip = new Rectangle();
    private final Rectangle otherClip = new Rectangle();
    private final Region line = new Region();

    private final ImageView difference = new ImageView();
    private final Rectangle differenceClip = new Rectangle();

    private double lastX;
    private double lastY;
    private boolean edgeTaken;

    CompareStage(CompareModel model) {
        this.model = model;
        getStyleClass().add("stage");
        line.getStyleClass().add("edge");
        line.setMouseTransparent(true);
        one.setClip(oneClip);
        other.setClip(otherClip);
        difference.setClip(differenceClip);
        getChildren().addAll(one, other, difference, line);
        Rectangle window = new Rectangle();
        window.widthProperty().bind(widthProperty());
        window.heightProperty().bind(heightProperty());
        setClip(window);
        model.mode().addListener((property, before, now) -> requestLayout());
        model.edge().addListener((property, before, now) -> requestLayout());
        model.zoom().addListener((property, before, now) -> requestLayout());
        model.panX().addListener((property, before, now) -> requestLayout());
        model.panY().addListener((property, before, now) -> requestLayout());
        setOnScroll(
                event -> {
                    Rectangle2D room = room(event.getX() > getWidth() / 2);
                    model.zoomAt(
                            event.getDeltaY() > 0 ? WHEEL : 1 / WHEEL,
                            event.getX() - (room.getMinX() + room.getWidth() / 2),
                            event.getY() - (room.getMinY() + room.getHeight() / 2));
                    event.consume();
                });
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseMoved(
                event -> setCursor(onEdge(event.getX()) ? Cursor.H_RESIZE : Cursor.DEFAULT));
    }

    void show(ComparedPair pair) {
        one.setImage(pair.one());
        other.setImage(pair.other());
        difference.setImage(pair.difference().orElse(null));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        if (one.getImage() == null) {
            line.setVisible(false);
            return;
        }
        CompareModel.Mode mode = model.mode().get();
        boolean beside = mode == CompareModel.Mode.SIDE_BY_SIDE;
        place(one, oneClip, room(false), beside);
        place(other, otherClip, room(beside), beside);
        boolean apart = mode == CompareModel.Mode.DIFFERENCE;
        one.setVisible(!apart);
        other.setVisible(!apart);
        difference.setVisible(apart && difference.getImage() != null);
        if (difference.isVisible()) {
            place(difference, differenceClip, room(false), false);
        }
        line.setVisible(mode == CompareModel.Mode.WIPE);
        if (mode == CompareModel.Mode.WIPE) {
            double edge = edgeX();
            double left = other.getLayoutX();
            double clipped = Math.max(0, edge - left);
            otherClip.setX(clipped);
            otherClip.setWidth(Math.max(0, other.getFitWidth() - clipped));
            line.resizeRelocate(Math.rint(edge) - 1, 0, 2, getHeight());
        }
    }

    /** Where the edge of the wipe is: it moves over the picture as it stands, zoomed or not. */
    private double edgeX() {
        double left = Math.max(0, one.getLayoutX());
        double right = Math.min(getWidth(), one.getLayoutX() + one.getFitWidth());
        return left + (right - left) * model.edge().get();
    }

    private Rectangle2D room(boolean right) {
        boolean beside = model.mode().get() == CompareModel.Mode.SIDE_BY_SIDE;
        double width = Math.max(1, beside ? (getWidth() - GAP) / 2 : getWidth());
        return new Rectangle2D(
                beside && right ? width + GAP : 0, 0, width, Math.max(1, getHeight()));
    }

    /** Fits a picture into a room, enlarged and moved as the model says. */
    private void place(ImageView view, Rectangle clip, Rectangle2D room, boolean clipToRoom) {
        double imageWidth = view.getImage().getWidth();
        double imageHeight = view.getImage().getHeight();
        double scale =
                Math.min(
                                Math.max(1, room.getWidth() - 2 * MARGIN) / imageWidth,
                                Math.max(1, room.getHeight() - 2 * MARGIN) / imageHeight)
                        * model.zoom().get();
        double width = imageWidth * scale;
        double height = imageHeight * scale;
        double x = room.getMinX() + (room.getWidth() - width) / 2 + model.panX().get();
        double y = room.getMinY() + (room.getHeight() - height) / 2 + model.panY().get();
        view.setFitWidth(width);
        view.setFitHeight(height);
        // Enlarged pixels are seen as they are.
        view.setSmooth(scale <= 2);
        view.relocate(x, y);
        clip.setX(clipToRoom ? room.getMinX() - x : 0);
        clip.setY(0);
        clip.setWidth(clipToRoom ? room.getWidth() : width);
        clip.setHeight(height);
    }

    private boolean onEdge(double x) {
        return model.mode().get() == CompareModel.Mode.WIPE && Math.abs(x - edgeX()) <= GRIP;
    }

    private void pressed(MouseEvent event) {
        lastX = event.getX();
        lastY = event.getY();
        edgeTaken =
                model.mode().get() == CompareModel.Mode.WIPE
                        && (onEdge(event.getX()) || model.zoom().get() == 1);
        if (edgeTaken) {
            moveEdgeTo(event.getX());
        }
    }

    private void dragged(MouseEvent event) {
        if (edgeTaken) {
            moveEdgeTo(event.getX());
        } else {
            model.pan(event.getX() - lastX, event.getY() - lastY);
        }
        lastX = event.getX();
        lastY = event.getY();
    }

    private void moveEdgeTo(double x) {
        double left = Math.max(0, one.getLayoutX());
        double right = Math.min(getWidth(), one.getLayoutX() + one.getFitWidth());
        if (right > left) {
            model.setEdge((x - left) / (right - left));
        }
    }
}
