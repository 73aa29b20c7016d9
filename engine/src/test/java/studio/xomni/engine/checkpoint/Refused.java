package studio.xomni.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.function.Executable;
import studio.xomni.engine.error.CheckpointException;

/** How the tests look at a refusal. */
final class Refused {

    /** Some words of every English refusal; names in files are made of other letters. */
    private static final Pattern ENGLISH =
            Pattern.compile("\\b(the|is|are|has|must|needs|holds|bytes|tensor|not|but)\\b");

    private Refused() {}

    /**
     * The message that the action is refused with, less the file's name, which it must begin with.
     */
    static String message(Object file, Executable action) {
        String message =
                String.valueOf(assertThrows(CheckpointException.class, action).getMessage());
        assertOneSentenceAbout(file, message);
        return message.substring(file.toString().length());
    }

    static void assertOneSentenceAbout(Object file, String message) {
        assertTrue(message.startsWith(file.toString()), message);
        assertTrue(message.endsWith("."), message);
        assertTrue(message.chars().noneMatch(Character::isISOControl), message);
        assertTrue(message.length() < 1000, message);
    }

    static void assertOneChineseSentenceAbout(Object file, CheckpointException refusal) {
        String message = refusal.sentence().in(Locale.CHINESE);
        assertTrue(message.startsWith(file.toString()), message);
        assertTrue(message.endsWith("。"), message);
        assertTrue(message.chars().noneMatch(Character::isISOControl), message);
        String words = message.substring(file.toString().length());
        assertFalse(ENGLISH.matcher(words).find(), message);
    }
}
