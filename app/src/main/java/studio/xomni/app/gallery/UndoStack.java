package studio.xomni.app.gallery;

import java.util.ArrayDeque;
import java.util.Deque;

/** What can be undone, the latest first. */
final class UndoStack {

    /** Older steps are forgotten. */
    private static final int MOST = 100;

    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Keeps a step; the returned action undoes this very step, once, whatever came after it. */
    Runnable push(Runnable undo) {
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
    boolean undo() {
        Runnable latest = steps.peek();
        if (latest == null) {
            return false;
        }
        latest.run();
        return true;
    }
}
