package studio.xomni.engine.cli;

import java.util.Locale;
import java.util.function.LongSupplier;
import studio.xomni.engine.pipeline.Progress;

/**
 * How long a drawing still takes, learned from how long this run's tokens and painting steps took.
 */
final class TimeLeft {

    private final LongSupplier nanoTime;
    private final Pace writing;
    private final Pace painting;

    /**
     * @param nanoTime a clock, {@link System#nanoTime}
     * @param tokens tokens that will be written one after another, over all pictures
     * @param steps painting steps, over all pictures
     */
    TimeLeft(LongSupplier nanoTime, int tokens, int steps) {
        this.nanoTime = nanoTime;
        this.writing = new Pace(tokens);
        this.painting = new Pace(steps);
    }

    /** Learns from an event. */
    void accept(Progress progress) {
        long now = nanoTime.getAsLong();
        if (progress instanceof Progress.Writing written) {
            painting.pause();
            writing.reach(written.done(), now);
        } else if (progress instanceof Progress.Painting painted) {
            writing.pause();
            painting.reach(painted.done(), now);
        } else if (!(progress instanceof Progress.Row || progress instanceof Progress.Preview)) {
            writing.pause();
            painting.pause();
        }
    }

    /** Such as {@code about 12 s left}; empty while nothing is known. */
    String text() {
        if (writing.isUnknown() || (painting.isUnknown() && writing.remaining == 0)) {
            return "";
        }
        return painting.isUnknown()
                ? "about %s of writing left".formatted(duration(writing.left()))
                : "about %s left".formatted(duration(writing.left() + painting.left()));
    }

    /** Nanoseconds in words, to the second. */
    static String duration(double nanos) {
        long seconds = Math.round(nanos / 1e9);
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 60
                ? String.format(Locale.ROOT, "%d min %02d s", minutes, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }

    /** One kind of step: how many are to come, and how long those that were timed took. */
    private static final class Pace {
        private int remaining;
        private long nanos;
        private int timed;
        private int done;
        private long since;
        private boolean running;

        Pace(int remaining) {
            this.remaining = remaining;
        }

        /** So many steps of the current picture are done. */
        void reach(int newDone, long now) {
            if (!running) {
                // The first event only starts the clock: what came before it was no step.
                remaining -= newDone;
            } else {
                remaining -= newDone - done;
                timed += newDone - done;
                nanos += now - since;
            }
            running = true;
            done = newDone;
            since = now;
        }

        void pause() {
            running = false;
        }

        boolean isUnknown() {
            return remaining > 0 && timed == 0;
        }

        double left() {
            return timed == 0 ? 0 : (double) nanos / timed * remaining;
        }
    }
}
