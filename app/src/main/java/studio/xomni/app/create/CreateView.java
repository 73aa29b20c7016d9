package studio.xomni.app.create;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.text.Texts;

/** The form on the left. */
public final class CreateView extends BorderPane {

    private static final int MOST_PICTURES = 16;

    private final CreateModel form;
    private final Texts texts;
    private final PromptEditor editor;
    private final VBox wanted = new VBox(6);

    public CreateView(CreateModel form, Texts texts) {
        this.form = form;
        this.texts = texts;
        getStyleClass().add("create");
        editor = new PromptEditor(form, texts.get("prompt"), texts.get("prompt.placeholder"));
        VBox fields =
                new VBox(
                        14,
                        prompt(),
                        wantedTexts(),
                        new SizeField(form, texts),
                        new SeedField(form, texts),
                        new SettingRow(form.minP(), texts),
                        new SettingRow(form.guidance(), texts),
                        new AdvancedFields(form, texts));
        fields.getStyleClass().add("fields");
        ScrollPane scroll = new ScrollPane(fields);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        setCenter(scroll);
        setBottom(generate());
        sceneProperty()
                .addListener(
                        (scene, before, now) -> {
                            if (now != null) {
                                listenTo(now);
                            }
                        });
    }

    /** Puts the caret into the prompt. */
    public void focusPrompt() {
        editor.focus();
    }

    private Node prompt() {
        Label label = heading(texts.get("prompt"));
        Hyperlink past = new Hyperlink(texts.get("history"));
        past.setId("history");
        past.setTooltip(new Tooltip(texts.get("history.help")));
        past.setOnAction(open -> history(past));
        editor.setMinHeight(104);
        editor.setPrefHeight(128);
        Hyperlink saved = new Hyperlink(texts.get("prompts"));
        saved.setId("saved-prompts");
        saved.setTooltip(new Tooltip(texts.get("prompts.help")));
        saved.setOnAction(open -> prompts(false));
        HBox links = new HBox(12, saved, past);
        return new VBox(6, line(label, links), editor, madeFrom(), new PhraseBar(form, texts));
    }

    /** Says that what is made will be linked to another picture, and lets go of it. */
    private Node madeFrom() {
        Label from = new Label(texts.get("made-from"));
        from.getStyleClass().add("note");
        Button drop = icon(Material2AL.CLOSE, texts.get("made-from.drop"));
        drop.setId("drop-origin");
        drop.getStyleClass().addAll("flat", "small");
        drop.setOnAction(click -> form.madeFrom().set(""));
        HBox line = new HBox(4, from, drop);
        line.setId("made-from");
        line.setAlignment(Pos.CENTER_LEFT);
        line.visibleProperty().bind(form.madeFrom().isNotEmpty());
        line.managedProperty().bind(line.visibleProperty());
        return line;
    }

    /** Keys for the saved prompts, wherever the focus is. */
    private void listenTo(Scene scene) {
        scene.getAccelerators().put(KeyCombination.valueOf("Ctrl+S"), () -> prompts(true));
        scene.getAccelerators().put(KeyCombination.valueOf("Ctrl+P"), () -> prompts(false));
    }

    private void prompts(boolean saving) {
        PromptsView.open(this, form.saved(), texts, saving);
    }

    private void history(Node at) {
        ContextMenu menu = new ContextMenu();
        List<String> prompts = form.history().prompts();
        for (String prompt : prompts.subList(0, Math.min(20, prompts.size()))) {
            String shown = prompt.replace('\n', ' ');
            MenuItem item =
                    new MenuItem(shown.length() > 70 ? shown.substring(0, 69) + "…" : shown);
            item.setMnemonicParsing(false);
            item.setOnAction(chosen -> form.prompt().set(prompt));
            menu.getItems().add(item);
        }
        if (prompts.isEmpty()) {
            MenuItem none = new MenuItem(texts.get("history.none"));
            none.setDisable(true);
            menu.getItems().add(none);
        }
        menu.show(at, javafx.geometry.Side.BOTTOM, 0, 4);
    }

