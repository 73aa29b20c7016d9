package studio.xomni.app.gallery;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;
import studio.xomni.engine.vision.PictureReader;

/**
 * Two pictures against each other: a wipe, side by side, or their difference.
 *
 * <p>Keys: ← and → move the edge (with Shift further), 1, 2 and 3 choose the way, + − and 0 zoom,
 * Esc closes.
 */
public final class CompareView extends VBox {

    private static final double ZOOM_STEP = 1.25;

    private final CompareModel model;
    private final Texts texts = Texts.of("gallery");
    private final CompareStage stage;
    private final Label difference = new Label();
    private final Label names = new Label();
    private final Runnable close;

    /** Number of the pair that was asked for last. */
    private long asked;

    /** The pair that was asked for last; none before the first. */
    private List<StoredPicture> compared = List.of();

    /**
     * A view that is empty until {@link #show}.
     *
     * @param close called when the user has seen enough
     */
    public CompareView(CompareModel model, Runnable close) {
        this.model = model;
        this.close = close;
        stage = new CompareStage(model);
        getStylesheets()
                .add(
                        String.valueOf(
                                CompareView.class.getResource(
                                        "/studio/xomni/assets/css/gallery.css")));
        getStyleClass().add("compare");
        setFocusTraversable(true);
        setAccessibleText(texts.get("compare"));
        names.setId("compare-names");
        names.getStyleClass().add("names");
        names.setMinWidth(0);
        difference.setId("difference");
        difference.getStyleClass().add("quiet");
        difference.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button fit =
                GalleryView.iconButton(
                        new FontIcon(Material2MZ.ZOOM_OUT_MAP),
                        texts.get("compare.fit"),
                        model::fit);
        fit.disableProperty().bind(model.zoom().isEqualTo(1, 0));
        HBox tools =
                new HBox(
                        modes(),
                        names,
                        gap,
                        difference,
                        fit,
                        GalleryView.iconButton(
                                new FontIcon(Material2AL.CLOSE), texts.get("close"), close));
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("line");
        VBox.setVgrow(stage, Priority.ALWAYS);
        getChildren().addAll(tools, stage);
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        setOnMousePressed(event -> requestFocus());
    }

    /** Shows the pictures that another view shows. */
    public void takeOver(CompareView old, Background decoding) {
        if (!old.compared.isEmpty()) {
            show(old.compared.get(0), old.compared.get(1), decoding);
        }
    }

    /**
     * Shows two pictures.
     *
     * @param decoding reads and decodes them
     */
    public void show(StoredPicture one, StoredPicture other, Background decoding) {
        long number = ++asked;
        compared = List.of(one, other);
        model.fit();
        names.setText(name(one.file()) + "  ↔  " + name(other.file()));
        difference.setText(texts.get("loading.title"));
        decoding.run(
                () ->
                        ComparedPair.of(
                                PictureReader.read(one.file()), PictureReader.read(other.file())),
                pair -> {
                    if (number == asked) {
                        stage.show(pair);
                        difference.setText(words(pair.differing()));
                    }
                },
                failure -> {
                    if (number == asked) {
                        difference.setText(Failures.notice(failure).text());
                    }
                });
        requestFocus();
    }

    private HBox modes() {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        box.getStyleClass().add("modes");
        CompareModel.Mode[] modes = CompareModel.Mode.values();
        for (CompareModel.Mode mode : modes) {
            ToggleButton button =
                    new ToggleButton(texts.get("compare." + mode.name().toLowerCase(Locale.ROOT)));
            button.setToggleGroup(group);
            button.setFocusTraversable(false);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setSelected(model.mode().get() == mode);
            button.getStyleClass()
                    .add(
                            mode == modes[0]
                                    ? "left-pill"
                                    : mode == modes[modes.length - 1]
                                            ? "right-pill"
                                            : "center-pill");
            // A second press on the chosen one leaves it chosen.
            button.setOnAction(
                    event -> {
                        button.setSelected(true);
                        model.mode().set(mode);
                    });
            model.mode().addListener((property, before, now) -> button.setSelected(now == mode));
            box.getChildren().add(button);
        }
        return box;
    }

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT, KP_LEFT -> model.moveEdge(-1, event.isShiftDown());
            case RIGHT, KP_RIGHT -> model.moveEdge(1, event.isShiftDown());
            case DIGIT1, NUMPAD1 -> model.mode().set(CompareModel.Mode.WIPE);
            case DIGIT2, NUMPAD2 -> model.mode().set(CompareModel.Mode.SIDE_BY_SIDE);
            case DIGIT3, NUMPAD3 -> model.mode().set(CompareModel.Mode.DIFFERENCE);
            case PLUS, EQUALS, ADD -> model.zoomAt(ZOOM_STEP, 0, 0);
            case MINUS, SUBTRACT -> model.zoomAt(1 / ZOOM_STEP, 0, 0);
            case DIGIT0, NUMPAD0 -> model.fit();
            case ESCAPE -> close.run();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private String words(double differing) {
        if (differing < 0) {
            return texts.get("compare.sizes");
        }
        return differing == 0 ? texts.get("compare.same") : texts.get("compare.share", differing);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
