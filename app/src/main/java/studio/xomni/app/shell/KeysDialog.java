package studio.xomni.app.shell;

import javafx.geometry.Insets;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import studio.xomni.app.text.Texts;

/** The list of shortcuts. */
final class KeysDialog {

    private KeysDialog() {}

    static void show(Window owner, Texts texts) {
        GridPane grid = new GridPane();
        grid.setHgap(24);
        grid.setVgap(6);
        grid.setPadding(new Insets(16, 16, 0, 16));
        String[] lines = texts.get("keys.list").split(";");
        int half = (lines.length + 1) / 2;
        for (int i = 0; i < lines.length; i++) {
            String[] pair = lines[i].strip().split(" = ", 2);
            Label keys = new Label(pair[0]);
            keys.getStyleClass().add("key");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            int column = i < half ? 0 : 2;
            grid.add(keys, column, i % half);
            Label words = new Label(pair.length > 1 ? pair[1] : "");
            words.setMinWidth(Region.USE_PREF_SIZE);
            grid.add(words, column + 1, i % half);
        }
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle(texts.get("keys"));
        dialog.getDialogPane().setContent(grid);
        dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
        dialog.show();
    }
}
