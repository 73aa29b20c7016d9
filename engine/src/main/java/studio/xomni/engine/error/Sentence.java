package studio.xomni.engine.error;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What people read of a failure, or a part of it, in English or in another language.
 *
 * <p>It is written in English where it is said, as a pattern in {@link String#format}'s syntax. The
 * pattern is its own key in {@link Translations}; one that is not there stays English. What comes
 * from files and users is an argument, never a part of the pattern.
 */
public final class Sentence implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String pattern;

    /** Numbers, sentences and texts. */
    private final List<Object> arguments;

    private Sentence(String pattern, List<Object> arguments) {
        this.pattern = pattern;
        this.arguments = arguments;
    }

    /**
     * A sentence.
     *
     * @param pattern its English words, a constant
     * @param arguments put into it; a sentence among them is translated with it, all other words
     *     stay as they are
     */
    @FormatMethod
    public static Sentence of(@FormatString String pattern, @Nullable Object... arguments) {
        List<Object> kept =
                Arrays.stream(arguments)
                        .<Object>map(
                                argument ->
                                        argument instanceof Sentence || argument instanceof Number
                                                ? argument
                                                : String.valueOf(argument))
                        .toList();
        return new Sentence(pattern, kept);
    }

    /** The same with the texts among its arguments changed, those of its parts too. */
    public Sentence withTexts(UnaryOperator<String> change) {
        List<Object> changed =
                arguments.stream()
                        .<Object>map(
                                argument -> {
                                    if (argument instanceof Sentence part) {
                                        return part.withTexts(change);
                                    }
                                    return argument instanceof String text
                                            ? change.apply(text)
                                            : argument;
                                })
                        .toList();
        return new Sentence(pattern, changed);
    }

    /** In English, for the command line, logs and tests. */
    public String english() {
        return in(Locale.ENGLISH);
    }

    /** In the language that Java shows texts in, {@link Locale.Category#DISPLAY}. */
    public String localized() {
        return in(Locale.getDefault(Locale.Category.DISPLAY));
    }

    /** In a language, or in English where that is not known. */
    public String in(Locale locale) {
        return written(Translations.into(locale));
    }

    private String written(UnaryOperator<String> translation) {
        Object[] words =
                arguments.stream()
                        .map(
                                argument ->
                                        argument instanceof Sentence part
                                                ? part.written(translation)
                                                : argument)
                        .toArray();
        return String.format(Locale.ROOT, translation.apply(pattern), words);
    }

    @Override
    public String toString() {
        return english();
    }
}
