package studio.xomni.app.export;

import java.io.File;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.export.ExportSettings.Clash;
import studio.xomni.app.export.ExportSettings.Kind;
import studio.xomni.app.shell.ChosenWords;
import studio.xomni.app.store.ExportFormat;
import studio.xomni.app.text.Texts;

/** How pictures are exported: folder, kind of file, what goes with them, names. */
public final class ExportView extends VBox implements AutoCloseable {

    private static final double WIDTH = 520;

    private final ExportModel model;
    private final Texts texts;
    private final Label title = new Label();
    private final Label example = new Label();
    private final Label names = new Label();
    private final Label privacy = new Label();
    private final Label outcome = new Label();
    private final TextField path = new TextField();
    private final TextField pattern = new TextField();
    private final Map<Kind, RadioButton> kinds = new EnumMap<>(Kind.class);
    private final Slider quality = new Slider();
    private final Button export = new Button();

    /** What ends the listening to the model, which outlives the view. */
    private final Subscription heard;

    public ExportView(ExportModel model, Texts texts) {
        super(14);
        this.model = model;
        this.texts = texts;
        getStyleClass().add("export");
        setPrefWidth(WIDTH);
        setPadding(new Insets(16, 16, 0, 16));
        title.getStyleClass().add("title-4");
        export.setId("export-start");
        export.setText(texts.get("start"));
        export.getStyleClass().add("accent");
        export.setDefaultButton(true);
        export.setOnAction(click -> model.export());
        VBox fields = new VBox(14, folder(), kind(), metadata(), pattern(), clash());
        fields.disableProperty().bind(model.running());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox foot = new HBox(12, progress(), gap, export);
        foot.setAlignment(Pos.CENTER_LEFT);
        outcome.setId("export-outcome");
        note(outcome, "warning-note");
        getChildren().addAll(title, fields, outcome, foot);
        heard =
                Stream.<Observable>of(
                                model.folder(),
                                model.kind(),
                                model.quality(),
                                model.metadata(),
                                model.pattern(),
                                model.pictures(),
                                model.last(),
                                model.running())
                        .map(one -> one.subscribe(this::update))
                        .reduce(Subscription.EMPTY, Subscription::and);
        update();
    }

    /** Lets go of the model. */
    @Override
    public void close() {
        heard.unsubscribe();
    }

    /** Puts the keyboard where the folder is typed. */
    void focusFirst() {
        path.requestFocus();
    }

    private void update() {
        kinds.forEach((kind, button) -> button.setSelected(model.kind().get() == kind));
        quality.setValue(model.quality().get());
        title.setText(texts.get("title", model.pictures().get().size()));
        example.setText(model.example().map(name -> texts.get("example", name)).orElse(""));
        List<String> unknown = model.unknownParts();
        say(
                names,
                !unknown.isEmpty()
                        ? texts.get("pattern.unknown", String.join(" ", unknown))
                        : model.tellsPromptByName() ? texts.get("pattern.prompt") : "");
        say(outcome, model.last().get().map(word -> Sentences.of(word, texts)).orElse(""));
        privacy.setText(
                texts.get(
                        !model.metadata().get()
                                ? "metadata.none"
                                : model.kind().get() == Kind.PNG
                                        ? "metadata.png"
                                        : "metadata.jpeg"));
        privacy.getStyleClass().setAll("label", model.metadata().get() ? "warning-note" : "note");
        export.setDisable(!model.isReady() || model.running().get());
    }

    private static void say(Label label, String words) {
        label.setText(words);
        label.setVisible(!words.isEmpty());
        label.setManaged(!words.isEmpty());
    }

