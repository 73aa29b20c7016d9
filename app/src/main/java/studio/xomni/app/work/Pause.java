package studio.xomni.app.work;

import java.time.Duration;
import javafx.animation.PauseTransition;

/**
 * Does something a little later on JavaFX's thread, once for all calls that come meanwhile: saving
 * a form while it is typed in.
 */
public final class Pause {

    private final PauseTransition transition;
    private final Runnable action;

    public Pause(Duration delay, Runnable action) {
        this.transition = new PauseTransition(javafx.util.Duration.millis(delay.toMillis()));
        this.action = action;
        transition.setOnFinished(event -> action.run());
    }

    /** Asks for the action; while it is already asked for, nothing is added. */
    public void ask() {
        if (transition.getStatus() != javafx.animation.Animation.Status.RUNNING) {
            transition.playFromStart();
        }
    }

    /** Does what is asked for at once. */
    public void flush() {
        if (transition.getStatus() == javafx.animation.Animation.Status.RUNNING) {
            transition.stop();
            action.run();
        }
    }
}
