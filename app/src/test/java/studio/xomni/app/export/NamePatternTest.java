package studio.xomni.app.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.xomni.app.store.StoredPicture;

class NamePatternTest {

    static StoredPicture picture(String prompt) {
        return new StoredPicture(
                "id",
                Path.of("235959-1234-0a1b.png"),
                Instant.parse("2026-01-31T12:00:00Z"),
                384,
                512,
                prompt,
                List.of(),
                1234,
                "Built-in poster model",
                "cfg=1",
                false,
                0,
                Set.of());
    }

    private static String name(String pattern, String prompt) {
        return new NamePattern(pattern, ZoneOffset.UTC).name(picture(prompt), 3, 120);
    }

    @Test
    void everyPartIsPutIn() {
        assertEquals(
                "003 2026-01-31 Built-in poster model 1234 384x512 235959-1234-0a1b SALE",
                name("{n} {date} {model} {seed} {width}x{height} {name} {prompt}", "SALE"));
    }

    @Test
    void whatASystemForbidsIsReplaced() {
        assertEquals("a_b_c_ _d_ e", name("{prompt}", "a/b\\c: \"d\"\n e..."));
        assertEquals("_CON", name("{prompt}", "CON"));
        assertEquals("_nul.txt", name("{prompt}", "nul.txt"));
        assertEquals("hidden", name(".{prompt}", "hidden"));
        assertEquals("picture", name("{prompt}", " . "));
        assertEquals("茶 🎋", name("{prompt}", "茶 🎋"));
        assertEquals("half", name("{prompt}", "half\ud83c"));
    }

    @Test
    void noPromptLeavesItsFolder() {
        String name = name("../../{prompt}", "../../etc/passwd");
        assertFalse(name.contains("/") || name.startsWith("."), name);
    }

    @Test
    void aLongNameFitsIntoEveryFileSystem() {
        String name = name("{prompt}{prompt}{prompt}", "茶".repeat(500));
        assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 200, name);
        assertEquals(66, name.length());
    }

    @Test
    void partsThatMeanNothingAreNamed() {
        NamePattern pattern = new NamePattern("{seed}-{sead}-{}", ZoneOffset.UTC);
        assertEquals(List.of("{sead}", "{}"), pattern.unknown());
        assertFalse(pattern.tellsPrompt());
        assertTrue(new NamePattern("{prompt}", ZoneOffset.UTC).tellsPrompt());
    }

    @Test
    void aPromptWithDollarsAndBracesIsTakenAsItIs() {
        assertEquals("$1 {seed}", name("{prompt}", "$1 {seed}"));
    }
}
