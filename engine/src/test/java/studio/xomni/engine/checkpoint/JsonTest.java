package studio.xomni.engine.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.engine.error.ArgumentException;
import studio.xomni.engine.error.Sentence;

class JsonTest {

    private static final Json CONFIG =
            Json.parse(
                    """
                    {"layers": 36, "scale": 3.5, "whole": 3.0, "tied": false, "type": "x-omni",
                     "nothing": null, "axes": [16, 56, 56], "names": ["a", "b"],
                     "vision": {"decoder": {"cfg_scale": "x", "huge": 1e400, "big": 2147483648}},
                     "stages": [{"n": 1}, {"n": 2.5}]}
                    """,
                    "config.json");

    @TempDir Path folder;

    @Test
    void givesValuesByKeyAndType() {
        assertEquals(36, CONFIG.integer("layers"));
        assertEquals(3, CONFIG.integer("whole"));
        assertEquals(3.5, CONFIG.number("scale"));
        assertFalse(CONFIG.flag("tied"));
        assertEquals("x-omni", CONFIG.text("type"));
        assertEquals(List.of(16, 56, 56), CONFIG.integers("axes"));
        assertEquals(List.of("a", "b"), CONFIG.texts("names"));
        assertEquals("x", CONFIG.object("vision").object("decoder").text("cfg_scale"));
        assertEquals(1, CONFIG.objects("stages").get(0).integer("n"));
    }

    @Test
    void aMissingOrNullKeyTakesTheGivenValue() {
        assertTrue(CONFIG.has("layers"));
        assertFalse(CONFIG.has("nothing"));
        assertFalse(CONFIG.has("absent"));
        assertEquals(5, CONFIG.integer("nothing", 5));
        assertEquals(0.5, CONFIG.number("absent", 0.5));
        assertTrue(CONFIG.flag("absent", true));
        assertEquals("y", CONFIG.text("absent", "y"));
        assertEquals(36, CONFIG.integer("layers", 5));
    }

    @Test
    void aPresentValueOfTheWrongTypeIsRefusedWhateverTheGivenValue() {
        assertRefused(
                ": type must be a whole number of 32 bits, got \"x-omni\".",
                () -> CONFIG.integer("type", 5));
    }

    @Test
    void refusalsNameTheFileAndThePathOfTheKey() {
        Json decoder = CONFIG.object("vision").object("decoder");
        var nonsense = new ArgumentException(Sentence.of("a and b do not go together."));
        assertEquals(
                "config.json: vision.decoder: a and b do not go together.",
                decoder.wrong(nonsense).getMessage());
        assertEquals(
                "config.json: a and b do not go together.", CONFIG.wrong(nonsense).getMessage());
        assertRefused(
                ": vision.decoder.cfg_scale must be a number, got \"x\".",
                () -> decoder.number("cfg_scale"));
        assertRefused(
                ": vision.decoder.absent is missing; it must be a number.",
                () -> decoder.number("absent"));
        assertRefused(": nothing must be text, got null.", () -> CONFIG.text("nothing"));
        assertRefused(": axes[0] must be text, got 16.", () -> CONFIG.texts("axes"));
        assertRefused(
                ": stages[1].n must be a whole number of 32 bits, got 2.5.",
                () -> CONFIG.objects("stages").get(1).integer("n"));
        assertRefused(": names must be an object, got a list.", () -> CONFIG.object("names"));
        assertRefused(": vision must be a list, got an object.", () -> CONFIG.texts("vision"));
        assertRefused(": layers must be true or false, got 36.", () -> CONFIG.flag("layers"));
        assertEquals(
                "config.json: layers must be above 36, got 36.",
                CONFIG.wrong("layers", "above 36").getMessage());
    }

    @Test
    void refusesNumbersThatDoNotFit() {
        Json decoder = CONFIG.object("vision").object("decoder");
        assertRefused(
                ": vision.decoder.huge must be a number, got 1e400.", () -> decoder.number("huge"));
        assertRefused(
                ": vision.decoder.big must be a whole number of 32 bits, got 2147483648.",
                () -> decoder.integer("big"));
        Json limits = Json.parse("{\"low\": -2147483648, \"high\": 2147483647}", "limits");
        assertEquals(Integer.MIN_VALUE, limits.integer("low"));
        assertEquals(Integer.MAX_VALUE, limits.integer("high"));
    }

    @Test
    void refusesWhatIsNotOneStrictJsonObject() {
        for (String text :
                List.of(
                        "",
                        "{",
                        "{\"a\": }",
                        "{\"a\": NaN}",
                        "{\"a\": Infinity}",
                        "{'a': 1}",
                        "{\"a\": 1,}",
                        "{} {}",
                        "{\"a\": 1} x",
                        "# no",
                        "{\"a\": 01}",
                        "[".repeat(100_000),
                        "{\"a\":".repeat(100_000))) {
            assertTrue(
                    Refused.message("t.json", () -> Json.parse(text, "t.json"))
                            .startsWith(" is not valid JSON"),
                    text);
        }
        assertEquals(
                " must hold a JSON object, got a list.",
                Refused.message("t.json", () -> Json.parse("[1]", "t.json")));
    }

    @Test
    void refusesFilesThatAreMissingTooLargeOrNotText() throws IOException {
        Path missing = folder.resolve("config.json");
        assertEquals(" is missing.", Refused.message(missing, () -> Json.read(missing)));
        assertEquals(" is a folder, not a file.", Refused.message(folder, () -> Json.read(folder)));
        Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'{', (byte) 0xe9, '}'});
        assertEquals(" is not UTF-8 text.", Refused.message(latin, () -> Json.read(latin)));
        Path large = folder.resolve("large.json");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength((64L << 20) + 1);
        }
        assertEquals(
                ": a JSON file may have 67108864 bytes, this one has 67108865.",
                Refused.message(large, () -> Json.read(large)));
    }

    @Test
    void aMessageIsOneShortLineWhateverTheFileHolds() throws IOException {
        Path file = folder.resolve("config.json");
        String value = "\\n\\u0007\u2028" + "x".repeat(5000);
        Files.write(file, ("{\"a\\n\": \"" + value + "\"}").getBytes(UTF_8));
        String message = Refused.message(file, () -> Json.read(file).number("a\n"));
        assertTrue(message.startsWith(": a\\u000a must be a number, got \"\\n\\u0007"), message);
        assertFalse(message.contains("\u2028"), message);
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(message, Refused.message("config.json", action));
    }
}
