package studio.xomni.engine.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * A {@code tokenizer.json}, taken apart into its added tokens and the plain tokenizer that remains
 * without them.
 *
 * <p>The library turns every added token that it meets in a text into its id, typed ones too.
 * Without them in its file it cannot.
 *
 * @param path where it was read
 * @param plain the file's text without its added tokens
 * @param added the added tokens by content
 * @param bytes ids of the single-byte pieces ({@code <0x41>}); byte-level tokenizers have none
 */
record TokenizerFile(Path path, String plain, Map<String, AddedToken> added, Set<Integer> bytes) {

    /**
     * A token beside the vocabulary.
     *
     * @param id its id
     * @param bounded whether it swallows white space beside it, or stands only between words
     */
    record AddedToken(int id, boolean bounded) {}

    private static final Pattern BYTE_PIECE = Pattern.compile("<0x[0-9A-F]{2}>");

    static TokenizerFile read(Path path) {
        JsonObject root = JsonFile.object(path);
        try {
            Map<String, AddedToken> added = new LinkedHashMap<>();
            if (root.get("added_tokens") instanceof JsonArray tokens) {
                for (JsonElement token : tokens) {
                    add(token.getAsJsonObject(), added);
                }
            }
            root.add("added_tokens", new JsonArray());
            Set<Integer> bytes = new HashSet<>();
            JsonElement vocabulary = root.getAsJsonObject("model").get("vocab");
            if (vocabulary instanceof JsonArray pieces) {
                takeOut(pieces, added, bytes);
            } else {
                takeOut(vocabulary.getAsJsonObject(), added, bytes);
            }
            return new TokenizerFile(path, root.toString(), added, bytes);
        } catch (IllegalStateException
                | UnsupportedOperationException
                | ClassCastException
                | IndexOutOfBoundsException
                | NullPointerException
                | NumberFormatException e) {
            throw new CheckpointException(
                    Sentence.of(
                            "%s is not a tokenizer: its added tokens or its vocabulary are not in the expected form.",
                            path),
                    e);
        }
    }

    private static void add(JsonObject token, Map<String, AddedToken> added) {
        boolean bounded =
                flag(token, "lstrip") || flag(token, "rstrip") || flag(token, "single_word");
        added.put(
                token.get("content").getAsString(),
                new AddedToken(token.get("id").getAsInt(), bounded));
    }

    private static boolean flag(JsonObject token, String name) {
        return token.has(name) && token.get(name).getAsBoolean();
    }

    /**
     * Unigram: a list of {@code [piece, score]}, ids by position. A control token here has score 0,
     * better than any text, and would be found in typed text; its piece gets a name that nobody can
     * type.
     */
    private static void takeOut(
            JsonArray pieces, Map<String, AddedToken> added, Set<Integer> bytes) {
        String untypable = UUID.randomUUID().toString();
        for (int id = 0; id < pieces.size(); id++) {
            JsonArray piece = pieces.get(id).getAsJsonArray();
            String name = piece.get(0).getAsString();
            if (added.containsKey(name)) {
                JsonArray hidden = new JsonArray();
                hidden.add(untypable + name);
                hidden.add(piece.get(1));
                pieces.set(id, hidden);
            } else if (BYTE_PIECE.matcher(name).matches()) {
                bytes.add(id);
            }
        }
    }

    /** Byte-pair encoding: ids by piece. */
    private static void takeOut(JsonObject ids, Map<String, AddedToken> added, Set<Integer> bytes) {
        added.keySet().forEach(ids::remove);
        for (Map.Entry<String, JsonElement> entry : ids.entrySet()) {
            if (BYTE_PIECE.matcher(entry.getKey()).matches()) {
                bytes.add(entry.getValue().getAsInt());
            }
        }
    }
}
