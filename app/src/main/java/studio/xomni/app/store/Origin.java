package studio.xomni.app.store;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a job's pictures come from, beside their recipe.
 *
 * @param madeFrom id of the picture whose recipe was taken, or empty
 * @param sheet the table that they belong to, if they belong to one
 */
public record Origin(String madeFrom, @Nullable Sheet sheet) {

    /** Typed in, by itself. */
    public static final Origin NONE = new Origin("", null);

    private static final String FIELD = "origin";

    /** From another picture. */
    public static Origin of(String madeFrom) {
        return madeFrom.isEmpty() ? NONE : new Origin(madeFrom, null);
    }

    /** The fields that a picture's metadata have more because of it. */
    public Map<String, String> fields() {
        return sheet == null ? Map.of() : Map.of(Sheet.FIELD, sheet.toJson());
    }

    /** A recipe as JSON, with what it comes from beside it. */
    JsonObject beside(JsonObject recipe) {
        if (!equals(NONE)) {
            JsonObject json = new JsonObject();
            json.addProperty("made_from", madeFrom);
            if (sheet != null) {
                json.add(Sheet.FIELD, JsonText.object(sheet.toJson()));
            }
            recipe.add(FIELD, json);
        }
        return recipe;
    }

    /** What stands beside a recipe; what cannot be read is nothing. */
    static Origin read(JsonObject recipe) {
        if (!(recipe.get(FIELD) instanceof JsonObject json)) {
            return NONE;
        }
        String from =
                json.get("made_from") != null && json.get("made_from").isJsonPrimitive()
                        ? json.get("made_from").getAsString()
                        : "";
        Optional<Sheet> sheet =
                json.has(Sheet.FIELD)
                        ? Sheet.fromJson(JsonText.of(json.get(Sheet.FIELD)))
                        : Optional.empty();
        return new Origin(from, sheet.orElse(null));
    }
}
