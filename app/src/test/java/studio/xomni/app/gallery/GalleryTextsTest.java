package studio.xomni.app.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import studio.xomni.app.text.Texts;

class GalleryTextsTest {

    private static Properties words(String language) throws IOException {
        String name = "/studio/xomni/assets/texts/gallery_" + language + ".properties";
        Properties words = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(GalleryTextsTest.class.getResourceAsStream(name)),
                        StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }

    @Test
    void bothLanguagesSayTheSameThingsWithTheSameArguments() throws IOException {
        Properties english = words("en");
        Properties chinese = words("zh");
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

    @Test
    void everyFactAndOrderAndModeHasWords() {
        Texts texts = Texts.of("gallery");
        for (Order order : Order.values()) {
            assertFalse(texts.get("order." + order.name().toLowerCase(Locale.ROOT)).isBlank());
        }
        for (CompareModel.Mode mode : CompareModel.Mode.values()) {
            assertFalse(texts.get("compare." + mode.name().toLowerCase(Locale.ROOT)).isBlank());
        }
    }

    @Test
    void numbersOfPicturesReadAsPeopleSayThem() {
        Texts texts = Texts.of("gallery");
        assertEquals("No pictures", texts.get("count.all", 0));
        assertEquals("1 picture", texts.get("count.all", 1));
        assertEquals("50,000 pictures", texts.get("count.all", 50_000));
        assertEquals("1 picture moved to the trash, kept for 30 days.", texts.get("trashed", 1));
    }
}
