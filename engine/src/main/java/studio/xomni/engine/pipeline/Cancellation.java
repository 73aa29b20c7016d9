package studio.xomni.engine.pipeline;

import studio.xomni.engine.error.CancelledException;

/**
 * Asks running work to stop; it does within one call, which writes a token or a few, or one
 * painting step. For any thread.
 */
public final class Cancellation {

    private volatile boolean asked;

    public void cancel() {
        asked = true;
    }

    public boolean isCancelled() {
        return asked;
    }

    /**
     * Called by the work between its steps.
     *
     * @throws CancelledException when it was asked to stop
     */
    void check() {
        if (asked) {
            throw new CancelledException();
        }
    }
}
