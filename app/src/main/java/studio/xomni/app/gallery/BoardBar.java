package studio.xomni.app.gallery;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.text.Texts;

/** Asks for the name of a board, in the gallery itself. */
final class BoardBar extends HBox {

    private final GalleryCommands commands;
    private final TextField name = new TextField();
    private final Runnable back;
    private final Texts texts;
    private final Button add = new Button();

    /** What is done with the name. */
    private Consumer<String> action = wished -> {};

    /**
     * A bar that is hidden until {@link #open}.
     *
     * @param back puts the keyboard where it was
     */
    BoardBar(GalleryCommands commands, Texts texts, Runnable back) {
        this.commands = commands;
        this.back = back;
        this.texts = texts;
        getStyleClass().addAll("bar", "board-bar");
        setAlignment(Pos.CENTER_LEFT);
        name.setId("board-name");
        name.setPromptText(texts.get("board.name"));
        name.setAccessibleText(texts.get("board.name"));
        HBox.setHgrow(name, Priority.ALWAYS);
        add.setId("board-add");
        add.getStyleClass().add("accent");
        add.disableProperty().bind(name.textProperty().isEmpty());
        add.setOnAction(event -> add());
        name.setOnAction(event -> add());
        getChildren()
                .addAll(
                        name,
                        add,
                        GalleryView.iconButton(
                                new FontIcon(Material2AL.CLOSE), texts.get("cancel"), this::close));
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        close();
                        event.consume();
                    }
                });
        appear(false);
    }

    /** Asks for a new board's name. */
    void open() {
        ask("", texts.get("board.add"), commands::addToBoard);
    }

    /** Asks for another name of a board. */
    void rename(String board) {
        ask(board, texts.get("board.rename.do"), wished -> commands.boards().rename(board, wished));
    }

    private void ask(String text, String words, Consumer<String> then) {
        action = then;
        add.setText(words);
        name.setText(text);
        appear(true);
        name.requestFocus();
        name.selectAll();
    }

    private void add() {
        if (!name.getText().isBlank()) {
            action.accept(name.getText());
            close();
        }
    }

    private void close() {
        appear(false);
        back.run();
    }

    private void appear(boolean visible) {
        setVisible(visible);
        setManaged(visible);
    }
}
