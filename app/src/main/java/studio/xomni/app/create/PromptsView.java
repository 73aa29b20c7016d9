package studio.xomni.app.create;

import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.cell.TextFieldListCell;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.converter.DefaultStringConverter;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.text.Texts;

/**
 * The prompts that are kept by name. Enter puts the chosen one into the form, F2 renames it, Delete
 * deletes it, Ctrl+Z undoes.
 */
final class PromptsView extends VBox {

    private final SavedPromptsModel model;
    private final Texts texts;
    private final Runnable done;
    private final TextField search = new TextField();
    private final ListView<String> names;
    private final TextArea prompt = new TextArea();
    private final Label facts = new Label();
    private final Label problem = new Label();
    private final TextField name = new TextField();

    /**
     * @param done called when a prompt was put into the form
     */
    PromptsView(SavedPromptsModel model, Texts texts, Runnable done) {
        super(12);
        this.model = model;
        this.texts = texts;
        this.done = done;
        names = new ListView<>(model.shown());
        setPadding(new Insets(16, 16, 0, 16));
        setPrefWidth(600);
        search.setId("prompt-search");
        search.setPromptText(texts.get("prompts.search"));
        search.setAccessibleText(texts.get("prompts.search"));
        search.textProperty().bindBidirectional(model.search());
        search.setOnAction(entered -> insert());
        search.addEventHandler(
                KeyEvent.KEY_PRESSED,
                key -> {
                    if (key.getCode() == KeyCode.DOWN) {
                        names.requestFocus();
                        key.consume();
                    }
                });
        problem.getStyleClass().add("warning-note");
        problem.setId("prompt-problem");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        getChildren().addAll(search, middle(), problem, save());
        addEventFilter(KeyEvent.KEY_PRESSED, this::undoKey);
    }

    /** Puts the keyboard where a prompt is found, or where the form's gets a name. */
    void focus(boolean saving) {
        (saving ? name : search).requestFocus();
    }

    private Node middle() {
        names.setId("prompts");
        names.setAccessibleText(texts.get("prompts"));
        names.setPrefSize(220, 240);
        names.setMinHeight(220);
        names.setEditable(true);
        names.setCellFactory(list -> new NameCell());
        names.setOnEditCommit(edit -> rename(edit.getIndex(), edit.getNewValue()));
        Label none = new Label(texts.get("prompts.none"));
        none.setWrapText(true);
        none.getStyleClass().addAll("note", "empty-text");
        names.setPlaceholder(none);
        names.getSelectionModel().selectedItemProperty().addListener((item, old, now) -> show(now));
        names.addEventHandler(KeyEvent.KEY_PRESSED, this::listKey);
        prompt.setId("prompt-text");
        prompt.setEditable(false);
        prompt.setWrapText(true);
        prompt.setAccessibleText(texts.get("prompt"));
        prompt.setPrefSize(320, 160);
        VBox.setVgrow(prompt, Priority.ALWAYS);
        facts.getStyleClass().add("note");
        facts.setWrapText(true);
        var nothing = names.getSelectionModel().selectedItemProperty().isNull();
        Button use = button("prompt-insert", "prompts.insert", this::insert);
        use.getStyleClass().add("accent");
        use.disableProperty().bind(nothing);
        Button rename = button("prompt-rename", "prompts.rename", this::editName);
        rename.disableProperty().bind(nothing);
        Button delete = button("prompt-delete", "prompts.delete", this::delete);
        delete.disableProperty().bind(nothing);
        Button undo = button("prompt-undo", "prompts.undo", model::undo);
        undo.disableProperty().bind(model.undoable().not());
        HBox buttons = new HBox(8, use, rename, delete, undo);
        VBox right = new VBox(8, prompt, facts, buttons);
        HBox.setHgrow(right, Priority.ALWAYS);
        return new HBox(12, names, right);
    }

    private Button button(String id, String key, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(click -> action.run());
        return button;
    }

    /** A name that is edited in its place. */
    private static final class NameCell extends TextFieldListCell<String> {
        NameCell() {
            super(new DefaultStringConverter());
        }
    }

