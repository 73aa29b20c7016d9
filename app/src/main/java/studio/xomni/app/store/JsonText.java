package studio.xomni.app.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import java.util.List;
import java.util.regex.Pattern;

/** JSON as text on one line that UTF-8 can carry whole. */
final class JsonText {

    static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().setStrictness(Strictness.STRICT).create();

    /** Half a character: UTF-8 has no bytes for it. */
    private static final Pattern LONE_SURROGATE = Pattern.compile("[\\uD800-\\uDFFF]");

    private JsonText() {}

    static String of(JsonElement json) {
        return LONE_SURROGATE
                .matcher(GSON.toJson(json))
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    /**
     * Reads an object.
     *
     * @throws JsonParseException when the text is anything else
     */
    static JsonObject object(String text) {
        try {
            if (JsonParser.parseString(text) instanceof JsonObject object) {
                return object;
            }
        } catch (StackOverflowError e) {
            throw new JsonParseException("nested too deeply", e);
        }
        throw new JsonParseException("wanted is a JSON object");
    }

    static String strings(List<String> strings) {
        return of(GSON.toJsonTree(strings));
    }

    static List<String> strings(String json) {
        return List.of(GSON.fromJson(json, String[].class));
    }

    static List<Integer> integers(String json) {
        return List.of(GSON.fromJson(json, Integer[].class));
    }
}
