package studio.xomni.app.chat;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.store.ChatTurn;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.text.Texts;

/**
 * The chat: its pictures on top, what was said, and the field to ask in; or the chats that were.
 */
public final class ChatView extends StackPane implements AutoCloseable {

    /** How near to the end a reader is who follows what is written. */
    private static final double END = 0.98;

    private final ChatModel model;
    private final Texts texts;
    private final Incoming incoming;
    private final VBox said = new VBox(14);
    private final ScrollPane scroll = new ScrollPane(said);
    private final VBox offered = new VBox(8);
    private final EmptyChat empty;
    private final StackPane middle = new StackPane();
    private final QuestionField field;
    private final Button delete;

    /** What ends the listening to the model, which outlives the view. */
    private final Subscription heard;

    /** Whether the view stays at the end while an answer grows. */
    private boolean follows = true;

    /**
     * The view of a chat.
     *
     * @param choose lets the user choose pictures and attaches them
     */
    public ChatView(ChatModel model, Texts texts, Runnable choose, ChatPorts ports) {
        this.model = model;
        this.texts = texts;
        incoming = new Incoming(model, texts, ports);
        field = new QuestionField(model, texts, incoming::paste);
        empty = new EmptyChat(model, texts, choose, incoming::paste);
        delete =
                icon(
                        Material2AL.DELETE,
                        texts.get("delete"),
                        () -> model.shown().ifPresent(model::delete));
        getStyleClass().add("chat");
        setId("chat");
        setMinWidth(0);
        said.getStyleClass().add("said");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        scroll.setAccessibleText(texts.get("title"));
        scroll.vvalueProperty().addListener((value, before, now) -> follows = reading(now));
        said.heightProperty()
                .addListener(
                        (height, before, now) -> {
                            if (follows) {
                                scroll.setVvalue(1);
                            }
                        });
        offered.getStyleClass().add("offered");
        middle.getChildren().addAll(scroll, empty);
        VBox.setVgrow(middle, Priority.ALWAYS);
        middle.setMinHeight(0);
        PictureStrip strip = new PictureStrip(model, texts, choose);
        VBox column = new VBox(bar(), strip, middle, offered, field);
        column.setFillWidth(true);
        PastView past = new PastView(model, texts);
        column.visibleProperty().bind(model.past().shown().not());
        past.visibleProperty().bind(model.past().shown());
        getChildren().addAll(column, past, incoming.veil());
        incoming.install(this);
        heard =
                Subscription.combine(
                        strip.listen(),
                        field.listen(),
                        past.listen(),
                        model.turns().subscribe(this::show),
                        model.pictures().subscribe(this::show),
                        model.progress().subscribe((before, now) -> showProgress()),
                        model.model().subscribe((before, now) -> show()));
        show();
    }

    /** Lets go of the model. */
    @Override
    public void close() {
        heard.unsubscribe();
    }

    private static boolean reading(Number position) {
        return position.doubleValue() >= END;
    }

    /** Whether the keyboard is in the chat. */
    public boolean hasKeyboard() {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        while (owner != null && owner != this) {
            owner = owner.getParent();
        }
        return owner == this;
    }

    /** Puts the keyboard into the question. */
    public void focusQuestion() {
        field.focus();
    }

    /** Looks again at what is selected in the gallery. */
    public void refresh() {
        empty.update();
        model.past().refresh();
    }

    /** Attaches what lies on the clipboard. */
    public void paste() {
        incoming.paste();
    }

    private Region bar() {
        Button fresh = new Button(texts.get("new"), new FontIcon(Material2AL.ADD));
        fresh.setId("chat-new");
        fresh.getStyleClass().addAll("small", "flat");
        fresh.setOnAction(
                click -> {
                    model.newChat();
                    field.focus();
                });
        Button past = icon(Material2AL.HISTORY, texts.get("past"), () -> {});
        past.setId("chat-past");
        past.setOnAction(click -> model.past().shown().set(true));
        delete.setId("chat-delete");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(8, fresh, gap, delete, past);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("panel-bar");
        return bar;
    }

    /** A small button that is an icon with its words as tooltip and accessible name. */
    static Button icon(Ikon icon, String words, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.setOnAction(click -> action.run());
        return button;
    }

    private void show() {
        boolean nothing = model.pictures().isEmpty() && model.turns().isEmpty();
        empty.setVisible(nothing);
        scroll.setVisible(!nothing);
        empty.update();
        delete.setDisable(model.shown().isEmpty());
        said.getChildren().clear();
        List<ChatTurn> turns = model.turns();
        for (int i = 0; i < turns.size(); i++) {
            said.getChildren().add(new TurnBox(model, texts, turns.get(i), i));
        }
        follows = true;
        showProgress();
        offer();
    }

    private void showProgress() {
        int last = said.getChildren().size() - 1;
        if (last >= 0 && said.getChildren().get(last) instanceof TurnBox box) {
            box.show(model.progress().get());
        }
    }

    /** Before the first question: what this model can be asked. */
    private void offer() {
        ModelInfo info = model.model().getValue();
        List<String> questions = info.card().questions();
        boolean shown =
                !questions.isEmpty() && model.turns().isEmpty() && !model.pictures().isEmpty();
        offered.setVisible(shown);
        offered.setManaged(shown);
        offered.getChildren().clear();
        if (!shown) {
            return;
        }
        boolean builtIn = info.source() instanceof ModelSource.BuiltIn;
        Label note = new Label(texts.get(builtIn ? "builtin" : "questions"));
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.getStyleClass().add("note");
        FlowPane chips = new FlowPane(6, 6);
        for (String question : questions) {
            Button chip = new Button(question);
            chip.getStyleClass().addAll("small", "question-chip");
            chip.setMnemonicParsing(false);
            chip.setOnAction(
                    click -> {
                        model.ask(question);
                        field.focus();
                    });
            chip.disableProperty().bind(model.answering());
            chips.getChildren().add(chip);
        }
        offered.getChildren().addAll(note, chips);
    }
}
