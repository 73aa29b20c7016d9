package studio.xomni.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.xomni.app.settings.Settings.Language;
import studio.xomni.app.settings.Settings.Theme;
import studio.xomni.app.shell.ChosenWords;
import studio.xomni.app.text.Texts;
import studio.xomni.engine.pipeline.Memory;

/** The page of settings. What is chosen holds at once. */
public final class SettingsView extends StackPane {

    private static final double WIDTH = 720;
    private static final double NAMES = 180;
    private static final double CONTROL = 200;
    private static final double GIGABYTE = 1L << 30;

    /**
     * What the page asks of the window.
     *
     * @param chooseFolder asks for another pictures folder
     * @param showFolder opens a folder in the file manager
     * @param showKeys lists the shortcuts
     * @param diagnose makes the file for a report of trouble, with prompts or without
     */
    public record Commands(
            Runnable chooseFolder,
            Consumer<Path> showFolder,
            Runnable showKeys,
            Consumer<Boolean> diagnose) {}

    private final SettingsModel model;
    private final Texts texts;
    private final Commands commands;

    public SettingsView(SettingsModel model, Texts texts, Commands commands) {
        this.model = model;
        this.texts = texts;
        this.commands = commands;
        getStyleClass().add("page");
        setId("settings");
        Label title = new Label(texts.get("title"));
        title.getStyleClass().add("title-2");
        VBox sections =
                new VBox(
                        28,
                        title,
                        section("look", theme(), language()),
                        section("folders", pictures()),
                        section("drawing", previews(), device(), memory()),
                        section("help", keys(), diagnostics()));
        sections.setMaxWidth(WIDTH);
        sections.getStyleClass().add("page-content");
        StackPane centred = new StackPane(sections);
        StackPane.setAlignment(sections, Pos.TOP_CENTER);
        ScrollPane scroll = new ScrollPane(centred);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("page-scroll");
        getChildren().add(scroll);
    }

    private VBox section(String name, Node... rows) {
        Label heading = new Label(texts.get("section." + name));
        heading.getStyleClass().add("title-4");
        VBox section = new VBox(12, heading);
        section.getChildren().addAll(rows);
        return section;
    }

    private HBox row(String name, Node control) {
        Label label = new Label(texts.get(name));
        label.setLabelFor(control);
        label.setMinWidth(NAMES);
        label.setPrefWidth(NAMES);
        HBox row = new HBox(16, label, control);
        row.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(control, Priority.ALWAYS);
        return row;
    }

    private Node theme() {
        return row(
                "theme",
                choice(
                        "theme",
                        List.of(Theme.values()),
                        theme -> texts.get("theme." + key(theme)),
                        () -> model.settings().get().theme(),
                        model::setTheme));
    }

    private Node language() {
        return row(
                "language",
                choice(
                        "language",
                        List.of(Language.values()),
                        language -> texts.get("language." + key(language)),
                        () -> model.settings().get().language(),
                        model::setLanguage));
    }

    private Node pictures() {
        Label path = new Label(model.pictures().toString());
        path.setId("pictures-folder");
        path.setWrapText(true);
        path.getStyleClass().add("path");
        Button change = new Button(texts.get("folder.change"));
        change.setId("change-folder");
        change.setOnAction(click -> commands.chooseFolder().run());
        Button show = new Button(texts.get("folder.show"));
        show.setOnAction(click -> commands.showFolder().accept(model.pictures()));
        VBox fields = new VBox(8, path, new HBox(8, change, show), note("folder.help"));
        HBox row = row("folder", fields);
        row.setAlignment(Pos.TOP_LEFT);
        model.settings().addListener((settings, before, now) -> path.setText(pictures(now)));
        return row;
    }

    private String pictures(Settings settings) {
        return settings.pictures().orElse(model.pictures()).toString();
    }

    private Node previews() {
        CheckBox box = new CheckBox(texts.get("previews.show"));
        box.setId("previews");
        box.setSelected(model.settings().get().previews());
        box.setOnAction(click -> model.setPreviews(box.isSelected()));
        return row("previews", box);
    }

