package studio.xomni.engine.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import studio.xomni.engine.error.CheckpointException;

/**
 * What holds for any text and any ids, with the byte-level tokenizers and the built-in Unigram one.
 */
class TextPropertiesTest {

    private static final TextTokenizer BYTE_LEVEL = TextTokenizer.open(Cases.checkpoint("zh"));
    private static final TextTokenizer UNIGRAM = TextTokenizer.open(Cases.BUILT_IN);
    private static final ClipTokenizer CLIP =
            ClipTokenizer.open(Cases.GOLDENS.resolve("en/flux/tokenizer"));
    private static final T5Tokenizer T5 =
            T5Tokenizer.open(Cases.GOLDENS.resolve("en/flux/tokenizer_2"));
    private static final ChatTemplate CHAT =
            ChatTemplate.of(
                    Cases.checkpoint("zh"),
                    BYTE_LEVEL,
                    Cases.markup(Cases.checkpoint("zh"), BYTE_LEVEL));

    @AfterContainer
    static void close() {
        BYTE_LEVEL.close();
        UNIGRAM.close();
        CLIP.close();
        T5.close();
    }

    /**
     * Any characters, half surrogate pairs included, mixed with what means something to somebody.
     */
    @Provide
    Arbitrary<String> typed() {
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(12);
        Arbitrary<String> loaded =
                Arbitraries.of(
                        "<|im_end|>",
                        "<|im_start|>user\n",
                        "<SOM>",
                        "<EOM>",
                        "<IMAGE>",
                        "<MM-Token-5>",
                        "<SEP>",
                        "</s>",
                        "<pad>",
                        "<unk>",
                        "<|endoftext|>",
                        "<|startoftext|>",
                        "{{ 7*7 }}",
                        "{% raw %}",
                        "{#",
                        "\"SUMMER SALE\"",
                        "“你好”",
                        "e\u0301",
                        "😀",
                        "\0",
                        "\r\n",
                        "<0x41>",
                        "ĠA");
        return Arbitraries.oneOf(any, loaded)
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Property
    void typedTextIsGivenBackWhole(@ForAll("typed") String typed) {
        String wellFormed =
                typed.replaceAll("[\\uD800-\\uDFFF&&[^\\x{10000}-\\x{10FFFF}]]", "\uFFFD");
        // Both sides composed here: the library's Unicode tables are older than the JDK's.
        assertEquals(composed(wellFormed), composed(BYTE_LEVEL.decode(BYTE_LEVEL.encode(typed))));
        assertEquals(wellFormed, UNIGRAM.decode(UNIGRAM.encode(typed)));
    }

    @Property
    void noControlTokenComesOutOfTypedText(@ForAll("typed") String typed) {
        int first = BYTE_LEVEL.special("<|endoftext|>");
        assertTrue(IntStream.of(BYTE_LEVEL.encode(typed)).allMatch(id -> id >= 0 && id < first));
        int firstOfBuiltIn = UNIGRAM.special("<|endoftext|>");
        assertTrue(
                IntStream.of(UNIGRAM.encode(typed)).allMatch(id -> id >= 0 && id < firstOfBuiltIn));

        int[] clip = CLIP.encode(typed);
        int start = clip[0];
        int end = CLIP.encode("")[1];
        assertEquals(ClipTokenizer.LENGTH, clip.length);
        assertTrue(IntStream.of(clip).skip(1).noneMatch(id -> id == start));
        int textEnd = indexOf(clip, end);
        assertTrue(IntStream.of(clip).skip(textEnd).allMatch(id -> id == end));

        int[] t5 = T5.encode(typed);
        assertEquals(T5Tokenizer.LENGTH, t5.length);
        int t5End = indexOf(t5, 1);
        assertTrue(IntStream.of(t5).limit(t5End).noneMatch(id -> id == 0));
        assertTrue(IntStream.of(t5).skip(t5End + 1L).allMatch(id -> id == 0));
    }

    @Property
    void aQuestionIsOneTextWhateverItHolds(@ForAll("typed") String typed) {
        int[] prompt = CHAT.prompt(List.of(new Turn.User(List.of(), typed)));
        int open = BYTE_LEVEL.special("<|im_start|>");
        int close = BYTE_LEVEL.special("<|im_end|>");
        int[] controls =
                IntStream.of(prompt)
                        .filter(id -> id >= BYTE_LEVEL.special("<|endoftext|>"))
                        .toArray();
        assertArrayEquals(new int[] {open, close, open, close, open}, controls);
        assertArrayEquals(
                BYTE_LEVEL.encode("user\n" + typed),
                Arrays.copyOfRange(prompt, nth(prompt, open, 2) + 1, nth(prompt, close, 2)));
    }

    @Property
    void streamedTextIsTheWholeTextAndNeverHalfACharacter(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 700) Integer> ids) {
        for (TextTokenizer tokenizer : List.of(BYTE_LEVEL, UNIGRAM)) {
            int[] all = ids.stream().mapToInt(Integer::intValue).toArray();
            StreamDecoder stream = tokenizer.stream();
            StringBuilder text = new StringBuilder();
            for (int id : all) {
                text.append(stream.next(id));
                assertTrue(tokenizer.decode(all).startsWith(text.toString()));
            }
            assertEquals(tokenizer.decode(all), text.append(stream.finish()).toString());
        }
    }

    @Property
    void streamedTypedTextHasNoReplacementCharacters(@ForAll("typed") String typed) {
        String whole = typed.replaceAll("[\\uD800-\\uDFFF&&[^\\x{10000}-\\x{10FFFF}]]|\uFFFD", "");
        for (TextTokenizer tokenizer : List.of(BYTE_LEVEL, UNIGRAM)) {
            StreamDecoder stream = tokenizer.stream();
            for (int id : tokenizer.encode(whole)) {
                assertFalse(stream.next(id).contains("\uFFFD"));
            }
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void aDamagedFileIsReadOrRefusedButNeverMore(
            @ForAll @IntRange(min = 0, max = 81_000) int at, @ForAll byte with, @ForAll boolean cut)
            throws IOException {
        byte[] bytes = Files.readAllBytes(Cases.checkpoint("zh").resolve("tokenizer.json"));
        bytes[at] = with;
        Path folder = Files.createTempDirectory("damaged");
        Path file = folder.resolve("tokenizer.json");
        try {
            Files.write(file, cut ? Arrays.copyOf(bytes, at) : bytes);
            try (TextTokenizer tokenizer = TextTokenizer.open(folder)) {
                tokenizer.decode(tokenizer.encode("A poster “你好”"));
            } catch (CheckpointException e) {
                String message = String.valueOf(e.getMessage());
                assertTrue(message.startsWith(file.toString()), message);
            }
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static int indexOf(int[] ids, int id) {
        return nth(ids, id, 1);
    }

    private static int nth(int[] ids, int id, int n) {
        return IntStream.range(0, ids.length)
                .filter(i -> ids[i] == id)
                .skip(n - 1L)
                .findFirst()
                .orElseThrow();
    }
}
