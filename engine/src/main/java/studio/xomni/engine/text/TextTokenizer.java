package studio.xomni.engine.text;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * The language model's tokenizer: {@code tokenizer.json} and {@code tokenizer_config.json} of a
 * checkpoint folder.
 *
 * <p>Safe for use by several threads. Closing frees its native memory.
 */
public final class TextTokenizer implements AutoCloseable {

    private static final String SEPARATOR = "<SEP>";

    private final TokenizerFile file;
    private final NativeTokenizer plain;
    private final Map<Integer, String> contents = new HashMap<>();
    private final Set<Integer> unshown = new HashSet<>();

    private TextTokenizer(TokenizerFile file, JsonObject config) {
        this.file = file;
        file.added().forEach((content, token) -> contents.put(token.id(), content));
        JsonFile.token(config, "pad_token").ifPresent(pad -> find(pad).ifPresent(unshown::add));
        find(SEPARATOR).ifPresent(unshown::add);
        this.plain = NativeTokenizer.of(file.plain(), file.path());
    }

    /**
     * Reads the tokenizer of a checkpoint.
     *
     * @throws CheckpointException where a file is missing or is not what it should be
     */
    public static TextTokenizer open(Path checkpointFolder) {
        return new TextTokenizer(
                TokenizerFile.read(checkpointFolder.resolve("tokenizer.json")),
                JsonFile.objectIfPresent(checkpointFolder.resolve("tokenizer_config.json")));
    }

    /**
     * The ids of what a person typed. Control tokens in it ({@code <|im_end|>}, {@code <SOM>}) are
     * encoded letter by letter; nothing is added before or after; half surrogate pairs become
     * U+FFFD.
     */
    public int[] encode(String typed) {
        return plain.encode(typed);
    }

    /**
     * The id of an added token such as {@code <SOM>}.
     *
     * @throws CheckpointException where the tokenizer has no such token, or one that swallows white
     *     space beside it
     */
    public int special(String token) {
        TokenizerFile.AddedToken found = file.added().get(token);
        if (found == null) {
            throw new CheckpointException(Sentence.of("%s has no token %s.", file.path(), token));
        }
        if (found.bounded()) {
            throw new CheckpointException(
                    Sentence.of(
                            "%s: the token %s wants lstrip, rstrip and single_word false, got true in one of them.",
                            file.path(), token));
        }
        return found.id();
    }

    /** The id of an added token, empty where the tokenizer has none of that name. */
    public OptionalInt find(String token) {
        TokenizerFile.AddedToken found = file.added().get(token);
        return found == null ? OptionalInt.empty() : OptionalInt.of(found.id());
    }

    /**
     * The text of {@code ids}, control tokens by their names. Bytes that are not UTF-8 become
     * U+FFFD; ids that the tokenizer does not know are skipped.
     */
    public String decode(int[] ids) {
        return decode(ids, Set.of());
    }

    /**
     * The text of an answer's {@code ids}: {@link #decode} without the pad token and without {@code
     * <SEP>}, as the released {@code mmdecode} shows it. A character whose bytes stand on both
     * sides of such a token stays broken.
     */
    public String answer(int[] ids) {
        return decode(ids, unshown);
    }

    /** A decoder that gives the text of {@link #decode} token by token. */
    public StreamDecoder stream() {
        return new StreamDecoder(this, Set.of());
    }

    /** A decoder that gives the text of {@link #answer} token by token. */
    public StreamDecoder answerStream() {
        return new StreamDecoder(this, unshown);
    }

    @Override
    public void close() {
        plain.close();
    }

    /** The added tokens by content. */
    Set<String> added() {
        return file.added().keySet();
    }

    /** Whether an id is a single byte of a character, whose neighbours decide what it shows. */
    boolean isByte(int id) {
        return file.bytes().contains(id);
    }

    String decode(int[] ids, Set<Integer> without) {
        StringBuilder text = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= ids.length; i++) {
            if (i < ids.length && !contents.containsKey(ids[i])) {
                continue;
            }
            if (i > start) {
                text.append(plain.decode(Arrays.copyOfRange(ids, start, i)));
            }
            if (i < ids.length && !without.contains(ids[i])) {
                text.append(contents.get(ids[i]));
            }
            start = i + 1;
        }
        return text.toString();
    }
}