    private Node device() {
        ChoiceBox<String> box =
                choice(
                        "device",
                        model.devices(),
                        name -> name.toUpperCase(Locale.ROOT),
                        () -> model.settings().get().device(),
                        model::setDevice);
        model.devices()
                .addListener(
                        (Observable list) -> {
                            box.getItems().setAll(model.devices());
                            box.setValue(model.settings().get().device());
                        });
        return row("device", box);
    }

    /** The three modes with what each takes. */
    private Node memory() {
        GridPane grid = new GridPane();
        grid.setHgap(24);
        grid.setVgap(10);
        ColumnConstraints first = new ColumnConstraints();
        first.setHgrow(Priority.ALWAYS);
        ColumnConstraints number = new ColumnConstraints();
        number.setHalignment(HPos.RIGHT);
        number.setMinWidth(Region.USE_PREF_SIZE);
        grid.getColumnConstraints().addAll(first, number, number);
        ToggleGroup group = new ToggleGroup();
        for (Memory mode : Memory.values()) {
            grid.add(mode(mode, group), 0, mode.ordinal() + 1);
        }
        model.peaks().addListener((Observable list) -> showPeaks(grid));
        showPeaks(grid);
        model.settings()
                .addListener(
                        (settings, before, now) ->
                                group.getToggles().stream()
                                        .filter(toggle -> toggle.getUserData() == now.memory())
                                        .forEach(group::selectToggle));
        HBox row = row("memory", grid);
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    private VBox mode(Memory mode, ToggleGroup group) {
        RadioButton button = new RadioButton(texts.get("memory." + key(mode)));
        button.setId("memory-" + key(mode));
        button.setToggleGroup(group);
        button.setUserData(mode);
        button.setSelected(model.settings().get().memory() == mode);
        button.setOnAction(click -> model.setMemory(mode));
        return new VBox(2, button, note("memory." + key(mode) + ".help"));
    }

    private void showPeaks(GridPane grid) {
        grid.getChildren().removeIf(node -> GridPane.getColumnIndex(node) > 0);
        if (model.peaks().isEmpty()) {
            return;
        }
        grid.add(note("memory.predicted"), 1, 0);
        grid.add(note("memory.measured"), 2, 0);
        for (SettingsModel.Peak peak : model.peaks()) {
            int line = peak.memory().ordinal() + 1;
            Label predicted = new Label(texts.get("gigabytes", gigabytes(peak.predicted())));
            predicted.setId("predicted-" + key(peak.memory()));
            if (!peak.fits()) {
                predicted.getStyleClass().add("warning-note");
            }
            Label measured =
                    new Label(
                            peak.measured() == 0
                                    ? "–"
                                    : texts.get("gigabytes", gigabytes(peak.measured())));
            grid.add(predicted, 1, line);
            grid.add(measured, 2, line);
        }
    }

    private Node keys() {
        Button show = new Button(texts.get("keys.show"));
        show.setId("show-keys");
        show.setOnAction(click -> commands.showKeys().run());
        return row("keys", show);
    }

    private Node diagnostics() {
        CheckBox prompts = new CheckBox(texts.get("diagnostics.prompts"));
        prompts.setId("diagnostics-prompts");
        Button copy = new Button(texts.get("diagnostics.copy"));
        copy.setId("diagnostics");
        copy.setOnAction(click -> commands.diagnose().accept(prompts.isSelected()));
        HBox row = row("diagnostics", new VBox(8, copy, prompts, note("diagnostics.help")));
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    private Label note(String key) {
        Label note = new Label(texts.get(key));
        note.getStyleClass().add("note");
        note.setWrapText(true);
        return note;
    }

    private <T> ChoiceBox<T> choice(
            String id,
            List<T> values,
            Function<T, String> words,
            Supplier<T> current,
            Consumer<T> chosen) {
        ChoiceBox<T> box = new ChoiceBox<>();
        box.setId("setting-" + id);
        box.setPrefWidth(CONTROL);
        box.setAccessibleText(texts.get(id));
        box.setConverter(new ChosenWords<>(words));
        box.getItems().setAll(values);
        box.setValue(current.get());
        box.setOnAction(
                action -> {
                    if (box.getValue() != null) {
                        chosen.accept(box.getValue());
                    }
                });
        model.settings().addListener((settings, before, now) -> box.setValue(current.get()));
        return box;
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / GIGABYTE);
    }
}
