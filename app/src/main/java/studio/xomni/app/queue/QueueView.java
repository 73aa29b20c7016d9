package studio.xomni.app.queue;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.store.Job;
import studio.xomni.app.text.Texts;

/** The queue as a list that is ordered by dragging or by Alt+↑ and Alt+↓. */
public final class QueueView extends BorderPane {

    private final QueueModel model;
    private final Texts texts;
    private final ListView<Job> list;

    public QueueView(QueueModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.list = new ListView<>(model.list());
        getStyleClass().add("queue");
        list.setId("queue");
        list.setAccessibleText(texts.get("title"));
        list.getStyleClass().add("edge-to-edge");
        list.setCellFactory(view -> new JobCell(model, texts));
        Label empty = new Label(texts.get("empty"));
        empty.setWrapText(true);
        empty.getStyleClass().addAll("note", "empty-text");
        list.setPlaceholder(empty);
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        setTop(bar());
        setCenter(list);
    }

    private Region bar() {
        ToggleButton pause = new ToggleButton();
        pause.setId("pause");
        pause.textProperty()
                .bind(
                        Bindings.when(model.paused())
                                .then(texts.get("resume"))
                                .otherwise(texts.get("pause")));
        pause.graphicProperty()
                .bind(
                        Bindings.when(model.paused())
                                .then(new FontIcon(Material2MZ.PLAY_ARROW))
                                .otherwise(new FontIcon(Material2MZ.PAUSE)));
        pause.getStyleClass().add("small");
        pause.setOnAction(
                click -> {
                    pause.setSelected(false);
                    model.setPaused(!model.paused().get());
                });
        Button clear = new Button(texts.get("clear"), new FontIcon(Material2AL.DONE_ALL));
        clear.setId("clear-done");
        clear.getStyleClass().addAll("small", "flat");
        clear.setOnAction(click -> model.clearDone());
        clear.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        model.list().stream()
                                                .noneMatch(job -> job.state() == Job.State.DONE),
                                model.list()));
        clear.setTooltip(new Tooltip(texts.get("clear")));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(8, pause, gap, clear);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("panel-bar");
        Label note = new Label(texts.get("paused"));
        note.getStyleClass().add("warning-note");
        note.visibleProperty().bind(model.paused());
        note.managedProperty().bind(note.visibleProperty());
        javafx.scene.layout.VBox box = new javafx.scene.layout.VBox(4, bar, note);
        note.setPadding(new javafx.geometry.Insets(0, 12, 8, 12));
        return box;
    }

    private void key(KeyEvent key) {
        Job job = list.getSelectionModel().getSelectedItem();
        if (job == null) {
            return;
        }
        if (key.isAltDown() && key.getCode() == KeyCode.UP) {
            moved(job, -1);
            key.consume();
        } else if (key.isAltDown() && key.getCode() == KeyCode.DOWN) {
            moved(job, 1);
            key.consume();
        } else if (key.getCode() == KeyCode.DELETE) {
            model.remove(job);
            key.consume();
        }
    }

    private void moved(Job job, int places) {
        model.moveBy(job, places);
        for (Job moved : model.list()) {
            if (moved.id() == job.id()) {
                list.getSelectionModel().select(moved);
            }
        }
    }
}
