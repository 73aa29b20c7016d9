package studio.xomni.engine.checkpoint;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * The sentence that refuses a file. Names come from the file itself, so they are cut and their
 * control characters escaped: whatever the file holds, the message is one short line.
 */
final class Refusal {

    private static final int LONGEST_ARGUMENT = 200;

    private Refusal() {}

    /**
     * @param where the file, with which the message begins
     * @param format what is wrong, a pattern of {@link Sentence#of}, beginning with ": " or " is"
     */
    @FormatMethod
    static CheckpointException of(
            String where, @FormatString String format, @Nullable Object... arguments) {
        Sentence wrong = Sentence.of(format, arguments).withTexts(text -> cut(oneLine(cut(text))));
        return new CheckpointException(Sentence.of("%s%s", oneLine(where), wrong));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_ARGUMENT ? text : text.substring(0, LONGEST_ARGUMENT) + "…";
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }
}
