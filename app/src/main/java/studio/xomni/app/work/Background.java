package studio.xomni.app.work;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Work that is done away from JavaFX's thread. Tests use {@link #inline}, which does it at once on
 * the caller's thread.
 */
public interface Background {

    /**
     * Does work on a background thread, in the order it was asked for, and hands the result to
     * JavaFX's thread.
     *
     * @param work may block
     * @param done takes the result on JavaFX's thread
     * @param failed takes what the work threw, on JavaFX's thread
     */
    <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed);

    /** Does something on JavaFX's thread soon. */
    void later(Runnable action);

    /** Does everything at once on the caller's thread: for tests of view models. */
    static Background inline() {
        return new Background() {
            @Override
            public <T> void run(
                    Callable<T> work,
                    Consumer<? super T> done,
                    Consumer<? super Exception> failed) {
                T result;
                try {
                    result = work.call();
                } catch (Exception e) {
                    failed.accept(e);
                    return;
                }
                done.accept(result);
            }

            @Override
            public void later(Runnable action) {
                action.run();
            }
        };
    }
}
