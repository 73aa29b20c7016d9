package studio.xomni.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;
import studio.xomni.engine.error.CheckpointException;

/** How the tests look at a refusal. */
final class Refused {

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
}
