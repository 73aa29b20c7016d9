package studio.xomni.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Pause;
import studio.xomni.app.work.Threads;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.vision.Picture;

/** What an open library brings into the window: queue, gallery, drawing. */
final class Workspace implements Session.Listener, AutoCloseable {

    /** The form is saved this long after a change: a crash loses less than a second of typing. */
    private static final Duration DRAFT = Duration.ofMillis(400);

    private final Texts texts = Texts.of("shell");
    private final Sentences sentences = new Sentences(Texts.of("create"));
    private final Session session;
    private final Library library;
    private final Threads storeThread;
    private final ShellModel shell;
    private final ShellView view;
    private final CreateModel form;
    private final CanvasModel canvas;
    private final ModelsPart models;
    private final Stage window;
    private final Runnable locate;
    private final QueueModel queue;
    private final AttentionPart attention;
    private final GalleryPart gallery;
    private final ChatPart chat;
    private final DropPart drops;
    private final StatusBar status;
    private final Pause draft;
    private long shownJob = -1;

    /** Jobs that failed so far; null until the queue was read. */
    private @Nullable Set<Long> knownFailures;

    private boolean closing;

    Workspace(
            Session session,
            Threads storeThread,
            ShellModel shell,
            ShellView view,
            CreateModel form,
            CanvasModel canvas,
            ModelsPart models,
            Stage window,
            Runnable locate,
            Consumer<Path> showFolder) {
        this.session = session;
        this.library = session.library();
        this.storeThread = storeThread;
        this.shell = shell;
        this.view = view;
        this.form = form;
        this.canvas = canvas;
        this.models = models;
        this.window = window;
        this.locate = locate;
        this.queue = new QueueModel(library.jobs(), storeThread, session.runner(), this::complain);
        this.attention = new AttentionPart(queue);
        this.gallery =
                new GalleryPart(
                        session,
                        storeThread,
                        shell,
                        view,
                        form,
                        canvas,
                        showFolder,
                        queue,
                        this::chat);
        this.chat = new ChatPart(session, shell, view, form, window, gallery);
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
                failure -> complain(String.valueOf(failure.getLocalizedMessage())));
    }

    private void complain(String sentence) {
        shell.say(Notice.of(sentence));
    }

    /** What is read at once when the library is open. */
    private record Desk(Optional<String> draft, List<String> history, Map<String, String> styles) {}

    /**
     * Fills the window and takes up the work.
     *
     * @param first whether the library was opened just now: what was mended is said
     */
    void start(boolean first) {
        session.listen(this);
        view.setTab(ShellModel.Tab.QUEUE, new QueueView(queue, Texts.of("queue")));
        gallery.start();
        chat.start();
        attention.start();
        queue.list()
                .addListener(
                        (Observable list) -> {
                            countJobs();
                            sayFailures();
                        });
        if (first) {
            sayNotices();
        }
        storeThread.run(
                () ->
                        new Desk(
                                library.desk().draft(),
                                library.desk().history(),
                                library.desk().snippets()),
                this::deskRead,
                failure -> complain(String.valueOf(failure.getLocalizedMessage())));
        status.start();
    }

    private void sayNotices() {
        boolean lost = !Files.isDirectory(library.folders().pictures());
        for (String sentence : library.notices()) {
            shell.say(
                    lost
                            ? new Notice(sentence, texts.get("folder.locate"), locate)
                            : library.afterCrash()
                                    ? new Notice(
                                            sentence,
                                            texts.get("show.queue"),
                                            () -> shell.showTab(ShellModel.Tab.QUEUE))
                                    : Notice.of(sentence));
        }
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
        session.runner().wake();
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

    void enqueue(Recipe recipe, boolean first) {
        String prompt = recipe.request().prompt();
        if (!prompt.isBlank()) {
            inStore(() -> library.desk().addToHistory(prompt));
        }
        queue.add(recipe, first, Origin.of(form.madeFrom().get()));
    }

    /**
     * Stops an answer where the keyboard is in the chat; else takes away what lies over the canvas;
     * where nothing does, stops an answer or what is drawn.
     */
    void escape() {
        boolean done = chat.hasKeyboard() && chat.stop() || gallery.uncover() || chat.stop();
        if (!done) {
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
        if (chat.hasKeyboard()) {
            chat.paste();
        } else {
            drops.paste();
        }
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

    @Override
    public void finished(StoredPicture picture) {
        gallery.added(picture);
    }

    @Override
    public void jobsChanged() {
        queue.refresh();
        if (!queue.isRunning()) {
            canvas.idle();
            models.sayReady();
        }
    }

    /** The chat is made after the gallery, which gives it pictures. */
    private ChatPart chat() {
        return chat;
    }

    @Override
    public void shortOfMemory(Memory mode) {
        String name = texts.get("memory." + mode.name().toLowerCase(Locale.ROOT));
        shell.say(
                new Notice(
                        texts.get("memory.short", name),
                        texts.get("memory.use", name),
                        () -> form.memory().set(mode)));
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
                                () -> shell.showTab(ShellModel.Tab.QUEUE)));
            }
        }
        knownFailures = failed;
    }

    /** Takes the state of the running job to canvas and queue. */
    @Override
    public void progress(RunState state) {
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
        if (state.stage() == RunState.Stage.LOADING) {
            models.sayLoading();
        } else {
            models.sayReady();
        }
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

    /** Opens files that the desktop handed over: one is looked at, several are imported. */
    void openFiles(List<Path> files) {
        drops.open(files);
    }

    /** Whether a picture is being drawn. */
    boolean isDrawing() {
        return queue.isRunning();
    }

    /** Leaves the window; the work goes on. */
    @Override
    public void close() {
        session.leave(this);
        status.close();
        draft.flush();
        chat.close();
        attention.close();
        gallery.close();
    }

    /** Shows what another window showed, and goes on with what was begun there. */
    void takeOver(Workspace old) {
        gallery.takeOver(old.gallery);
    }
}
