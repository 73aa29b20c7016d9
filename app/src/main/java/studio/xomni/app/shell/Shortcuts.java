package studio.xomni.app.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.GenericStyledArea;

/** The window's keys. Single letters are dead while a text is typed in. */
public final class Shortcuts {

    private final List<Combination> combinations = new ArrayList<>();
    private final Map<String, Runnable> letters = new LinkedHashMap<>();

    private record Combination(KeyCombination keys, boolean whileTyping, Runnable command) {}

    /** A combination that works wherever the focus is, such as {@code Ctrl+Enter}. */
    public Shortcuts on(String combination, Runnable command) {
        combinations.add(new Combination(KeyCombination.valueOf(combination), true, command));
        return this;
    }

    /** A combination that a text keeps to itself while it is typed in. */
    public Shortcuts onUnlessTyping(String combination, Runnable command) {
        combinations.add(new Combination(KeyCombination.valueOf(combination), false, command));
        return this;
    }

    /** A single character, while no text is typed in. */
    public Shortcuts letter(String character, Runnable command) {
        letters.put(character, command);
        return this;
    }

    /** Listens in a window. */
    public void install(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, key -> pressed(scene, key));
        scene.addEventHandler(KeyEvent.KEY_TYPED, key -> typed(scene, key));
    }

    private void pressed(Scene scene, KeyEvent key) {
        for (Combination combination : combinations) {
            if (combination.keys().match(key) && (combination.whileTyping() || !typing(scene))) {
                combination.command().run();
                key.consume();
                return;
            }
        }
    }

    private void typed(Scene scene, KeyEvent key) {
        Runnable command = letters.get(key.getCharacter());
        boolean plain = !key.isControlDown() && !key.isAltDown() && !key.isMetaDown();
        if (command != null && plain && !typing(scene)) {
            command.run();
            key.consume();
        }
    }

    /** Whether the focus is where text is typed. */
    private static boolean typing(Scene scene) {
        Node focus = scene.getFocusOwner();
        return focus instanceof TextInputControl || focus instanceof GenericStyledArea<?, ?, ?>;
    }
}
