package studio.xomni.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.StoreException;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;
import studio.xomni.app.work.Instance;

/** Opens the library behind the window. One that was opened too late for the window is closed. */
final class Opening implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Opening.class.getName());

    private final Background store;
    private final Consumer<Notice> say;

    /** The library on its way to JavaFX's thread: whoever takes it from here has it. */
    private final AtomicReference<@Nullable Library> onItsWay = new AtomicReference<>();

    private volatile boolean ended;

    /**
     * @param say says in the window why it failed
     */
    Opening(Background store, Consumer<Notice> say) {
        this.store = store;
        this.say = say;
    }

    /**
     * Opens a library; the one that was open must be closed before. Where it is another start's,
     * that one is shown and this one ends.
     *
     * @param where it is, asked each time that it is tried
     * @param files that the other start is to open
     */
    void open(Supplier<Folders> where, List<Path> files, Consumer<Library> opened) {
        Folders folders = where.get();
        store.run(
                () -> {
                    onItsWay.set(Library.open(folders));
                    if (ended) {
                        closeWhatIsOnItsWay();
                    }
                    return true;
                },
                done -> {
                    Library library = onItsWay.getAndSet(null);
                    if (library != null) {
                        opened.accept(library);
                    }
                },
                failure -> failed(folders, files, failure, () -> open(where, files, opened)));
    }

    private void failed(Folders folders, List<Path> files, Exception failure, Runnable again) {
        Texts texts = Texts.of("shell");
        if (failure instanceof StoreException refusal
                && refusal.kind() == StoreException.Kind.LOCKED
                && Instance.showOther(folders.data(), files)) {
            System.err.println(texts.get("running.already"));
            Platform.exit();
            return;
        }
        LOG.log(Level.WARNING, "The library cannot be opened.", failure);
        say.accept(
                new Notice(
                        texts.get("opening.failed", String.valueOf(failure.getLocalizedMessage())),
                        texts.get("opening.retry"),
                        again));
    }

    private void closeWhatIsOnItsWay() {
        Library library = onItsWay.getAndSet(null);
        if (library != null) {
            library.close();
        }
    }

    /** From now on no library is handed to the window. */
    @Override
    public void close() {
        ended = true;
        closeWhatIsOnItsWay();
    }
}