    private Node wantedTexts() {
        Hyperlink add = new Hyperlink(texts.get("texts.add"));
        add.setId("add-text");
        add.setOnAction(
                click -> {
                    form.addText(texts.get("texts.new"));
                    TextField last = fields().get(fields().size() - 1);
                    last.requestFocus();
                    last.selectAll();
                });
        form.texts().addListener((javafx.beans.Observable list) -> showTexts());
        showTexts();
        Label unknown = new Label();
        unknown.setWrapText(true);
        unknown.getStyleClass().add("warning-note");
        unknown.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::unknownLetters, form.texts(), form.model()));
        unknown.visibleProperty().bind(unknown.textProperty().isNotEmpty());
        unknown.managedProperty().bind(unknown.visibleProperty());
        return new VBox(6, line(heading(texts.get("texts")), add), wanted, unknown);
    }

    private String unknownLetters() {
        List<String> letters = form.unknownLetters();
        return letters.isEmpty()
                ? ""
                : texts.get(
                        "texts.unknown",
                        form.model().get().card().name(),
                        String.join(" ", letters));
    }

    private List<TextField> fields() {
        return wanted.getChildren().stream()
                .filter(TextField.class::isInstance)
                .map(TextField.class::cast)
                .toList();
    }

    /** Keeps the fields that are there, so that one that is typed in keeps its caret. */
    private void showTexts() {
        List<String> list = form.texts();
        List<TextField> fields = fields();
        if (fields.size() != list.size() || wanted.getChildren().isEmpty()) {
            wanted.getChildren().clear();
            for (int i = 0; i < list.size(); i++) {
                wanted.getChildren().add(field(i));
            }
            if (list.isEmpty()) {
                Label none = new Label(texts.get("texts.none"));
                none.setWrapText(true);
                none.getStyleClass().add("note");
                wanted.getChildren().add(none);
            }
            fields = fields();
        }
        for (int i = 0; i < list.size(); i++) {
            if (!fields.get(i).getText().equals(list.get(i))) {
                fields.get(i).setText(list.get(i));
            }
        }
    }

    private TextField field(int index) {
        TextField field = new TextField(form.texts().get(index));
        field.setId("text-" + index);
        field.setAccessibleText(texts.get("texts.name", index + 1));
        field.textProperty()
                .addListener(
                        (text, before, now) -> {
                            if (field.isFocused() && index < form.texts().size()) {
                                form.changeText(index, now);
                            }
                        });
        return field;
    }

    private Node generate() {
        Spinner<Integer> count = new Spinner<>();
        count.setId("count");
        var values = new SpinnerValueFactory.IntegerSpinnerValueFactory(1, MOST_PICTURES);
        count.setValueFactory(values);
        count.setEditable(true);
        count.setPrefWidth(84);
        count.setAccessibleText(texts.get("count"));
        count.setTooltip(new Tooltip(texts.get("count")));
        values.setValue(form.count().get());
        values.valueProperty()
                .addListener((value, before, now) -> form.count().set(now == null ? 1 : now));
        form.count().addListener((value, before, now) -> values.setValue(now.intValue()));
        SplitMenuButton button = new SplitMenuButton();
        button.setId("generate");
        button.setText(texts.get("generate"));
        button.getStyleClass().add("accent");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip(texts.get("generate.help")));
        button.setOnAction(click -> form.generate(false));
        MenuItem first = new MenuItem(texts.get("generate.first"));
        first.setOnAction(click -> form.generate(true));
        button.getItems().add(first);
        HBox.setHgrow(button, Priority.ALWAYS);
        HBox row = new HBox(8, count, button);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("generate-bar");
        return row;
    }

    static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("field-heading");
        return label;
    }

    static HBox line(Node left, Node right) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(left, gap, right);
        line.setAlignment(Pos.BASELINE_LEFT);
        return line;
    }

    static Button icon(org.kordamp.ikonli.Ikon icon, String help) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().add("button-icon");
        button.setAccessibleText(help);
        button.setTooltip(new Tooltip(help));
        return button;
    }

    static org.kordamp.ikonli.Ikon dice() {
        return Material2AL.CASINO;
    }
}
