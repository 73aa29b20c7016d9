package studio.xomni.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    private static Properties words(String screen, String language) throws IOException {
        String name = "/studio/xomni/assets/texts/" + screen + "_" + language + ".properties";
        Properties words = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(TextsTest.class.getResourceAsStream(name)),
                        StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shell",
                "create",
                "queue",
                "gallery",
                "chat",
                "settings",
                "export",
                "sheet",
                "attention",
                "store"
            })
    void bothLanguagesSayTheSameThingsWithTheSameArguments(String screen) throws IOException {
        Properties english = words(screen, "en");
        Properties chinese = words(screen, "zh");
        assertEquals(
                new TreeSet<>(english.stringPropertyNames()),
                new TreeSet<>(chinese.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            assertEquals(
                    arguments(english.getProperty(key)), arguments(chinese.getProperty(key)), key);
        }
    }

    private static int arguments(String pattern) {
        return new MessageFormat(pattern, Locale.ROOT).getFormatsByArgumentIndex().length;
    }
}
