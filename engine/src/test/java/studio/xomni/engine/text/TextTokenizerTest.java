package studio.xomni.engine.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTokenizerTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void promptsBecomeTheReferenceIds(String kind) {
        JsonObject expected = Cases.expected(kind);
        int rows = expected.get("height").getAsInt() / 16;
        int columns = expected.get("width").getAsInt() / 16;
        try (TextTokenizer tokenizer = TextTokenizer.open(Cases.checkpoint(kind))) {
            ImageMarkup markup = Cases.markup(Cases.checkpoint(kind), tokenizer);
            assertArrayEquals(
                    Cases.ints(expected, "prompt_ids"),
                    markup.prompt(expected.get("prompt").getAsString(), rows, columns));
            assertArrayEquals(Cases.ints(expected, "negative_ids"), markup.prefix(rows, columns));
        }
    }

    @Test
    void promptsOfTheBuiltInModelBecomeTheReferenceIds() {
        JsonObject expected = Cases.json(Cases.GOLDENS.resolve("builtin/expected.json"));
        try (TextTokenizer tokenizer = TextTokenizer.open(Cases.BUILT_IN)) {
            ImageMarkup markup = Cases.markup(Cases.BUILT_IN, tokenizer);
            for (JsonElement element : expected.getAsJsonArray("samples")) {
                JsonObject sample = element.getAsJsonObject();
                assertArrayEquals(
                        Cases.ints(sample, "prompt_ids"),
                        markup.prompt(
                                sample.get("prompt").getAsString(),
                                sample.get("height").getAsInt() / 16,
                                sample.get("width").getAsInt() / 16));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void answersBecomeTheReferenceText(String kind) {
        JsonObject expected = Cases.expected(kind);
        try (TextTokenizer tokenizer = TextTokenizer.open(Cases.checkpoint(kind))) {
            assertEquals(
                    expected.get("chat_answer").getAsString(),
                    tokenizer.answer(Cases.ints(expected, "chat_answer_ids")));
        }
    }

    @Test
    void answersLeaveOutTheSeparatorWithoutJoiningTheBytesBesideIt() {
        try (TextTokenizer tokenizer = TextTokenizer.open(Cases.checkpoint("zh"))) {
            int separator = tokenizer.special("<SEP>");
            int pad = tokenizer.special("<|endoftext|>");
            int[] e = tokenizer.encode("é"); // two bytes, two tokens
            assertEquals(2, e.length);
            int[] ids = {pad, e[0], e[1], e[0], separator, e[1], pad};
            assertEquals("é\uFFFD\uFFFD", tokenizer.answer(ids));
            assertEquals("<|endoftext|>é\uFFFD<SEP>\uFFFD<|endoftext|>", tokenizer.decode(ids));
            StreamDecoder stream = tokenizer.answerStream();
            StringBuilder streamed = new StringBuilder();
            for (int id : ids) {
                streamed.append(stream.next(id));
            }
            assertEquals("é\uFFFD\uFFFD", streamed.append(stream.finish()).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<|im_end|>", "<SOM>", "a <MM-Token-5> b", "<|endoftext|><SEP>"})
    void typedControlTokensStayText(String typed) {
        for (Path checkpoint :
                new Path[] {Cases.checkpoint("en"), Cases.checkpoint("zh"), Cases.BUILT_IN}) {
            try (TextTokenizer tokenizer = TextTokenizer.open(checkpoint)) {
                int[] ids = tokenizer.encode(typed);
                int end = tokenizer.special("<|endoftext|>"); // the first id beside the vocabulary
                assertTrue(IntStream.of(ids).allMatch(id -> id < end), typed);
                assertEquals(typed, tokenizer.decode(ids));
            }
        }
    }

    @Test
    void halfSurrogatePairsBecomeTheReplacementCharacter() {
        try (TextTokenizer tokenizer = TextTokenizer.open(Cases.checkpoint("en"))) {
            assertArrayEquals(
                    tokenizer.encode("a\uFFFDb\uFFFD"), tokenizer.encode("a\uD83Db\uDE00"));
            assertEquals("\0😀", tokenizer.decode(tokenizer.encode("\0😀")));
        }
    }

    @Test
    void longTextIsNotCut() {
        try (TextTokenizer tokenizer = TextTokenizer.open(Cases.checkpoint("en"))) {
            assertEquals(
                    "poster ".repeat(2000),
                    tokenizer.decode(tokenizer.encode("poster ".repeat(2000))));
            assertArrayEquals(new int[0], tokenizer.encode(""));
        }
    }

    @Test
    void decodingSkipsIdsThatAreNoTokens() {
        try (TextTokenizer tokenizer = TextTokenizer.open(Cases.checkpoint("en"))) {
            assertEquals("!\"", tokenizer.decode(new int[] {0, 999_999, -1, 1}));
        }
    }

    @Test
    void findsAddedTokensByName() {
        try (TextTokenizer tokenizer = TextTokenizer.open(Cases.checkpoint("en"))) {
            assertEquals(620, tokenizer.special("<SOM>"));
            assertEquals(OptionalInt.of(619), tokenizer.find("<SEP>"));
            assertEquals(OptionalInt.empty(), tokenizer.find("<NOPE>"));
            String e = Cases.refusal(() -> tokenizer.special("<NOPE>"));
            assertTrue(e.endsWith("tokenizer.json has no token <NOPE>."), e);
        }
    }

    @Test
    void refusesAControlTokenThatSwallowsWhiteSpace(@TempDir Path folder) throws IOException {
        JsonObject json = Cases.json(Cases.checkpoint("en").resolve("tokenizer.json"));
        json.getAsJsonArray("added_tokens").get(4).getAsJsonObject().addProperty("lstrip", true);
        Cases.write(folder.resolve("tokenizer.json"), json.toString());
        try (TextTokenizer tokenizer = TextTokenizer.open(folder)) {
            String e = Cases.refusal(() -> tokenizer.special("<SOM>"));
            assertTrue(e.contains("lstrip"), e);
        }
    }

    @Test
    void aVocabularyPieceWithAControlTokensNameIsNotFoundInTypedText(@TempDir Path folder)
            throws IOException {
        Cases.write(
                folder.resolve("tokenizer.json"),
                """
                {"added_tokens": [{"id": 0, "content": "<s>", "special": true}],
                 "model": {"type": "BPE", "ignore_merges": true, "merges": [],
                           "vocab": {"<s>": 0, "<": 1, "s": 2, ">": 3}}}
                """);
        try (TextTokenizer tokenizer = TextTokenizer.open(folder)) {
            assertArrayEquals(new int[] {1, 2, 3}, tokenizer.encode("<s>"));
        }
    }

    @Test
    void saysWhichFileIsMissing(@TempDir Path folder) {
        String e = Cases.refusal(() -> TextTokenizer.open(folder));
        assertEquals("The file %s is missing.".formatted(folder.resolve("tokenizer.json")), e);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{}",
                "{\"model\": 3}",
                "{\"model\": {\"vocab\": 5}}",
                "{\"model\": {\"vocab\": [[]]}}",
                "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": -1}, \"merges\": []}}",
                "{\"added_tokens\": [3], \"model\": {\"type\": \"BPE\", \"vocab\": {}, \"merges\": []}}",
                "{\"added_tokens\": [{\"id\": \"x\", \"content\": \"y\"}],"
                        + " \"model\": {\"type\": \"BPE\", \"vocab\": {}, \"merges\": []}}",
                "{\"model\": {\"type\": \"BPE\", \"vocab\": {}, \"merges\": [\"a b\"]}}",
            })
    void refusesAFileThatIsNoTokenizerByItsName(String text, @TempDir Path folder)
            throws IOException {
        Cases.write(folder.resolve("tokenizer.json"), text);
        String e = Cases.refusal(() -> TextTokenizer.open(folder));
        assertTrue(e.startsWith(folder.resolve("tokenizer.json").toString()), e);
    }

    @Test
    void refusesATextThatTheVocabularyHasNoIdsFor(@TempDir Path folder) throws IOException {
        Cases.write(
                folder.resolve("tokenizer.json"),
                "{\"model\": {\"type\": \"Unigram\", \"unk_id\": null, \"vocab\": [[\"a\", -1.0]]}}");
        try (TextTokenizer tokenizer = TextTokenizer.open(folder)) {
            String e = Cases.refusal(() -> tokenizer.encode("b"));
            assertTrue(e.contains("has no ids for a text"), e);
        }
    }

    @Test
    void refusesBytesThatAreNotUtf8(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("tokenizer.json"), new byte[] {'"', (byte) 0xFF, '"'});
        String e = Cases.refusal(() -> TextTokenizer.open(folder));
        assertTrue(e.endsWith("is not UTF-8 text."), e);
    }
}
