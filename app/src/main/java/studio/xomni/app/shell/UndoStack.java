package studio.xomni.app.shell;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What can be undone, the latest first, of all screens. It outlives a window: a step holds nothing
 * of the one that it was taken in.
 */
public final class UndoStack {

    /** Older steps are forgotten. */
    private static final int MOST = 100;

    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Keeps a step; the returned action undoes this very step, once, whatever came after it. */
    public Runnable push(Runnable undo) {
        Runnable[] step = new Runnable[1];
        step[0] =
                () -> {
                    if (steps.remove(step[0])) {
                        undo.run();
                    }
                };
        steps.push(step[0]);
        if (steps.size() > MOST) {
            steps.removeLast();
        }
        return step[0];
    }

    /** Undoes the latest step; false where there is none. */
    public boolean undo() {
        Runnable latest = steps.peek();
        if (latest == null) {
            return false;
        }
        latest.run();
        return true;
    }
}
