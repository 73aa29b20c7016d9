package studio.xomni.app.work;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands the latest of many values to JavaFX's thread: those that come while one is on its way
 * replace it, so that a fast worker never floods the window.
 */
public final class Latest<T> implements Consumer<T> {

    private final AtomicReference<@Nullable T> waiting = new AtomicReference<>();
    private final Background background;
    private final Consumer<? super T> taker;

    /**
     * @param taker takes values on JavaFX's thread
     */
    public Latest(Background background, Consumer<? super T> taker) {
        this.background = background;
        this.taker = taker;
    }

    /** For any thread. */
    @Override
    public void accept(T value) {
        if (waiting.getAndSet(value) == null) {
            background.later(this::deliver);
        }
    }

    private void deliver() {
        T value = waiting.getAndSet(null);
        if (value != null) {
            taker.accept(value);
        }
    }
}
