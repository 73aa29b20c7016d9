package studio.xomni.app.shell;

/**
 * A quiet message in the window, with one action at most.
 *
 * @param text plain sentences: what happened, what was kept, what to do
 * @param actionLabel the words on the action's button; empty where there is none
 * @param action what the button does
 */
public record Notice(String text, String actionLabel, Runnable action) {

    public Notice {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A notice needs words, got none.");
        }
    }

    /** A message without an action. */
    public static Notice of(String text) {
        return new Notice(text, "", () -> {});
    }

    /** Whether there is a button to show. */
    public boolean hasAction() {
        return !actionLabel.isEmpty();
    }
}
