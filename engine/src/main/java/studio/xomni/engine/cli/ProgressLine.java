package studio.xomni.engine.cli;

import java.util.function.LongSupplier;
import studio.xomni.engine.pipeline.Progress;

/** Progress as one line of a terminal that overwrites itself; nothing where nobody watches. */
final class ProgressLine implements AutoCloseable {

    /** Redrawn no more often than a person can read. */
    private static final long REDRAW_NANOS = 100_000_000;

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private final TimeLeft timeLeft;
    private String title = "";
    private int shown;
    private long drawnAt;
    private Class<?> stage = Void.class;

    ProgressLine(Terminal terminal, LongSupplier nanoTime, TimeLeft timeLeft) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.timeLeft = timeLeft;
    }

    /** What the next events are about, such as {@code Picture 3 of 10}; stands before the stage. */
    void title(String text) {
        title = text.isEmpty() ? "" : text + ": ";
    }

    void accept(Progress progress) {
        if (!terminal.watched()
                || progress instanceof Progress.Row
                || progress instanceof Progress.Preview) {
            return;
        }
        timeLeft.accept(progress);
        long now = nanoTime.getAsLong();
        boolean step = stage == progress.getClass() && !(progress instanceof Progress.Loading);
        if (step && now - drawnAt < REDRAW_NANOS) {
            return;
        }
        stage = progress.getClass();
        drawnAt = now;
        String left = timeLeft.text();
        draw(title + describe(progress) + (left.isEmpty() ? "" : ", " + left));
    }

    private static String describe(Progress progress) {
        if (progress instanceof Progress.Loading loading) {
            return "loading the " + loading.part();
        } else if (progress instanceof Progress.Reading reading) {
            return "reading %d tokens".formatted(reading.ids());
        } else if (progress instanceof Progress.Writing writing) {
            return "writing token %d of %d".formatted(writing.done(), writing.total());
        } else if (progress instanceof Progress.Painting painting) {
            return "painting step %d of %d".formatted(painting.done(), painting.total());
        }
        return "turning latents into pixels";
    }

    private void draw(String text) {
        terminal.err().print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
        terminal.err().flush();
        shown = text.length();
    }

    /** Wipes the line, so that other text can be printed; the next event draws it anew. */
    void clear() {
        if (shown > 0) {
            draw("");
            terminal.err().print("\r");
            terminal.err().flush();
            stage = Void.class;
        }
    }

    @Override
    public void close() {
        clear();
    }
}
