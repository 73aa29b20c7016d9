package studio.xomni.engine.checkpoint;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.error.ArgumentException;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * A JSON object of a model's files, read strictly: each value is asked for by key and type, and a
 * wrong one is refused by a sentence that names the file and the path of the key.
 *
 * <p>A key whose value is {@code null} counts as missing.
 */
public final class Json {

    private static final int LARGEST_FILE = 64 << 20;

    private static final Sentence INTEGER = Sentence.of("a whole number of 32 bits");
    private static final Sentence NUMBER = Sentence.of("a number");
    private static final Sentence FLAG = Sentence.of("true or false");
    private static final Sentence TEXT = Sentence.of("text");
    private static final Sentence OBJECT = Sentence.of("an object");
    private static final Sentence LIST = Sentence.of("a list");

    private final String file;

    /** Keys that lead here, joined by dots; empty for the file's own object. */
    private final String path;

    private final JsonObject object;

    private Json(String file, String path, JsonObject object) {
        this.file = file;
        this.path = path;
        this.object = object;
    }

    /**
     * Reads a file of at most 64 MiB that holds one JSON object.
     *
     * @throws CheckpointException when it is missing, too large, malformed or no object
     */
    public static Json read(Path file) {
        try (CheckpointFile open = CheckpointFile.open(file)) {
            if (open.size() > LARGEST_FILE) {
                throw open.refuse(
                        ": a JSON file may have %d bytes, this one has %d.",
                        LARGEST_FILE, open.size());
            }
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(open.read(0, (int) open.size(), Sentence.of("the text")))
                            .toString();
            return parse(text, file.toString());
        } catch (CharacterCodingException e) {
            throw Refusal.of(file.toString(), " is not UTF-8 text.");
        }
    }

