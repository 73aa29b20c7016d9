package studio.xomni.app.queue;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.store.Job;
import studio.xomni.app.text.Texts;
import studio.xomni.engine.pipeline.ImageRequest;

/** One job: its prompt, where it stands, and what can be done with it. */
final class JobCell extends ListCell<Job> {

    private static final DataFormat JOB = new DataFormat("application/x-xomni-job");
    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("drop-target");

    private final QueueModel model;
    private final Texts texts;
    private final Label prompt = new Label();
    private final Label facts = new Label();
    private final Label state = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Button act = new Button();
    private final HBox content;

    JobCell(QueueModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("job");
        prompt.setTextOverrun(OverrunStyle.ELLIPSIS);
        prompt.getStyleClass().add("job-prompt");
        facts.getStyleClass().add("note");
        state.getStyleClass().add("note");
        state.setWrapText(true);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("small");
        bar.managedProperty().bind(bar.visibleProperty());
        VBox words = new VBox(3, prompt, facts, state, bar);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        act.getStyleClass().addAll("button-icon", "flat");
        act.managedProperty().bind(act.visibleProperty());
        act.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        content = new HBox(8, words, act);
        content.setAlignment(Pos.CENTER_LEFT);
        content.prefWidthProperty().bind(widthProperty().subtract(28));
        setPrefWidth(0);
        model.running().addListener((running, before, now) -> showProgress(now));
        addEventHandler(MouseEvent.DRAG_DETECTED, this::drag);
        addEventHandler(DragEvent.DRAG_OVER, this::over);
        addEventHandler(DragEvent.DRAG_EXITED, gone -> pseudoClassStateChanged(TARGET, false));
        addEventHandler(DragEvent.DRAG_DROPPED, this::drop);
    }

    @Override
    protected void updateItem(@Nullable Job job, boolean empty) {
        super.updateItem(job, empty);
        if (job == null || empty) {
            setGraphic(null);
            setContextMenu(null);
            setAccessibleText(null);
            return;
        }
        ImageRequest request = job.recipe().request();
        String words = request.prompt().isBlank() ? "—" : request.prompt().replace('\n', ' ');
        prompt.setText(words);
        prompt.setTooltip(new Tooltip(request.prompt()));
        facts.setText(
                texts.get(
                        "job.facts",
                        request.width(),
                        request.height(),
                        request.count() == 1
                                ? texts.get("job.picture")
                                : texts.get("job.pictures", request.count()),
                        Long.toString(request.seed())));
        state.setText(words(job));
        setAccessibleText(texts.get("row", words, words(job)));
        bar.setVisible(job.state() == Job.State.RUNNING);
        button(job);
        setContextMenu(menu(job));
        setGraphic(content);
        showProgress(model.running().get());
    }

    private String words(Job job) {
        return switch (job.state()) {
            case WAITING -> texts.get("state.waiting");
            case RUNNING -> texts.get("state.running");
            case STOPPED ->
                    job.rows() == 0
                            ? texts.get("state.stopped.none")
                            : texts.get(
                                    "state.stopped",
                                    job.rows(),
                                    job.recipe().request().height() / ImageRequest.CELL);
            case FAILED -> job.message().isEmpty() ? texts.get("state.failed") : job.message();
            case DONE -> texts.get("state.done");
        };
    }

    private void button(Job job) {
        act.setVisible(true);
        switch (job.state()) {
            case RUNNING -> act(Material2MZ.STOP, "stop", model::stop);
            case STOPPED -> act(Material2MZ.PLAY_ARROW, "resume.job", () -> model.resume(job));
            case FAILED -> act(Material2MZ.REPLAY, "retry", () -> model.resume(job));
            case WAITING, DONE -> act(Material2AL.CLOSE, "remove", () -> model.remove(job));
        }
    }

    private void act(org.kordamp.ikonli.Ikon icon, String text, Runnable command) {
        act.setGraphic(new FontIcon(icon));
        act.setAccessibleText(texts.get(text));
        act.setTooltip(new Tooltip(texts.get(text)));
        act.setOnAction(click -> command.run());
    }

    private ContextMenu menu(Job job) {
        ContextMenu menu = new ContextMenu();
        add(menu, "up", () -> model.moveBy(job, -1));
        add(menu, "down", () -> model.moveBy(job, 1));
        add(menu, "first", () -> model.move(job, 0));
        add(menu, "duplicate", () -> model.duplicate(job));
        if (job.state() == Job.State.STOPPED || job.state() == Job.State.FAILED) {
            add(menu, "resume.job", () -> model.resume(job));
            if (job.rows() > 0) {
                add(menu, "discard", () -> model.discard(job));
            }
        }
        if (job.state() == Job.State.RUNNING) {
            add(menu, "stop", model::stop);
        } else {
            add(menu, "remove", () -> model.remove(job));
        }
        return menu;
    }

    private void add(ContextMenu menu, String text, Runnable command) {
        MenuItem item = new MenuItem(texts.get(text));
        item.setOnAction(chosen -> command.run());
        menu.getItems().add(item);
    }

    private void showProgress(Optional<RunState> running) {
        Job job = getItem();
        if (job != null && running.isPresent() && running.get().job() == job.id()) {
            state.setText(
                    running.get().stage() == RunState.Stage.CHATTING
                            ? texts.get("state.chatting")
                            : words(job));
            bar.setProgress(
                    running.get().stage() == RunState.Stage.LOADING
                            ? ProgressBar.INDETERMINATE_PROGRESS
                            : running.get().fraction());
        }
    }

    private void drag(MouseEvent mouse) {
        Job job = getItem();
        if (job != null) {
            Dragboard board = startDragAndDrop(TransferMode.MOVE);
            ClipboardContent dragged = new ClipboardContent();
            dragged.put(JOB, job.id());
            board.setContent(dragged);
            board.setDragView(snapshot(null, null));
            mouse.consume();
        }
    }

    private void over(DragEvent drag) {
        if (drag.getDragboard().hasContent(JOB) && getItem() != null) {
            drag.acceptTransferModes(TransferMode.MOVE);
            pseudoClassStateChanged(TARGET, true);
            drag.consume();
        }
    }

    private void drop(DragEvent drag) {
        if (drag.getDragboard().getContent(JOB) instanceof Long id && getItem() != null) {
            for (Job job : model.list()) {
                if (job.id() == id) {
                    model.move(job, getIndex());
                    break;
                }
            }
            drag.setDropCompleted(true);
            drag.consume();
        }
    }
}
