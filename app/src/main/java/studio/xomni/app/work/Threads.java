package studio.xomni.app.work;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.application.Platform;

/** Background threads of one purpose; results go to JavaFX's thread. */
public final class Threads implements Background, AutoCloseable {

    private static final long SECONDS_TO_END = 20;

    private final ExecutorService executor;

    /**
     * @param name of the threads, for logs
     * @param threads 1 keeps the work in order
     */
    public Threads(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        executor =
                Executors.newFixedThreadPool(
                        threads,
                        work -> {
                            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    @Override
    public <T> void run(
            Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        executor.execute(
                () -> {
                    try {
                        T result = work.call();
                        Platform.runLater(() -> done.accept(result));
                    } catch (Exception e) {
                        Platform.runLater(() -> failed.accept(e));
                    } catch (Error e) {
                        // The caller waits for an answer, whatever happened.
                        Platform.runLater(() -> failed.accept(new IllegalStateException(e)));
                        throw e;
                    }
                });
    }

    @Override
    public void later(Runnable action) {
        Platform.runLater(action);
    }

    /** Lets what was asked for end, then the threads. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
