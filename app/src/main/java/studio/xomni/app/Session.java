package studio.xomni.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.chat.ChatModel;
import studio.xomni.app.chat.ChatPorts;
import studio.xomni.app.chat.DeviceAnswerer;
import studio.xomni.app.export.ExportModel;
import studio.xomni.app.export.ExportPorts;
import studio.xomni.app.gallery.GalleryEdits;
import studio.xomni.app.models.EngineModel;
import studio.xomni.app.queue.JobRunner;
import studio.xomni.app.queue.RunState;
import studio.xomni.app.settings.Settings;
import studio.xomni.app.shell.UndoStack;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;
import studio.xomni.app.work.Instance;
import studio.xomni.app.work.Latest;
import studio.xomni.app.work.Threads;
import studio.xomni.engine.pipeline.Memory;

/**
 * What goes on whatever the window shows: the open library, the model, who draws and answers with
 * it, and what can be undone. A window that is made anew, as in another language, takes it over.
 */
final class Session implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Session.class.getName());

    /** Who hears of the work, on JavaFX's thread. */
    interface Listener {

        /** How far the running job is. */
        void progress(RunState state);

        /** A picture is finished and kept. */
        void finished(StoredPicture picture);

        /** A job began or ended, or a picture is finished. */
        void jobsChanged();

        /** The memory did not suffice for painting, which is done in this mode now. */
        void shortOfMemory(Memory mode);
    }

    private final Threads deviceThread = new Threads("device", 1);
    private final Library library;
    private final EngineModel model;
    private final JobRunner runner;
    private final UndoStack undo = new UndoStack();
    private final GalleryEdits edits;
    private final Threads chatThread = new Threads("chat", 1);
    private @Nullable ChatModel chat;
    private final Threads exportThread = new Threads("export", 1);
    private @Nullable ExportModel export;
    private @Nullable Listener listener;
    private @Nullable Instance instance;

    Session(Library library, Settings settings) {
        this.library = library;
        this.model = new EngineModel(library.folders().data().resolve("previews"));
        take(settings);
        Latest<RunState> latest =
                new Latest<>(deviceThread, state -> tell(open -> open.progress(state)));
        this.runner =
                new JobRunner(
                        library,
                        deviceThread,
                        model,
                        () -> System.nanoTime() / 1e9,
                        latest,
                        picture -> tell(open -> open.finished(picture)),
                        () -> tell(Listener::jobsChanged));
        runner.onShortOfMemory(mode -> tell(open -> open.shortOfMemory(mode)));
        this.edits = new GalleryEdits(library.pictures(), undo);
    }

    /** From now on this one hears of the work, and no other. */
    void listen(Listener one) {
        listener = one;
    }

    /** From now on this one does not hear of the work. */
    void leave(Listener one) {
        if (listener == one) {
            listener = null;
        }
    }

    private void tell(Consumer<Listener> event) {
        Listener open = listener;
        if (open != null) {
            event.accept(open);
        }
    }

    /** What of the settings concerns drawing. */
    void take(Settings settings) {
        model.useDevice(settings.device());
        model.useMemory(settings.memory());
        model.usePreviews(settings.previews());
    }

    Library library() {
        return library;
    }

    EngineModel model() {
        return model;
    }

    JobRunner runner() {
        return runner;
    }

    /** What is changed of pictures, with what can be undone. */
    GalleryEdits edits() {
        return edits;
    }

    /** The chat, which is in this window from now on. */
    ChatModel chat(ChatPorts window) {
        ChatModel open = chat;
        if (open == null) {
            DeviceAnswerer answerer =
                    new DeviceAnswerer(
                            model, runner::goAhead, library.chats(), () -> System.nanoTime() / 1e9);
            open = new ChatModel(library.chats(), answerer, chatThread, undo, window);
            chat = open;
        } else {
            open.moveTo(window);
        }
        return open;
    }

    /**
     * The export, which is in this window from now on.
     *
     * @param store keeps its choices
     */
    ExportModel export(Background store, ExportPorts window) {
        ExportModel open = export;
        if (open == null) {
            open = new ExportModel(library.desk(), library.folders(), store, exportThread, window);
            open.load();
            export = open;
        } else {
            open.moveTo(window);
        }
        return open;
    }

    /**
     * Answers other starts of the studio.
     *
     * @param shown given the files that another start was asked to open; called on JavaFX's thread
     */
    void answerOthers(Consumer<List<Path>> shown) {
        try {
            instance = Instance.listen(library.folders().data(), shown);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Other starts cannot be answered.", e);
        }
    }

    /** Ends the running job within a token or a painting step; it goes on at the next start. */
    @Override
    public void close() {
        listener = null;
        if (chat != null) {
            chat.close();
        }
        if (export != null) {
            export.cancel();
        }
        chatThread.close();
        exportThread.close();
        runner.close();
        deviceThread.close();
        model.close();
        if (instance != null) {
            instance.close();
        }
    }
}
