package studio.xomni.app.shell;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Shows the values of a box in words; they are chosen, never typed. */
public final class ChosenWords<T> extends StringConverter<T> {

    private final Function<? super T, String> words;

    public ChosenWords(Function<? super T, String> words) {
        this.words = words;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
    }

    @Override
    public T fromString(String text) {
        throw new UnsupportedOperationException("The box is not typed in, got " + text + ".");
    }
}
