package studio.xomni.engine.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * CLIP's tokenizer: {@code vocab.json} and {@code merges.txt} of a FLUX folder's {@code
 * tokenizer/}.
 *
 * <p>The folder has no {@code tokenizer.json}; its text is made here: lower-case byte-pair encoding
 * of words, the last piece of a word marked {@code </w>}. Source: {@code CLIPTokenizer} of
 * transformers.
 */
public final class ClipTokenizer implements AutoCloseable {

    /** The positions of CLIP's text encoder. */
    public static final int LENGTH = 77;

    private static final String WORDS =
            "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

    private final NativeTokenizer words;
    private final int start;
    private final int end;
    private final int pad;

    private ClipTokenizer(NativeTokenizer words, int start, int end, int pad) {
        this.words = words;
        this.start = start;
        this.end = end;
        this.pad = pad;
    }

    /**
     * Reads the tokenizer.
     *
     * @throws CheckpointException where a file is missing or is not what it should be
     */
    public static ClipTokenizer open(Path folder) {
        Path path = folder.resolve("vocab.json");
        JsonObject vocabulary = JsonFile.object(path);
        JsonObject config = JsonFile.objectIfPresent(folder.resolve("tokenizer_config.json"));
        JsonObject map = JsonFile.objectIfPresent(folder.resolve("special_tokens_map.json"));
        String end = name("eos_token", "<|endoftext|>", config, map);
        int startId = id(name("bos_token", "<|startoftext|>", config, map), vocabulary, path);
        int endId = id(end, vocabulary, path);
        int padId = id(name("pad_token", end, config, map), vocabulary, path);
        JsonArray merges = merges(folder.resolve("merges.txt"));
        return new ClipTokenizer(
                NativeTokenizer.of(tokenizer(vocabulary, merges, end).toString(), path),
                startId,
                endId,
                padId);
    }

    /**
     * The {@link #LENGTH} ids of a typed prompt: start, text, end, padding. A longer text is cut;
     * control tokens in it stay text.
     */
    public int[] encode(String typed) {
        int[] text = words.encode(typed);
        int kept = Math.min(text.length, LENGTH - 2);
        int[] ids = new int[LENGTH];
        Arrays.fill(ids, pad);
        ids[0] = start;
        System.arraycopy(text, 0, ids, 1, kept);
        ids[kept + 1] = end;
        return ids;
    }

    @Override
    public void close() {
        words.close();
    }

    private static String name(String key, String usual, JsonObject config, JsonObject map) {
        return JsonFile.token(config, key).or(() -> JsonFile.token(map, key)).orElse(usual);
    }

    private static int id(String token, JsonObject vocabulary, Path path) {
        JsonElement id = vocabulary.get(token);
        if (id == null) {
            throw new CheckpointException(Sentence.of("%s has no token %s.", path, token));
        }
        try {
            return id.getAsInt();
        } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
            throw new CheckpointException(
                    Sentence.of("%s: the id of %s is not a number.", path, token), e);
        }
    }

    /** One merge a line, after a line with the version. */
    private static JsonArray merges(Path path) {
        JsonArray merges = new JsonArray();
        JsonFile.text(path)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#version"))
                .forEach(merges::add);
        return merges;
    }

    private static JsonObject tokenizer(JsonObject vocabulary, JsonArray merges, String unknown) {
        JsonObject model = typed("BPE");
        model.add("dropout", JsonNull.INSTANCE);
        model.addProperty("unk_token", unknown);
        model.addProperty("continuing_subword_prefix", "");
        model.addProperty("end_of_word_suffix", "</w>");
        model.addProperty("fuse_unk", false);
        model.add("vocab", vocabulary);
        model.add("merges", merges);

        JsonObject blanks = typed("Replace");
        blanks.add("pattern", regex("\\s+"));
        blanks.addProperty("content", " ");
        JsonObject words = typed("Split");
        words.add("pattern", regex(WORDS));
        words.addProperty("behavior", "Removed");
        words.addProperty("invert", true);
        JsonObject bytes = byteLevel();

        JsonObject root = new JsonObject();
        root.addProperty("version", "1.0");
        root.add("added_tokens", new JsonArray());
        root.add("normalizer", sequence("normalizers", typed("NFC"), blanks, typed("Lowercase")));
        root.add("pre_tokenizer", sequence("pretokenizers", words, bytes));
        root.add("post_processor", JsonNull.INSTANCE);
        root.add("decoder", byteLevel());
        root.add("model", model);
        return root;
    }

    private static JsonObject typed(String type) {
        JsonObject object = new JsonObject();
        object.addProperty("type", type);
        return object;
    }

    private static JsonObject byteLevel() {
        JsonObject bytes = typed("ByteLevel");
        bytes.addProperty("add_prefix_space", false);
        bytes.addProperty("trim_offsets", true);
        bytes.addProperty("use_regex", true);
        return bytes;
    }

    private static JsonObject regex(String pattern) {
        JsonObject regex = new JsonObject();
        regex.addProperty("Regex", pattern);
        return regex;
    }

    private static JsonObject sequence(String key, JsonObject... steps) {
        JsonArray list = new JsonArray();
        for (JsonObject step : steps) {
            list.add(step);
        }
        JsonObject sequence = typed("Sequence");
        sequence.add(key, list);
        return sequence;
    }
}
