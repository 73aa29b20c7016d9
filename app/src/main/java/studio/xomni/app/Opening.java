package studio.xomni.app;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.work.Background;

/** Opens the library behind the window. One that was opened too late for the window is closed. */
final class Opening implements AutoCloseable {

    private final Background store;

    /** The library on its way to JavaFX's thread: whoever takes it from here has it. */
    private final AtomicReference<@Nullable Library> onItsWay = new AtomicReference<>();

    private volatile boolean ended;

    Opening(Background store) {
        this.store = store;
    }

    /** Opens a library; the one that was open must be closed before. */
    void open(Folders folders, Consumer<Library> opened, Consumer<Exception> failed) {
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
                failed::accept);
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
