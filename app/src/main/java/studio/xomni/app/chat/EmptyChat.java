package studio.xomni.app.chat;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.text.Texts;

/** A chat without pictures: what to do first. */
final class EmptyChat extends VBox {

    private final ChatModel model;
    private final Button selected;

    EmptyChat(ChatModel model, Texts texts, Runnable choose, Runnable paste) {
        super(12);
        this.model = model;
        setAlignment(Pos.CENTER);
        getStyleClass().add("empty-chat");
        FontIcon icon = new FontIcon(Material2AL.FORUM);
        icon.getStyleClass().add("empty-icon");
        Label words = new Label(texts.get("empty"));
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.getStyleClass().addAll("note", "empty-words");
        Button open = button("chat-open", texts.get("empty.open"), Material2AL.FOLDER_OPEN, choose);
        open.getStyleClass().add("accent");
        selected =
                button(
                        "chat-selected",
                        texts.get("empty.selected"),
                        Material2MZ.PHOTO_LIBRARY,
                        model::attachSelected);
        Button fromClipboard =
                button("chat-paste", texts.get("empty.paste"), Material2AL.CONTENT_PASTE, paste);
        getChildren().addAll(icon, words, open, selected, fromClipboard);
    }

    private static Button button(String id, String words, Ikon icon, Runnable action) {
        Button button = new Button(words, new FontIcon(icon));
        button.setId(id);
        button.setMaxWidth(240);
        button.setOnAction(click -> action.run());
        return button;
    }

    /** Looks again whether a picture is selected. */
    void update() {
        selected.setDisable(!model.hasSelection());
    }
}
