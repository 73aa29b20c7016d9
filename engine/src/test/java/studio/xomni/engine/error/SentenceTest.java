package studio.xomni.engine.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.vision.PictureReader;

class SentenceTest {

    private final Locale before = Locale.getDefault(Locale.Category.DISPLAY);

    @BeforeEach
    void textsAreChinese() {
        Locale.setDefault(Locale.Category.DISPLAY, Locale.SIMPLIFIED_CHINESE);
    }

    @AfterEach
    void textsAreAsBefore() {
        Locale.setDefault(Locale.Category.DISPLAY, before);
    }

    @Test
    void theMessageIsEnglishAndTheLocalizedOneIsInTheLanguageOfTexts() {
        Path file = Path.of("海报.png");
        UsageException refusal = assertThrows(UsageException.class, () -> PictureReader.read(file));
        assertEquals("There is no picture 海报.png.", refusal.getMessage());
        assertEquals("图片 海报.png 不存在。", refusal.getLocalizedMessage());

        Locale.setDefault(Locale.Category.DISPLAY, Locale.FRENCH);
        assertEquals("There is no picture 海报.png.", refusal.getLocalizedMessage());
    }

    @Test
    void sentencesInASentenceAreTranslatedWithIt() {
        Json json = Json.parse("{\"steps\": [1]}", "config.json");
        CheckpointException refusal =
                assertThrows(CheckpointException.class, () -> json.integer("steps"));
        assertEquals(
                "config.json: steps must be a whole number of 32 bits, got a list.",
                refusal.getMessage());
        assertEquals("config.json：steps 应为 32 位整数，实际为列表。", refusal.getLocalizedMessage());

        var nonsense = new ArgumentException(Sentence.of("%s must be 1 or more, got %d.", "a", 0));
        assertEquals("a must be 1 or more, got 0.", nonsense.getMessage());
        assertEquals("config.json：a 应不小于 1，实际为 0。", json.wrong(nonsense).getLocalizedMessage());
    }

    @Test
    void theOrderOfArgumentsMayDiffer() {
        assertEquals(
                "要写入 b.png 的文件夹 a 不存在。",
                Sentence.of("The folder %s of the output %s does not exist.", "a", "b.png")
                        .localized());
    }

    @Test
    void percentSignsOfFilesAreNoPlacesForArguments(@TempDir Path folder) throws IOException {
        Path odd = Files.writeString(folder.resolve("100%s %n %1$d.png"), "no picture");
        UsageException refusal = assertThrows(UsageException.class, () -> PictureReader.read(odd));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith(odd + " is not a picture"));
        assertTrue(refusal.getLocalizedMessage().startsWith(odd + " 不是图片"));

        Json json = Json.parse("{\"%d\": \"%s\"}", "%x.json");
        CheckpointException inside =
                assertThrows(CheckpointException.class, () -> json.integer("%d"));
        assertEquals("%x.json：%d 应为 32 位整数，实际为 \"%s\"。", inside.getLocalizedMessage());
    }

    @Test
    void aPatternWithoutTranslationStaysEnglish() {
        assertEquals(
                "Nobody wrote 7 of this.", Sentence.of("Nobody wrote %d of this.", 7).localized());
    }

    @Test
    void numbersAreWrittenTheSameInEveryCountry() {
        Locale format = Locale.getDefault(Locale.Category.FORMAT);
        try {
            Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(
                    "Image tokens must be from 0 to 1234, got -1.",
                    Sentence.of("Image tokens must be from 0 to %d, got %d.", 1234, -1).english());
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, format);
        }
    }

    @Test
    void tracesInLogsAreEnglish() {
        StringWriter log = new StringWriter();
        new CancelledException().printStackTrace(new PrintWriter(log, true));
        assertTrue(log.toString().contains("CancelledException: The work was cancelled."));
        assertFalse(log.toString().contains("操作已取消"));
    }
}