    /**
     * Reads a text that holds one JSON object.
     *
     * @param where what the text is, with which messages begin
     * @throws CheckpointException when it is malformed or no object
     */
    public static Json parse(String text, String where) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            if (text.isBlank()) {
                throw Refusal.of(where, " is not valid JSON: it is empty.");
            }
            JsonElement element = JsonParser.parseReader(reader);
            JsonToken unused = reader.peek(); // refuses whatever follows the object
            if (element instanceof JsonObject object) {
                return new Json(where, "", object);
            }
            throw Refusal.of(where, " must hold a JSON object, got %s.", shown(element));
        } catch (JsonParseException | IOException e) {
            throw Refusal.of(where, " is not valid JSON near %s.", place(reader.getPath()));
        }
    }

    /** Whether the key is present and not null. */
    public boolean has(String key) {
        JsonElement value = object.get(key);
        return value != null && !value.isJsonNull();
    }

    /** A whole number of 32 bits; {@code 3.0} is one. */
    public int integer(String key) {
        return integer(key, element(key, INTEGER));
    }

    public int integer(String key, int ifMissing) {
        return has(key) ? integer(key) : ifMissing;
    }

    /** A finite number. */
    public double number(String key) {
        return number(key, element(key, NUMBER));
    }

    public double number(String key, double ifMissing) {
        return has(key) ? number(key) : ifMissing;
    }

    public boolean flag(String key) {
        JsonElement value = element(key, FLAG);
        if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        throw wrong(key, value, FLAG);
    }

    public boolean flag(String key, boolean ifMissing) {
        return has(key) ? flag(key) : ifMissing;
    }

    public String text(String key) {
        return text(key, element(key, TEXT));
    }

    public String text(String key, String ifMissing) {
        return has(key) ? text(key) : ifMissing;
    }

    public Json object(String key) {
        return object(key, element(key, OBJECT));
    }

    public List<Integer> integers(String key) {
        return list(key, this::integer);
    }

    /** Lists of whole numbers of 32 bits, in a list. */
    public List<List<Integer>> integerLists(String key) {
        return list(
                key,
                (item, value) -> {
                    var holder = new JsonObject();
                    holder.add(item, value);
                    return new Json(file, path, holder).integers(item);
                });
    }

    /** The keys of this object, in the file's order. */
    public List<String> keys() {
        return List.copyOf(object.keySet());
    }

    /** A value as JSON text; {@code null} where the key is missing. */
    public String source(String key) {
        return String.valueOf(object.get(key));
    }

    public List<String> texts(String key) {
        return list(key, this::text);
    }

    public List<Json> objects(String key) {
        return list(key, this::object);
    }

    /**
     * The sentence that refuses what this object's values make together, for the caller to throw.
     */
    public CheckpointException wrong(ArgumentException e) {
        Sentence sentence =
                path.isEmpty()
                        ? Sentence.of("%s: %s", file, e.sentence())
                        : Sentence.of("%s: %s: %s", file, path, e.sentence());
        return new CheckpointException(sentence, e);
    }

    /**
     * The sentence that refuses a value, for the caller to throw.
     *
     * @param wanted what it must be, such as "a number above 0", a pattern of {@link Sentence#of}
     */
    @FormatMethod
    public CheckpointException wrong(
            String key, @FormatString String wanted, @Nullable Object... arguments) {
        return wrong(key, Sentence.of(wanted, arguments));
    }

    /** The sentence that refuses all values but one, for the caller to throw. */
    public CheckpointException mustBe(String key, Object only) {
        return wrong(key, Sentence.of("%s", only instanceof String ? "\"" + only + "\"" : only));
    }

    /** Keys and values of this object, in the file's order. */
    Set<Map.Entry<String, JsonElement>> entries() {
        return object.entrySet();
    }

    /** Gson's path of a place, in the form of this class's: without its root, {@code $.}. */
    static Sentence place(String gsonPath) {
        String keys = gsonPath.replaceFirst("^\\$\\.?", "").replaceFirst("\\.$", "");
        return keys.isEmpty() ? Sentence.of("its start") : Sentence.of("%s", keys);
    }

    private JsonElement element(String key, Sentence wanted) {
        JsonElement value = object.get(key);
        if (value == null) {
            throw wrong(key, wanted);
        }
        return value;
    }

    private int integer(String key, JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
            double number = primitive.getAsDouble();
            if (number == (int) number) {
                return (int) number;
            }
        }
        throw wrong(key, value, INTEGER);
    }

    private double number(String key, JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
            double number = primitive.getAsDouble();
            if (Double.isFinite(number)) {
                return number;
            }
        }
        throw wrong(key, value, NUMBER);
    }

    private String text(String key, JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw wrong(key, value, TEXT);
    }

    private Json object(String key, JsonElement value) {
        if (value instanceof JsonObject child) {
            return new Json(file, pathOf(key), child);
        }
        throw wrong(key, value, OBJECT);
    }

    private <T> List<T> list(String key, Item<T> item) {
        JsonElement value = element(key, LIST);
        if (value instanceof JsonArray array) {
            List<T> items = new ArrayList<>(array.size());
            for (JsonElement element : array) {
                items.add(item.read(key + "[" + items.size() + "]", element));
            }
            return List.copyOf(items);
        }
        throw wrong(key, value, LIST);
    }

    private CheckpointException wrong(String key, Sentence wanted) {
        JsonElement value = object.get(key);
        return value == null
                ? Refusal.of(file, ": %s is missing; it must be %s.", pathOf(key), wanted)
                : wrong(key, value, wanted);
    }

    private CheckpointException wrong(String key, JsonElement value, Sentence wanted) {
        return Refusal.of(file, ": %s must be %s, got %s.", pathOf(key), wanted, shown(value));
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static Sentence shown(JsonElement value) {
        if (value.isJsonObject()) {
            return OBJECT;
        }
        return value.isJsonArray() ? LIST : Sentence.of("%s", value);
    }

    /** Reads one item of a list; its key carries the position. */
    private interface Item<T> {
        T read(String key, JsonElement value);
    }
}
