package studio.xomni.app.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import studio.xomni.app.models.Interlude;

/** What goes ahead of the jobs, in its order. For any thread; it is played on the device's. */
final class Interludes {

    private final Deque<Interlude> waiting = new ArrayDeque<>();

    /** What waits for the end of the running job. */
    private final Deque<Interlude> afterJob = new ArrayDeque<>();

    synchronized void add(Interlude work) {
        waiting.add(work);
    }

    synchronized boolean areWaiting() {
        return !waiting.isEmpty();
    }

    /**
     * Does what waits.
     *
     * @param jobWaits whether a job waits meanwhile; what cannot be done beside it is put off
     */
    void play(boolean jobWaits) {
        if (!jobWaits) {
            takeUpPutOff();
        }
        Optional<Interlude> next = next();
        while (next.isPresent()) {
            if (!next.get().run(jobWaits)) {
                putOff(next.get());
            }
            next = next();
        }
    }

    private synchronized void takeUpPutOff() {
        waiting.addAll(afterJob);
        afterJob.clear();
    }

    private synchronized Optional<Interlude> next() {
        return Optional.ofNullable(waiting.poll());
    }

    private synchronized void putOff(Interlude work) {
        afterJob.add(work);
    }
}
