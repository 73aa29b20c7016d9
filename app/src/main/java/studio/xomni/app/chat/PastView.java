package studio.xomni.app.chat;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.store.StoredChat;
import studio.xomni.app.text.Texts;

/** The chats that were; Enter or a click opens one, Delete deletes it. */
final class PastView extends BorderPane {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final ChatModel model;
    private final Texts texts;
    private final ListView<StoredChat> list;
    private final Label nothing = new Label();

    PastView(ChatModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("past-chats");
        list = new ListView<>(model.past().list());
        list.setId("chats");
        list.setAccessibleText(texts.get("past"));
        list.getStyleClass().add("edge-to-edge");
        list.setCellFactory(view -> new Cell());
        nothing.setWrapText(true);
        nothing.getStyleClass().addAll("note", "empty-text");
        list.setPlaceholder(nothing);
        list.addEventHandler(
                KeyEvent.KEY_PRESSED,
                key -> {
                    if (key.getCode() == KeyCode.ENTER) {
                        open(chosen());
                        key.consume();
                    } else if (key.getCode() == KeyCode.DELETE) {
                        StoredChat selected = list.getSelectionModel().getSelectedItem();
                        if (selected != null) {
                            model.delete(selected);
                        }
                        key.consume();
                    }
                });
        nothing.setText(words(model.past().onlySelected().get()));
        setTop(bar());
        setCenter(list);
        visibleProperty()
                .addListener(
                        (visible, before, now) -> {
                            if (now) {
                                list.requestFocus();
                            }
                        });
    }

    /** Follows the model until that is ended. */
    Subscription listen() {
        return model.past().onlySelected().subscribe(only -> nothing.setText(words(only)));
    }

    private String words(boolean onlySelected) {
        return texts.get(onlySelected ? "past.empty.selected" : "past.empty");
    }

    private HBox bar() {
        Button back = new Button(texts.get("past.back"), new FontIcon(Material2AL.ARROW_BACK));
        back.setId("chats-back");
        back.getStyleClass().addAll("small", "flat");
        back.setMinWidth(USE_PREF_SIZE);
        back.setOnAction(click -> model.past().shown().set(false));
        ToggleButton only = new ToggleButton(texts.get("past.selected"));
        only.setId("chats-selected");
        only.getStyleClass().add("small");
        only.setMinWidth(USE_PREF_SIZE);
        only.setTooltip(new Tooltip(texts.get("past.selected.help")));
        only.setAccessibleHelp(texts.get("past.selected.help"));
        only.selectedProperty().bindBidirectional(model.past().onlySelected());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(8, back, gap, only);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("panel-bar");
        return bar;
    }

    /** The selected chat, or the latest. */
    private @Nullable StoredChat chosen() {
        StoredChat selected = list.getSelectionModel().getSelectedItem();
        return selected != null || list.getItems().isEmpty() ? selected : list.getItems().get(0);
    }

    private ContextMenu menu(StoredChat chat) {
        MenuItem open = new MenuItem(texts.get("past.open"));
        open.setOnAction(chosen -> model.open(chat));
        MenuItem delete = new MenuItem(texts.get("past.delete"), new FontIcon(Material2AL.DELETE));
        delete.setId("chats-delete");
        delete.setOnAction(chosen -> model.delete(chat));
        return new ContextMenu(open, delete);
    }

    private void open(@Nullable StoredChat chat) {
        if (chat != null) {
            model.open(chat);
        }
    }

    private final class Cell extends ListCell<StoredChat> {
        private final Label title = new Label();
        private final Label facts = new Label();
        private final VBox content = new VBox(3, title, facts);

        Cell() {
            title.setTextOverrun(OverrunStyle.ELLIPSIS);
            facts.getStyleClass().add("note");
            content.prefWidthProperty().bind(widthProperty().subtract(28));
            setPrefWidth(0);
            addEventHandler(
                    MouseEvent.MOUSE_CLICKED,
                    click -> {
                        if (click.getButton() == MouseButton.PRIMARY) {
                            open(getItem());
                        }
                    });
        }

        @Override
        protected void updateItem(@Nullable StoredChat chat, boolean empty) {
            super.updateItem(chat, empty);
            if (chat == null || empty) {
                setGraphic(null);
                setContextMenu(null);
                setAccessibleText(null);
                return;
            }
            String asked = chat.turns().isEmpty() ? "—" : chat.turns().get(0).question();
            title.setText(asked.replace('\n', ' '));
            int turns = chat.turns().size();
            facts.setText(
                    texts.get(
                            "past.facts",
                            TIME.format(chat.latest().atZone(ZoneId.systemDefault())),
                            turns == 1 ? texts.get("past.turn") : texts.get("past.turns", turns)));
            setAccessibleText(texts.get("past.row", title.getText(), facts.getText()));
            setGraphic(content);
            setContextMenu(menu(chat));
        }
    }
}