    private void show(@Nullable String chosen) {
        SavedPrompt saved = chosen == null ? null : model.all().get(chosen);
        prompt.setText(saved == null ? "" : saved.prompt());
        facts.setText(
                saved == null
                        ? ""
                        : texts.get(saved.withForm() ? "prompts.form" : "prompts.alone"));
        problem.setText("");
    }

    private @Nullable String chosen() {
        String selected = names.getSelectionModel().getSelectedItem();
        return selected == null && !model.shown().isEmpty() ? model.shown().get(0) : selected;
    }

    private void insert() {
        String chosen = chosen();
        if (chosen != null) {
            model.insert(chosen);
            done.run();
        }
    }

    private void editName() {
        names.requestFocus();
        names.edit(names.getSelectionModel().getSelectedIndex());
    }

    private void rename(int index, String wished) {
        String old = model.shown().get(index);
        if (model.rename(old, wished)) {
            names.getSelectionModel().select(wished.strip());
        } else {
            problem.setText(texts.get("prompts.taken", wished.strip()));
        }
    }

    private void delete() {
        String selected = names.getSelectionModel().getSelectedItem();
        if (selected != null) {
            model.delete(selected);
        }
    }

    private void listKey(KeyEvent key) {
        // While a name is edited, keys are its own.
        if (key.getTarget() instanceof TextInputControl || names.getEditingIndex() >= 0) {
            return;
        }
        switch (key.getCode()) {
            case ENTER -> insert();
            case F2 -> editName();
            case DELETE, BACK_SPACE -> delete();
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void undoKey(KeyEvent key) {
        if (key.getCode() == KeyCode.Z
                && key.isShortcutDown()
                && !(key.getTarget() instanceof TextField)) {
            model.undo();
            key.consume();
        }
    }

    private Node save() {
        Label label = CreateView.heading(texts.get("prompts.save"));
        name.setId("prompt-name");
        name.setPromptText(texts.get("prompts.name"));
        name.setAccessibleText(texts.get("prompts.name"));
        HBox.setHgrow(name, Priority.ALWAYS);
        CheckBox withForm = new CheckBox(texts.get("prompts.with-form"));
        withForm.setId("prompt-with-form");
        withForm.setMinWidth(Region.USE_PREF_SIZE);
        Button keep = new Button();
        keep.setId("prompt-keep");
        keep.setMinWidth(Region.USE_PREF_SIZE);
        keep.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        texts.get(
                                                model.all().containsKey(name.getText().strip())
                                                        ? "prompts.replace"
                                                        : "prompts.keep"),
                                name.textProperty(),
                                model.all()));
        keep.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> name.getText().isBlank(), name.textProperty()));
        keep.setOnAction(click -> keep(withForm.isSelected()));
        name.setOnAction(entered -> keep(withForm.isSelected()));
        HBox line = new HBox(8, name, withForm, keep);
        line.setAlignment(Pos.CENTER_LEFT);
        return new VBox(6, label, line);
    }

    private void keep(boolean withForm) {
        String kept = name.getText().strip();
        model.save(kept, withForm);
        model.search().set("");
        names.getSelectionModel().select(kept);
        show(kept);
        name.clear();
    }

    /**
     * Shows the prompts in a window of their own.
     *
     * @param saving whether the form's prompt is to get a name at once
     */
    static void open(Node owner, SavedPromptsModel model, Texts texts, boolean saving) {
        Dialog<ButtonType> dialog = new Dialog<>();
        PromptsView view = new PromptsView(model, texts, dialog::close);
        dialog.initOwner(owner.getScene().getWindow());
        dialog.setTitle(texts.get("prompts"));
        dialog.getDialogPane().setContent(view);
        dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
        // Enter is for the list and the fields.
        ((Button) dialog.getDialogPane().lookupButton(ButtonType.CLOSE)).setDefaultButton(false);
        dialog.setOnShown(shown -> view.focus(saving));
        dialog.show();
    }
}
