package studio.xomni.app.create;

import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.xomni.app.text.Texts;

/** Where phrases are kept by name, changed and forgotten. */
final class StylesDialog {

    private StylesDialog() {}

    static void show(Node owner, Map<String, String> styles, Texts texts) {
        ListView<String> names = new ListView<>();
        names.getItems().setAll(styles.keySet());
        names.setPrefSize(180, 240);
        names.setAccessibleText(texts.get("styles"));
        TextField name = new TextField();
        name.setId("style-name");
        name.setPromptText(texts.get("styles.name"));
        TextArea phrase = new TextArea();
        phrase.setId("style-phrase");
        phrase.setPromptText(texts.get("styles.phrase"));
        phrase.setWrapText(true);
        phrase.setPrefSize(300, 160);
        VBox.setVgrow(phrase, Priority.ALWAYS);
        names.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (selected, before, now) -> {
                            if (now != null) {
                                name.setText(now);
                                phrase.setText(styles.getOrDefault(now, ""));
                            }
                        });
        Button keep = new Button(texts.get("styles.keep"));
        keep.setId("style-keep");
        keep.getStyleClass().add("accent");
        keep.disableProperty()
                .bind(name.textProperty().isEmpty().or(phrase.textProperty().isEmpty()));
        keep.setOnAction(
                click -> {
                    styles.put(name.getText().strip(), phrase.getText().strip());
                    names.getItems().setAll(styles.keySet());
                });
        Button forget = new Button(texts.get("styles.forget"));
        forget.disableProperty().bind(names.getSelectionModel().selectedItemProperty().isNull());
        forget.setOnAction(
                click -> {
                    styles.remove(names.getSelectionModel().getSelectedItem());
                    names.getItems().setAll(styles.keySet());
                });
        Label help = new Label(texts.get("styles.help"));
        help.getStyleClass().add("note");
        HBox buttons = new HBox(8, keep, forget);
        VBox right = new VBox(8, name, phrase, buttons);
        HBox.setHgrow(right, Priority.ALWAYS);
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner.getScene().getWindow());
        dialog.setTitle(texts.get("styles"));
        dialog.getDialogPane().setContent(new VBox(12, help, new HBox(12, names, right)));
        dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
        dialog.show();
    }
}
