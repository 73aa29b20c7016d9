package studio.xomni.app.chat;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.text.Texts;

/** Where a question is typed: Enter asks, Shift+Enter begins a new line. */
final class QuestionField extends VBox {

    private final ChatModel model;
    private final Texts texts;
    private final Runnable paste;
    private final TextArea field = new TextArea();
    private final Button send;
    private final Button stop;
    private final MenuButton offered;
    private final Label busy;

    /**
     * @param paste attaches what lies on the clipboard
     */
    QuestionField(ChatModel model, Texts texts, Runnable paste) {
        super(6);
        this.model = model;
        this.texts = texts;
        this.paste = paste;
        getStyleClass().add("question-field");
        field.setId("chat-question");
        field.setWrapText(true);
        field.setPrefRowCount(2);
        field.setMinHeight(52);
        field.setAccessibleText(texts.get("field"));
        field.textProperty().bindBidirectional(model.question());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        HBox.setHgrow(field, Priority.ALWAYS);
        send = ChatView.icon(Material2MZ.SEND, texts.get("send"), model::ask);
        send.setId("chat-send");
        send.getStyleClass().removeAll("flat", "small");
        send.getStyleClass().add("accent");
        stop = ChatView.icon(Material2MZ.STOP, texts.get("stop"), model::stop);
        stop.setId("chat-stop");
        stop.getStyleClass().removeAll("flat", "small");
        offered = new MenuButton(null, new FontIcon(Material2AL.HELP_OUTLINE));
        offered.setId("chat-questions");
        offered.getStyleClass().addAll("button-icon", "flat", "small", "no-arrow");
        offered.setAccessibleText(texts.get("questions.menu"));
        offered.setTooltip(new Tooltip(texts.get("questions.menu")));
        busy = new Label(texts.get("busy.other"));
        busy.setWrapText(true);
        busy.getStyleClass().add("note");
        VBox buttons = new VBox(4, send, stop, offered);
        buttons.setAlignment(Pos.TOP_CENTER);
        HBox line = new HBox(8, field, buttons);
        getChildren().addAll(busy, line);
        for (var node : List.of(send, stop, offered, busy)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        update();
    }

    /** Follows the model until that is ended. */
    Subscription listen() {
        return Stream.<Observable>of(
                        model.question(),
                        model.answering(),
                        model.pictures(),
                        model.turns(),
                        model.progress(),
                        model.model())
                .map(one -> one.subscribe(this::update))
                .reduce(Subscription.EMPTY, Subscription::and);
    }

    void focus() {
        field.requestFocus();
    }

    private void update() {
        boolean answering = model.answering().get();
        boolean pictures = !model.pictures().isEmpty();
        send.setVisible(!answering);
        send.setDisable(!model.canAsk());
        stop.setVisible(answering);
        busy.setVisible(answering && model.progress().get().isEmpty() && !model.isBeginning());
        field.setPromptText(texts.get(pictures ? "field.hint" : "field.hint.none"));
        List<String> questions = model.model().getValue().card().questions();
        offered.setVisible(pictures && !questions.isEmpty() && !model.turns().isEmpty());
        offered.setDisable(answering);
        if (offered.getItems().size() != questions.size() || offered.isVisible()) {
            offered.getItems().setAll(questions.stream().map(this::item).toList());
        }
    }

    private MenuItem item(String question) {
        MenuItem item = new MenuItem(question);
        item.setMnemonicParsing(false);
        item.setOnAction(chosen -> model.ask(question));
        return item;
    }

    private void key(KeyEvent key) {
        if (key.getCode() == KeyCode.ENTER && !key.isControlDown() && !key.isAltDown()) {
            if (key.isShiftDown()) {
                field.replaceSelection("\n");
            } else {
                model.ask();
            }
            key.consume();
        } else if (key.getCode() == KeyCode.TAB && !key.isControlDown() && !key.isAltDown()) {
            // A text area takes Tab for itself and goes on with Ctrl+Tab.
            key.consume();
            field.fireEvent(
                    new KeyEvent(
                            KeyEvent.KEY_PRESSED,
                            key.getCharacter(),
                            key.getText(),
                            KeyCode.TAB,
                            key.isShiftDown(),
                            true,
                            false,
                            false));
        } else if (key.getCode() == KeyCode.V && key.isShortcutDown() && hasPicture()) {
            paste.run();
            key.consume();
        }
    }

    /** Whether the clipboard holds a picture and no text that could be meant. */
    private static boolean hasPicture() {
        Clipboard board = Clipboard.getSystemClipboard();
        return board.hasFiles() || (board.hasImage() && !board.hasString());
    }
}
