package studio.xomni.app.create;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Optional;

/**
 * A prompt that is kept by name.
 *
 * @param prompt as it was typed
 * @param form the whole form, see {@link CreateModel#draft}; empty where the prompt alone was kept
 */
public record SavedPrompt(String prompt, String form) {

    boolean withForm() {
        return !form.isEmpty();
    }

    /** As text, for the library. */
    public String toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("prompt", prompt);
        json.addProperty("form", form);
        return new Gson().toJson(json);
    }

    /** Reads what {@link #toJson} wrote; empty where the text is something else. */
    public static Optional<SavedPrompt> fromJson(String text) {
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            return Optional.of(
                    new SavedPrompt(
                            json.get("prompt").getAsString(),
                            json.has("form") ? json.get("form").getAsString() : ""));
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | UnsupportedOperationException
                | ClassCastException e) {
            return Optional.empty();
        }
    }
}
