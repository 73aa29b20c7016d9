package studio.xomni.engine.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.engine.error.CheckpointException;

class TextEncoderTokenizersTest {

    private static final Path CLIP = Cases.GOLDENS.resolve("en/flux/tokenizer");
    private static final Path T5 = Cases.GOLDENS.resolve("en/flux/tokenizer_2");
    private static final String PROMPT = Cases.expected("en").get("prompt").getAsString();

    private static int[] padded(int[] ids, int length, int pad) {
        int[] padded = Arrays.copyOf(ids, length);
        Arrays.fill(padded, ids.length, length, pad);
        return padded;
    }

    @Test
    void clipMakesTheReferenceIdsAndPadsThemWithTheEndToken() {
        try (ClipTokenizer clip = ClipTokenizer.open(CLIP)) {
            assertArrayEquals(
                    padded(Cases.ints(Cases.expected("en"), "clip_ids"), 77, 849),
                    clip.encode(PROMPT));
            assertArrayEquals(padded(new int[] {848, 849}, 77, 849), clip.encode(""));
        }
    }

    @Test
    void clipCutsALongPromptAndKeepsItsEnd() {
        try (ClipTokenizer clip = ClipTokenizer.open(CLIP)) {
            int[] ids = clip.encode("! ".repeat(200));
            assertEquals(77, ids.length);
            assertEquals(848, ids[0]);
            assertEquals(849, ids[76]);
            assertTrue(IntStream.range(1, 76).allMatch(i -> ids[i] == ids[1] && ids[i] != 849));
        }
    }

    @Test
    void clipLowersCaseFoldsWhiteSpaceAndComposesLetters() {
        try (ClipTokenizer clip = ClipTokenizer.open(CLIP)) {
            assertArrayEquals(
                    clip.encode("é hello world"), clip.encode("  E\u0301 HELLO\n\tworld "));
        }
    }

    @Test
    void clipReadsTypedControlTokensAsText() {
        try (ClipTokenizer clip = ClipTokenizer.open(CLIP)) {
            int[] ids = clip.encode("a <|endoftext|> b");
            assertTrue(ids[3] != 849 && ids[10] != 849, Arrays.toString(ids));
            assertArrayEquals(clip.encode("a <|ENDOFTEXT|> b"), ids);
        }
    }

    @Test
    void clipPadsWithThePadTokenThatTheFolderNames(@TempDir Path folder) throws IOException {
        for (String name : new String[] {"vocab.json", "merges.txt"}) {
            Files.copy(CLIP.resolve(name), folder.resolve(name));
        }
        Cases.write(
                folder.resolve("special_tokens_map.json"), "{\"pad_token\": {\"content\": \"!\"}}");
        try (ClipTokenizer clip = ClipTokenizer.open(folder)) {
            assertArrayEquals(padded(new int[] {848, 849}, 77, 0), clip.encode(""));
        }
        Cases.write(folder.resolve("tokenizer_config.json"), "{\"pad_token\": \"no such token\"}");
        assertThrows(CheckpointException.class, () -> ClipTokenizer.open(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vocab.json", "merges.txt"})
    void clipSaysWhichFileIsMissing(String name, @TempDir Path folder) throws IOException {
        for (String file : new String[] {"vocab.json", "merges.txt"}) {
            if (!file.equals(name)) {
                Files.copy(CLIP.resolve(file), folder.resolve(file));
            }
        }
        String e = Cases.refusal(() -> ClipTokenizer.open(folder));
        assertEquals("The file %s is missing.".formatted(folder.resolve(name)), e);
    }

    @Test
    void clipRefusesMergesOfUnknownPieces(@TempDir Path folder) throws IOException {
        Files.copy(CLIP.resolve("vocab.json"), folder.resolve("vocab.json"));
        Cases.write(folder.resolve("merges.txt"), "#version: 0.2\nno such\n");
        assertThrows(CheckpointException.class, () -> ClipTokenizer.open(folder));
    }

    @Test
    void t5MakesTheReferenceIdsAndPadsThem() {
        try (T5Tokenizer t5 = T5Tokenizer.open(T5)) {
            assertArrayEquals(
                    padded(Cases.ints(Cases.expected("en"), "t5_ids"), 512, 0), t5.encode(PROMPT));
            assertArrayEquals(padded(new int[] {1}, 512, 0), t5.encode(""));
        }
    }

    @Test
    void t5PadsWithThePadTokenThatTheFolderNames(@TempDir Path folder) throws IOException {
        Files.copy(T5.resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
        Cases.write(folder.resolve("tokenizer_config.json"), "{\"pad_token\": \"<unk>\"}");
        try (T5Tokenizer t5 = T5Tokenizer.open(folder)) {
            assertArrayEquals(padded(new int[] {1}, 512, 2), t5.encode(""));
        }
    }

    @Test
    void t5CutsALongPromptAndKeepsItsEnd() {
        try (T5Tokenizer t5 = T5Tokenizer.open(T5)) {
            int[] ids = t5.encode("the ".repeat(600));
            assertEquals(512, ids.length);
            assertEquals(1, ids[511]);
            assertTrue(IntStream.range(0, 511).allMatch(i -> ids[i] == ids[0] && ids[i] > 2));
        }
    }

    @Test
    void t5ReadsTypedControlTokensAsText() {
        try (T5Tokenizer t5 = T5Tokenizer.open(T5)) {
            int[] ids = t5.encode("a </s> <pad> b");
            int end = IntStream.range(0, 512).filter(i -> ids[i] == 1).findFirst().orElseThrow();
            assertTrue(end > 8, Arrays.toString(ids));
            assertTrue(IntStream.range(0, end).allMatch(i -> ids[i] > 1));
        }
    }

    @Test
    void t5RefusesATokenizerWithoutAnEndToken(@TempDir Path folder) throws IOException {
        JsonObject json = Cases.json(T5.resolve("tokenizer.json"));
        json.getAsJsonArray("added_tokens").remove(1);
        Cases.write(folder.resolve("tokenizer.json"), json.toString());
        String e = Cases.refusal(() -> T5Tokenizer.open(folder));
        assertTrue(e.endsWith("has no token </s>."), e);
    }
}
