package studio.xomni.app.create;

import java.util.List;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.create.CanvasModel.Shown;
import studio.xomni.app.text.Texts;

/** The middle of the window: the picture, the batch's filmstrip, and how far the work is. */
public final class CanvasView extends BorderPane {

    private static final double STRIP = 76;
    private static final int EXAMPLES = 4;
    private static final double EMPTY = 500;

    private final CanvasModel model;
    private final CreateModel form;
    private final Texts texts;
    private final Zoomed zoomed;
    private final HBox strip = new HBox(8);
    private final ToggleGroup stripGroup = new ToggleGroup();

    /**
     * @param stop asks the running job to stop
     */
    public CanvasView(CanvasModel model, CreateModel form, Texts texts, Runnable stop) {
        this.model = model;
        this.form = form;
        this.texts = texts;
        this.zoomed = new Zoomed(model);
        zoomed.setAccessibleText(texts.get("canvas"));
        getStyleClass().add("canvas");
        Node empty = empty();
        empty.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> model.shown().get().isEmpty(), model.shown()));
        zoomed.visibleProperty().bind(empty.visibleProperty().not());
        setCenter(new StackPane(zoomed, empty));
        strip.setAlignment(Pos.CENTER);
        strip.getStyleClass().add("filmstrip");
        strip.visibleProperty().bind(Bindings.size(model.strip()).greaterThan(1));
        strip.managedProperty().bind(strip.visibleProperty());
        setTop(new CanvasTools(model, form, zoomed, texts));
        setBottom(new VBox(strip, progress(stop)));
        model.shown().addListener((shown, before, now) -> now.ifPresent(this::show));
        model.strip().addListener((Observable list) -> showStrip());
        model.selected().addListener((index, before, now) -> selectInStrip());
    }

    private Node empty() {
        Label title = new Label(texts.get("canvas.empty.title"));
        title.getStyleClass().add("title-2");
        Label text = new Label(texts.get("canvas.empty.text"));
        text.getStyleClass().add("note");
        text.setWrapText(true);
        text.setTextAlignment(TextAlignment.CENTER);
        text.setMinHeight(Region.USE_PREF_SIZE);
        VBox examples = new VBox(8);
        examples.setAlignment(Pos.CENTER);
        Runnable fill =
                () -> {
                    examples.getChildren().clear();
                    List<String> all = form.model().get().card().examples();
                    for (String example : all.subList(0, Math.min(EXAMPLES, all.size()))) {
                        Button link = new Button(example);
                        link.setWrapText(true);
                        link.setMaxWidth(460);
                        link.setPrefWidth(460);
                        link.setMinHeight(Region.USE_PREF_SIZE);
                        link.getStyleClass().addAll("example", "flat");
                        link.setOnAction(click -> form.prompt().set(example));
                        examples.getChildren().add(link);
                    }
                };
        form.model().addListener((info, before, now) -> fill.run());
        fill.run();
        FontIcon icon = new FontIcon(Material2MZ.WALLPAPER);
        icon.getStyleClass().add("empty-icon");
        VBox box = new VBox(12, icon, title, text, examples);
        box.setAlignment(Pos.CENTER);
        box.setPadding(new Insets(16));
        box.setMaxWidth(EMPTY);
        return box;
    }

    private Node progress(Runnable stop) {
        Label stage = new Label();
        stage.setId("stage");
        stage.textProperty().bind(model.stage());
        Label left = new Label();
        left.setId("left");
        left.getStyleClass().add("note");
        left.textProperty().bind(model.left());
        Button end = new Button(texts.get("stop"));
        end.setId("stop");
        end.getStyleClass().addAll("small", "flat");
        end.setOnAction(click -> stop.run());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(12, stage, gap, left, end);
        line.setAlignment(Pos.CENTER_LEFT);
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("medium");
        bar.progressProperty().bind(model.progress());
        bar.accessibleTextProperty().bind(model.stage());
        VBox box = new VBox(4, line, bar);
        box.getStyleClass().add("canvas-progress");
        box.visibleProperty().bind(model.running());
        return box;
    }

    private void show(Shown shown) {
        if (shown instanceof Shown.Live live) {
            zoomed.show(Pixels.image(live.pixels()), live.width(), live.height());
        } else if (shown instanceof Shown.Stored stored) {
            Image image = new Image(stored.file().toUri().toString(), true);
            zoomed.show(image, stored.width(), stored.height());
        }
    }

    private void showStrip() {
        while (strip.getChildren().size() > model.strip().size()) {
            ToggleButton last =
                    (ToggleButton) strip.getChildren().remove(strip.getChildren().size() - 1);
            last.setToggleGroup(null);
        }
        while (strip.getChildren().size() < model.strip().size()) {
            strip.getChildren().add(frame(strip.getChildren().size()));
        }
        for (int i = 0; i < model.strip().size(); i++) {
            if (model.strip().get(i) instanceof Shown.Live live) {
                ToggleButton frame = (ToggleButton) strip.getChildren().get(i);
                ImageView view = (ImageView) frame.getGraphic();
                view.setImage(Pixels.image(live.pixels()));
                view.setFitHeight(STRIP);
                view.setFitWidth(STRIP * live.width() / live.height());
            }
        }
        selectInStrip();
    }

    private ToggleButton frame(int index) {
        ToggleButton frame = new ToggleButton(null, new ImageView());
        frame.getStyleClass().add("frame");
        frame.setToggleGroup(stripGroup);
        frame.setAccessibleText(texts.get("canvas.live", index + 1));
        frame.setOnAction(
                click -> {
                    model.select(index);
                    frame.setSelected(true);
                });
        return frame;
    }

    private void selectInStrip() {
        int index = model.selected().get();
        if (index < strip.getChildren().size()) {
            ((ToggleButton) strip.getChildren().get(index)).setSelected(true);
        }
    }
}
