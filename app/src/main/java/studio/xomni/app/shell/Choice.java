package studio.xomni.app.shell;

import java.util.List;

/**
 * A question in the window; it can always be left without an answer.
 *
 * @param title what is about to happen
 * @param text what the answers mean
 * @param answers the first is offered
 */
public record Choice(String title, String text, List<Answer> answers) {

    /**
     * An answer.
     *
     * @param label the words on its button
     * @param action what it does
     */
    public record Answer(String label, Runnable action) {}

    public Choice {
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("A question needs an answer, got none.");
        }
    }
}
