package studio.xomni.app.chat;

import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.store.ChatTurn;
import studio.xomni.app.store.ChatTurn.Ending;
import studio.xomni.app.text.Texts;

/** A question and its answer, with what can be done with the answer. */
final class TurnBox extends VBox {

    private final ChatModel model;
    private final Texts texts;
    private final ChatTurn turn;
    private final Label answer = new Label();
    private final Label state = new Label();
    private final ProgressIndicator busy = new ProgressIndicator();
    private final HBox below = new HBox(4);

    /**
     * @param number of the turn, from 0
     */
    TurnBox(ChatModel model, Texts texts, ChatTurn turn, int number) {
        super(8);
        this.model = model;
        this.texts = texts;
        this.turn = turn;
        getStyleClass().add("turn");
        setId("turn-" + number);
        Label question = new Label(turn.question());
        question.setWrapText(true);
        question.setMinHeight(Region.USE_PREF_SIZE);
        question.getStyleClass().add("question");
        question.setAccessibleText(texts.get("you", turn.question()));
        HBox asked = new HBox(question);
        asked.setAlignment(Pos.CENTER_RIGHT);
        answer.setWrapText(true);
        answer.setMinHeight(Region.USE_PREF_SIZE);
        answer.setMaxWidth(Double.MAX_VALUE);
        answer.getStyleClass().add("answer");
        answer.setId("answer-" + number);
        answer.managedProperty().bind(answer.visibleProperty());
        state.setWrapText(true);
        state.setMinHeight(Region.USE_PREF_SIZE);
        state.getStyleClass().add("note");
        state.setId("answer-state-" + number);
        HBox.setHgrow(state, Priority.ALWAYS);
        busy.setMaxSize(14, 14);
        busy.setMinSize(14, 14);
        busy.managedProperty().bind(busy.visibleProperty());
        below.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(asked, answer, below);
        show(Optional.empty());
    }

    /**
     * Shows the answer.
     *
     * @param progress while it is being written
     */
    void show(Optional<Progressing> progress) {
        boolean live = progress.isPresent() && turn.ending() == Ending.OPEN;
        String text = live ? progress.get().answer() : turn.answer();
        answer.setText(text);
        answer.setVisible(!text.isEmpty());
        answer.setAccessibleText(texts.get("answer", turn.model(), text));
        busy.setVisible(live);
        String words = live ? words(progress.get()) : words(turn.ending());
        state.setText(words);
        if (live) {
            below.getChildren().setAll(busy, state);
        } else {
            done(text, words);
        }
    }

    private void done(String text, String words) {
        below.getChildren().clear();
        if (!text.isEmpty()) {
            Button copy =
                    ChatView.icon(
                            Material2AL.CONTENT_COPY, texts.get("copy"), () -> model.copy(turn));
            copy.getStyleClass().add("copy-answer");
            Button draw = new Button(texts.get("draw"), new FontIcon(Material2AL.BRUSH));
            draw.getStyleClass().addAll("small", "flat", "draw-answer");
            draw.setMinWidth(Region.USE_PREF_SIZE);
            draw.setTooltip(new Tooltip(texts.get("draw.help")));
            draw.setOnAction(click -> model.draw(turn));
            below.getChildren().addAll(copy, draw);
            MenuItem item = new MenuItem(texts.get("copy"));
            item.setOnAction(chosen -> model.copy(turn));
            answer.setContextMenu(new ContextMenu(item));
        }
        if (turn.ending() != Ending.COMPLETE && turn.ending() != Ending.CUT) {
            Button again = new Button(texts.get("again"), new FontIcon(Material2AL.AUTORENEW));
            again.getStyleClass().addAll("small", "flat", "ask-again");
            again.setMinWidth(Region.USE_PREF_SIZE);
            again.disableProperty().bind(model.answering());
            again.setOnAction(click -> model.ask(turn.question()));
            below.getChildren().add(again);
        }
        if (words.isEmpty()) {
            state.setText(turn.model());
        }
        below.getChildren().add(state);
    }

    private String words(Progressing progress) {
        return switch (progress.stage()) {
            case LOADING -> texts.get("stage.loading", progress.detail());
            case LOOKING -> texts.get("stage.looking", progress.picture(), progress.pictures());
            default -> texts.get("stage." + progress.stage().name().toLowerCase(Locale.ROOT));
        };
    }

    private String words(Ending ending) {
        return ending == Ending.COMPLETE
                ? ""
                : texts.get("ending." + ending.name().toLowerCase(Locale.ROOT));
    }
}
