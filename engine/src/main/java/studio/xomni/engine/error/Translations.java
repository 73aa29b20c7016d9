package studio.xomni.engine.error;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The patterns of sentences in other languages: {@code sentences_LANGUAGE.json} beside this class,
 * from the English pattern to the other, with {@code %2$s} where the order differs.
 */
final class Translations {

    private Translations() {}

    /** Turns an English pattern into one of a locale's language. */
    static UnaryOperator<String> into(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage())
                ? pattern -> Chinese.PATTERNS.getOrDefault(pattern, pattern)
                : UnaryOperator.identity();
    }

    private static Map<String, String> read(String name) {
        try (InputStream file = Translations.class.getResourceAsStream(name);
                Reader text =
                        new InputStreamReader(
                                Objects.requireNonNull(file, name), StandardCharsets.UTF_8)) {
            return Map.copyOf(new Gson().fromJson(text, new TypeToken<Map<String, String>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read when it is first needed. */
    private static final class Chinese {
        static final Map<String, String> PATTERNS = read("sentences_zh.json");
    }
}
