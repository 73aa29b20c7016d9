package studio.xomni.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.Observable;
import javafx.collections.MapChangeListener;
import javafx.scene.Node;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.create.CanvasModel;
import studio.xomni.app.create.CanvasModel.Shown;
import studio.xomni.app.create.CreateModel;
import studio.xomni.app.gallery.GalleryCommands;
import studio.xomni.app.models.EngineModel;
import studio.xomni.app.models.OpenModel;
import studio.xomni.app.queue.JobRunner;
import studio.xomni.app.queue.QueueModel;
import studio.xomni.app.queue.QueueView;
import studio.xomni.app.queue.RunState;
import studio.xomni.app.queue.Sentences;
import studio.xomni.app.shell.Choice;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.shell.ShellView;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.Origin;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Instance;
import studio.xomni.app.work.Latest;
import studio.xomni.app.work.Pause;
import studio.xomni.app.work.Threads;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.vision.Picture;

/** What an open library brings into the window: queue, gallery, drawing; and how it all ends. */
final class Workspace implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Workspace.class.getName());

    /** The form is saved this long after a change: a crash loses less than a second of typing. */
    private static final Duration DRAFT = Duration.ofMillis(400);

    private final Texts texts = Texts.of("shell");
    private final Sentences sentences = new Sentences(Texts.of("create"));
    private final Threads deviceThread = new Threads("device", 1);
    private final Library library;
    private final Threads storeThread;
    private final ShellModel shell;
    private final ShellView view;
    private final CreateModel form;
    private final CanvasModel canvas;
    private final Stage window;
    private final OpenModel model;
    private final JobRunner runner;
    private final QueueModel queue;
    private final AttentionPart attention;
    private final GalleryPart gallery;
    private final DropPart drops;
    private final StatusBar status;
    private final Pause draft;
    private @Nullable Instance instance;
    private long shownJob = -1;

    /** Jobs that failed so far; null until the queue was read. */
    private @Nullable Set<Long> knownFailures;

    private boolean closing;

    Workspace(
            Library library,
            Threads storeThread,
            ShellModel shell,
            ShellView view,
            CreateModel form,
            CanvasModel canvas,
            Stage window,
            Consumer<Path> showFolder) {
        this.library = library;
        this.storeThread = storeThread;
        this.shell = shell;
        this.view = view;
        this.form = form;
        this.canvas = canvas;
        this.window = window;
        this.model = new EngineModel(library.folders().data().resolve("previews"));
        Latest<RunState> latest = new Latest<>(deviceThread, this::show);
        this.runner =
                new JobRunner(
                        library,
                        deviceThread,
                        model,
                        () -> System.nanoTime() / 1e9,
                        latest,
                        picture -> gallery().added(picture),
                        this::jobsChanged);
        this.queue = new QueueModel(library.jobs(), storeThread, runner, this::complain);
        this.attention = new AttentionPart(queue);
        this.gallery =
                new GalleryPart(library, storeThread, shell, view, form, canvas, showFolder, queue);
        this.status = new StatusBar(shell, library.folders().pictures(), storeThread);
        this.drops = new DropPart(storeThread, shell, form, canvas, gallery::importFiles);
        this.draft =
                new Pause(
                        DRAFT,
                        () -> {
                            String text = form.draft();
                            inStore(() -> library.desk().saveDraft(text));
                        });
    }

    private void inStore(Runnable command) {
        storeThread.run(
                () -> {
                    command.run();
                    return true;
                },
                done -> {},
                failure -> complain(String.valueOf(failure.getMessage())));
    }

    private void complain(String sentence) {
        shell.say(Notice.of(sentence));
    }

    /** What is read at once when the library is open. */
    private record Desk(Optional<String> draft, List<String> history, Map<String, String> styles) {}

    void start() {
        view.setTab(ShellModel.Tab.QUEUE, new QueueView(queue, Texts.of("queue")));
        gallery.start();
        attention.start();
        queue.list()
                .addListener(
                        (Observable list) -> {
                            countJobs();
                            sayFailures();
                        });
        String action = library.afterCrash() ? texts.get("show.queue") : "";
        for (String sentence : library.notices()) {
            shell.say(new Notice(sentence, action, () -> shell.tab().set(ShellModel.Tab.QUEUE)));
        }
        storeThread.run(
                () ->
                        new Desk(
                                library.desk().draft(),
                                library.desk().history(),
                                library.desk().snippets()),
                this::deskRead,
                failure -> complain(String.valueOf(failure.getMessage())));
        try {
            instance = Instance.listen(library.folders().data(), this::toFront);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Other starts cannot be answered.", e);
        }
        status.start();
    }

    private void deskRead(Desk desk) {
        form.history().fill(desk.history());
        new SavedPrompts(form, this::keepStyle).take(desk.styles());
        form.styles()
                .addListener(
                        (MapChangeListener<String, String>)
                                change -> keepStyle(change.getKey(), change.getValueAdded()));
        // What was typed before the library was open stays.
        if (form.prompt().get().isEmpty()) {
            desk.draft().ifPresent(form::restore);
        }
        form.onChange(draft::ask);
        draft.ask();
        queue.refresh();
        runner.wake();
    }

    private void keepStyle(String name, @Nullable String phrase) {
        inStore(
                () -> {
                    if (phrase == null) {
                        library.desk().removeSnippet(name);
                    } else {
                        library.desk().saveSnippet(name, phrase);
                    }
                });
    }

    private void toFront() {
        window.setIconified(false);
        window.toFront();
        window.requestFocus();
    }

    void enqueue(Recipe recipe, boolean first) {
        String prompt = recipe.request().prompt();
        if (!prompt.isBlank()) {
            inStore(() -> library.desk().addToHistory(prompt));
        }
        queue.add(recipe, first, Origin.of(form.madeFrom().get()));
    }

    /** Takes away what lies over the canvas; where nothing does, stops what is drawn. */
    void escape() {
        if (!gallery.uncover()) {
            stopDrawing();
        }
    }

    void stopDrawing() {
        queue.stop();
    }

    /** Lets pictures be dropped on form and canvas. */
    void acceptDrops(Node... zones) {
        for (Node zone : zones) {
            drops.accept(zone);
        }
    }

    void paste() {
        drops.paste();
    }

    /**
     * Does something with the gallery's selected pictures, unless they take the keys themselves.
     */
    void onPicture(Consumer<GalleryCommands> command) {
        gallery.onPicture(command);
    }

    void undo() {
        gallery.undo();
    }

    void search() {
        gallery.search();
    }

    void export() {
        gallery.export();
    }

    private void countJobs() {
        long open = queue.list().stream().filter(job -> job.state() != Job.State.DONE).count();
        view.setCount(ShellModel.Tab.QUEUE, (int) open);
    }

    /** A job began or ended, or a picture is finished. */
    private void jobsChanged() {
        if (closing) {
            return;
        }
        queue.refresh();
        if (!queue.isRunning()) {
            canvas.idle();
            shell.model().set(modelState());
        }
    }

    /** The gallery is made after the runner, which tells it of pictures. */
    private GalleryPart gallery() {
        return gallery;
    }

    /** Says once of each job why it failed; not of those that had failed before the start. */
    private void sayFailures() {
        Set<Long> failed = new HashSet<>();
        for (Job job : queue.list()) {
            if (job.state() != Job.State.FAILED) {
                continue;
            }
            failed.add(job.id());
            if (knownFailures != null && !knownFailures.contains(job.id())) {
                shell.say(
                        new Notice(
                                texts.get("job.failed", job.message()),
                                texts.get("show.queue"),
                                () -> shell.tab().set(ShellModel.Tab.QUEUE)));
            }
        }
        knownFailures = failed;
    }

    private String modelState() {
        return texts.get(
                "model.ready",
                form.model().get().card().name(),
                form.numbers().get().key(),
                model.device().toUpperCase(java.util.Locale.ROOT));
    }

    /** Takes the state of the running job to canvas and queue. */
    private void show(RunState state) {
        if (closing) {
            return;
        }
        queue.running().set(Optional.of(state));
        Optional<Job> job =
                queue.list().stream().filter(one -> one.id() == state.job()).findFirst();
        if (job.isEmpty()) {
            return;
        }
        if (state.job() != shownJob) {
            shownJob = state.job();
            canvas.begin();
        }
        ImageRequest request = job.get().recipe().request();
        List<Shown.Live> batch = new ArrayList<>();
        for (Picture picture : state.previews()) {
            batch.add(new Shown.Live(picture, request.width(), request.height()));
        }
        canvas.run(
                sentences.stage(state, request.width() / ImageRequest.CELL),
                sentences.left(state),
                state.stage() == RunState.Stage.LOADING ? -1 : state.fraction(),
                batch);
        shell.model()
                .set(
                        state.stage() == RunState.Stage.LOADING
                                ? texts.get("model.loading", form.model().get().card().name())
                                : modelState());
    }

    /** Asks, where a picture is being drawn. */
    boolean mayClose() {
        if (closing || !queue.isRunning()) {
            return true;
        }
        shell.ask(
                new Choice(
                        texts.get("close.title"),
                        texts.get("close.text"),
                        List.of(new Choice.Answer(texts.get("close.stop"), this::stopAndClose))));
        return false;
    }

    private void stopAndClose() {
        closing = true;
        window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    @Override
    public void close() {
        closing = true;
        status.close();
        draft.flush();
        attention.close();
        runner.close();
        deviceThread.close();
        model.close();
        if (instance != null) {
            instance.close();
        }
        gallery.close();
        storeThread.close();
        library.close();
    }
}