    private static Label note(Label label, String style) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }

    private Node field(String key, Node... nodes) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("field-heading");
        VBox box = new VBox(6, label);
        box.getChildren().addAll(nodes);
        return box;
    }

    private Node folder() {
        path.setId("export-folder");
        path.setAccessibleText(texts.get("folder"));
        path.setPromptText(texts.get("folder.none"));
        path.textProperty().bindBidirectional(model.folder());
        HBox.setHgrow(path, Priority.ALWAYS);
        Button choose = new Button(texts.get("folder.choose"), new FontIcon(Material2AL.FOLDER));
        choose.setId("export-choose");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(
                click -> {
                    DirectoryChooser chooser = new DirectoryChooser();
                    chooser.setTitle(texts.get("folder"));
                    File now = new File(model.folder().get());
                    chooser.setInitialDirectory(now.isDirectory() ? now : null);
                    File chosen = chooser.showDialog(getScene().getWindow());
                    if (chosen != null) {
                        model.folder().set(chosen.toString());
                    }
                });
        return field("folder", new HBox(8, path, choose));
    }

    private Node kind() {
        ToggleGroup group = new ToggleGroup();
        HBox line = new HBox(16);
        line.setAlignment(Pos.CENTER_LEFT);
        for (Kind kind : Kind.values()) {
            RadioButton button = new RadioButton(texts.get(key("kind", kind)));
            button.setId("export-" + kind);
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(chosen -> model.kind().set(kind));
            kinds.put(kind, button);
            line.getChildren().add(button);
        }
        quality.setMin(1);
        quality.setMax(ExportFormat.Jpeg.BEST);
        quality.setId("export-quality");
        quality.setAccessibleText(texts.get("quality"));
        quality.setTooltip(new Tooltip(texts.get("quality")));
        quality.setBlockIncrement(1);
        quality.valueProperty()
                .addListener(
                        (value, before, now) ->
                                model.quality().set((int) Math.round((double) now)));
        HBox.setHgrow(quality, Priority.ALWAYS);
        Label value = new Label();
        value.textProperty().bind(model.quality().asString());
        value.setMinWidth(28);
        HBox jpeg = new HBox(8, quality, value);
        jpeg.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(jpeg, Priority.ALWAYS);
        jpeg.visibleProperty().bind(model.kind().isEqualTo(Kind.JPEG));
        line.getChildren().add(jpeg);
        return field("kind", line);
    }

    private Node metadata() {
        CheckBox with = new CheckBox(texts.get("metadata"));
        with.setId("export-metadata");
        with.selectedProperty().bindBidirectional(model.metadata());
        note(privacy, "note");
        return new VBox(4, with, privacy);
    }

    private Node pattern() {
        pattern.setId("export-pattern");
        pattern.setAccessibleText(texts.get("pattern"));
        pattern.textProperty().bindBidirectional(model.pattern());
        FlowPane parts = new FlowPane(4, 4);
        for (String part : NamePattern.PARTS) {
            Button put = new Button(texts.get("part." + part));
            put.getStyleClass().addAll("small", "button-outlined");
            put.setTooltip(new Tooltip("{" + part + "}"));
            put.setAccessibleText(texts.get("pattern.put", texts.get("part." + part)));
            put.setOnAction(
                    click -> {
                        // Where nothing was typed yet the caret is at the beginning by chance.
                        int caret = pattern.getCaretPosition();
                        int at = caret == 0 ? pattern.getLength() : caret;
                        pattern.insertText(at, "{" + part + "}");
                        pattern.requestFocus();
                        pattern.positionCaret(at + part.length() + 2);
                    });
            parts.getChildren().add(put);
        }
        example.setId("export-example");
        names.setId("export-names");
        return field("pattern", pattern, parts, note(example, "note"), note(names, "warning-note"));
    }

    private Node clash() {
        ChoiceBox<Clash> box = new ChoiceBox<>();
        box.setId("export-clash");
        box.setAccessibleText(texts.get("clash"));
        box.setConverter(new ChosenWords<>(clash -> texts.get(key("clash", clash))));
        box.getItems().setAll(Clash.values());
        box.valueProperty().bindBidirectional(model.clash());
        box.setMaxWidth(Double.MAX_VALUE);
        return field("clash", box);
    }

    private Node progress() {
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(model.progress());
        bar.setAccessibleText(texts.get("running"));
        bar.setPrefWidth(220);
        Button cancel = new Button(texts.get("cancel"));
        cancel.setId("export-cancel");
        cancel.setOnAction(click -> model.cancel());
        HBox box = new HBox(12, bar, cancel);
        box.setAlignment(Pos.CENTER_LEFT);
        box.visibleProperty().bind(model.running());
        return box;
    }

    private static String key(String start, Enum<?> value) {
        return start + "." + value.name().toLowerCase(Locale.ROOT);
    }
}
