package studio.xomni.app.create;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.text.Texts;

/** What stands over the picture: the eyedropper with its colour, zoom, full screen. */
final class CanvasTools extends HBox {

    private final CanvasModel model;
    private final CreateModel form;
    private final Texts texts;
    private final Region swatch = new Region();
    private final Button hex = new Button();
    private final MenuButton nearest = new MenuButton();

    CanvasTools(CanvasModel model, CreateModel form, Zoomed zoomed, Texts texts) {
        super(8);
        this.model = model;
        this.form = form;
        this.texts = texts;
        getStyleClass().add("canvas-tools");
        setAlignment(Pos.CENTER_LEFT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(eyedropper(), swatch, hex, nearest, gap, zoom(zoomed));
        getChildren().addAll(zoomButtons());
        visibleProperty().bind(zoomed.visibleProperty());
        model.colour().addListener((colour, before, now) -> show(now));
        model.picking().addListener((picking, before, now) -> show(model.colour().get()));
        model.picked().addListener((picked, before, now) -> now.ifPresent(CanvasTools::copy));
        show(Optional.empty());
    }

    private ToggleButton eyedropper() {
        ToggleButton pick = new ToggleButton(null, new FontIcon(Material2AL.COLORIZE));
        pick.setId("eyedropper");
        pick.getStyleClass().addAll("small", "button-icon");
        pick.setAccessibleText(texts.get("canvas.eyedropper"));
        pick.setTooltip(new Tooltip(texts.get("canvas.eyedropper")));
        pick.selectedProperty().bindBidirectional(model.picking());
        swatch.getStyleClass().add("picked-colour");
        hex.setId("picked");
        hex.getStyleClass().addAll("small", "flat", "hex");
        hex.setOnAction(click -> model.colour().get().ifPresent(CanvasTools::copy));
        nearest.setId("nearest");
        nearest.getStyleClass().addAll("small", "flat");
        nearest.setMnemonicParsing(false);
        return pick;
    }

    private Label zoom(Zoomed zoomed) {
        Label zoom = new Label();
        zoom.setId("zoom");
        zoom.getStyleClass().add("note");
        zoom.setMinWidth(52);
        zoom.setAlignment(Pos.CENTER_RIGHT);
        zoom.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> texts.get("canvas.zoom", Math.round(100 * zoomed.scale())),
                                model.zoom(),
                                model.shown(),
                                zoomed.widthProperty(),
                                zoomed.heightProperty()));
        return zoom;
    }

    private List<Button> zoomButtons() {
        Button fit = button("fit", "canvas.fit", "Ctrl+0");
        fit.setOnAction(click -> model.zoom().set(CanvasModel.FIT));
        Button actual = button("actual", "canvas.actual", "Ctrl+1");
        actual.setOnAction(click -> model.zoomTo(1));
        Button full = icon("full-screen", Material2AL.FULLSCREEN, "canvas.fullscreen");
        full.setOnAction(click -> model.fullScreen().set(!model.fullScreen().get()));
        model.fullScreen()
                .addListener(
                        (property, before, now) ->
                                full.setGraphic(
                                        new FontIcon(
                                                now
                                                        ? Material2AL.FULLSCREEN_EXIT
                                                        : Material2AL.FULLSCREEN)));
        return List.of(fit, actual, full);
    }

    private Button button(String id, String key, String keys) {
        Button button = new Button(texts.get(key));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setTooltip(new Tooltip(keys));
        return button;
    }

    private Button icon(String id, Ikon icon, String key) {
        Button button = CreateView.icon(icon, texts.get(key));
        button.setId(id);
        button.getStyleClass().add("small");
        return button;
    }

    private void show(Optional<Colour> colour) {
        for (Region part : List.of(swatch, hex, nearest)) {
            part.setVisible(colour.isPresent());
            part.setManaged(colour.isPresent());
        }
        if (colour.isEmpty()) {
            return;
        }
        String code = colour.get().hex();
        swatch.setStyle("-fx-background-color: " + code);
        hex.setText(code);
        hex.setAccessibleText(texts.get("canvas.colour.copy", code));
        hex.setTooltip(new Tooltip(texts.get("canvas.colour.copy", code)));
        Optional<String> name = colour.get().nearest(form.model().get().card().colours());
        nearest.setVisible(name.isPresent() && !model.picking().get());
        nearest.setManaged(nearest.isVisible());
        name.ifPresent(this::offer);
    }

    /** Offers the model's own name for the colour, for the prompt. */
    private void offer(String name) {
        nearest.setText(texts.get("canvas.colour.nearest", name));
        nearest.getItems().clear();
        for (String role : List.of("background", "title", "icon")) {
            MenuItem item = new MenuItem(texts.get("palette." + role, name));
            item.setOnAction(chosen -> form.addPhrase(texts.get("phrase." + role, name)));
            nearest.getItems().add(item);
        }
    }

    private static void copy(Colour colour) {
        ClipboardContent content = new ClipboardContent();
        content.putString(colour.hex());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
