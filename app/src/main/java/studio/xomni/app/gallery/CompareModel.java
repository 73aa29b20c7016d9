package studio.xomni.app.gallery;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;

/** How two pictures are held against each other, and which part of them is seen. */
public final class CompareModel {

    /** The ways to compare. */
    public enum Mode {
        /** One above the other, with an edge that moves. */
        WIPE,
        SIDE_BY_SIDE,
        /** Black where both are the same. */
        DIFFERENCE
    }

    private static final double SMALL_STEP = 0.02;
    private static final double LARGE_STEP = 0.1;
    private static final double MOST_ZOOM = 16;

    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.WIPE);
    private final DoubleProperty edge = new SimpleDoubleProperty(0.5);
    private final DoubleProperty zoom = new SimpleDoubleProperty(1);
    private final DoubleProperty panX = new SimpleDoubleProperty();
    private final DoubleProperty panY = new SimpleDoubleProperty();

    public ObjectProperty<Mode> mode() {
        return mode;
    }

    /** Where the edge of the wipe stands, from 0 (left) to 1 (right). */
    public DoubleProperty edge() {
        return edge;
    }

    /** 1 shows the whole picture; at most 16. */
    public DoubleProperty zoom() {
        return zoom;
    }

    /** How far the picture is moved from the middle, in pixels of the screen; for both alike. */
    public DoubleProperty panX() {
        return panX;
    }

    public DoubleProperty panY() {
        return panY;
    }

    /**
     * Moves the edge of the wipe.
     *
     * @param direction −1 to the left, 1 to the right
     */
    public void moveEdge(int direction, boolean far) {
        setEdge(edge.get() + direction * (far ? LARGE_STEP : SMALL_STEP));
    }

    public void setEdge(double position) {
        edge.set(Math.max(0, Math.min(1, position)));
    }

    /**
     * Zooms so that the point under the pointer stays where it is.
     *
     * @param factor above 1 enlarges
     * @param x pixels from the middle of the picture's place
     * @param y pixels from the middle
     */
    public void zoomAt(double factor, double x, double y) {
        double before = zoom.get();
        double now = Math.max(1, Math.min(MOST_ZOOM, before * factor));
        zoom.set(now);
        if (now == 1) {
            panX.set(0);
            panY.set(0);
        } else {
            panX.set(x - (x - panX.get()) * now / before);
            panY.set(y - (y - panY.get()) * now / before);
        }
    }

    public void pan(double x, double y) {
        if (zoom.get() > 1) {
            panX.set(panX.get() + x);
            panY.set(panY.get() + y);
        }
    }

    /** Shows the whole picture. */
    public void fit() {
        zoomAt(0, 0, 0);
    }
}
