package studio.xomni.app.create;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.xomni.engine.vision.Picture;

/** What the canvas shows: a batch while it is made, or one picture of the gallery. */
public final class CanvasModel {

    /** How the picture is fitted into the canvas. */
    public static final double FIT = 0;

    private static final double LEAST_ZOOM = 0.05;
    private static final double MOST_ZOOM = 16;
    private static final double ZOOM_STEP = 1.25;

    /** Something that is shown. */
    public sealed interface Shown {

        /**
         * A picture that is being made, or was just finished.
         *
         * @param pixels as they are so far
         * @param width of the finished picture
         * @param height of the finished picture
         */
        record Live(Picture pixels, int width, int height) implements Shown {}

        /** A picture of the library. */
        record Stored(String id, Path file, int width, int height) implements Shown {}
    }

    private final ObservableList<Shown> strip = FXCollections.observableArrayList();
    private final IntegerProperty selected = new SimpleIntegerProperty(0);
    private final ObjectProperty<Optional<Shown>> shown =
            new SimpleObjectProperty<>(Optional.empty());
    private final DoubleProperty zoom = new SimpleDoubleProperty(FIT);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper stage = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper left = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();

    private final BooleanProperty picking = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<Colour>> colour =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Colour>> picked =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty fullScreen = new SimpleBooleanProperty();

    /** What {@link #FIT} is at the moment, told by the view. */
    private double fitted = 1;

    /** A picture of the gallery that was opened stays, whatever is made meanwhile. */
    private boolean pinned;

    public CanvasModel() {
        selected.addListener((index, before, now) -> showSelected());
        picking.addListener(
                (property, before, now) -> colour.set(now ? Optional.empty() : picked.get()));
    }

    /** The pictures of the batch, in the order of their seeds. */
    public ObservableList<Shown> strip() {
        return strip;
    }

    /** Index in the strip. */
    public IntegerProperty selected() {
        return selected;
    }

    public ObjectProperty<Optional<Shown>> shown() {
        return shown;
    }

    /** Screen pixels for one of the picture's; {@link #FIT} fits it into the canvas. */
    public DoubleProperty zoom() {
        return zoom;
    }

    /** Zooms, within bounds. */
    public void zoomTo(double scale) {
        zoom.set(Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, scale)));
    }

    /** Tells how large the picture is drawn where it is fitted in. */
    void fitted(double scale) {
        fitted = scale;
    }

    /** Zooms by a step, in or out. */
    public void zoomBy(boolean in) {
        double now = zoom.get() == FIT ? fitted : zoom.get();
        zoomTo(in ? now * ZOOM_STEP : now / ZOOM_STEP);
    }

    /** Whether the pointer picks a colour from the picture. */
    public BooleanProperty picking() {
        return picking;
    }

    /** The colour under the pointer while one is picked, then the one that was picked. */
    ObjectProperty<Optional<Colour>> colour() {
        return colour;
    }

    /** Takes the colour that was clicked on. */
    void pick(Colour chosen) {
        picked.set(Optional.empty());
        picked.set(Optional.of(chosen));
        picking.set(false);
    }

    /** The colour that was picked last. */
    ReadOnlyObjectProperty<Optional<Colour>> picked() {
        return picked.getReadOnlyProperty();
    }

    /** Leaves the picture without a colour. */
    public void stopPicking() {
        picked.set(Optional.empty());
        picking.set(false);
    }

    /** Whether the canvas fills the screen. */
    public BooleanProperty fullScreen() {
        return fullScreen;
    }

    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /** What is being done, as a sentence. */
    public ReadOnlyStringProperty stage() {
        return stage.getReadOnlyProperty();
    }

    /** The time that is left, as a phrase. */
    public ReadOnlyStringProperty left() {
        return left.getReadOnlyProperty();
    }

    /** 0 to 1, below 0 while it cannot be told. */
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /**
     * Takes the state of the running work.
     *
     * @param sentence what is being done
     * @param timeLeft how long it takes
     * @param fraction 0 to 1, below 0 while it cannot be told
     * @param batch the pictures so far; empty when there is nothing to show yet
     */
    public void run(String sentence, String timeLeft, double fraction, List<Shown.Live> batch) {
        running.set(true);
        stage.set(sentence);
        left.set(timeLeft);
        progress.set(fraction);
        if (!batch.isEmpty()) {
            showBatch(batch);
        }
    }

    private void showBatch(List<Shown.Live> batch) {
        if (strip.size() == batch.size()) {
            for (int i = 0; i < batch.size(); i++) {
                if (!strip.get(i).equals(batch.get(i))) {
                    strip.set(i, batch.get(i));
                }
            }
        } else {
            strip.setAll(batch);
        }
        if (selected.get() >= batch.size()) {
            selected.set(0);
        }
        if (!pinned) {
            showSelected();
        }
    }

    /** A new job begins: its pictures are shown, whatever was opened before. */
    public void begin() {
        pinned = false;
        strip.clear();
        selected.set(0);
    }

    /** Nothing runs any more; what was made stays. */
    public void idle() {
        running.set(false);
        stage.set("");
        left.set("");
        progress.set(0);
    }

    /** Shows a picture of the library. */
    public void open(Shown.Stored picture) {
        pinned = true;
        shown.set(Optional.of(picture));
    }

    /** Shows a picture of the batch. */
    public void select(int index) {
        pinned = false;
        if (selected.get() == index) {
            showSelected();
        } else {
            selected.set(index);
        }
    }

    private void showSelected() {
        if (selected.get() < strip.size()) {
            shown.set(Optional.of(strip.get(selected.get())));
        }
    }
}
