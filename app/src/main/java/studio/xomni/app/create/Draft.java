package studio.xomni.app.create;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.util.function.Consumer;
import studio.xomni.app.store.NumberType;

/** The form as JSON text, so that it survives a crash. What cannot be read is left as it is. */
final class Draft {

    private Draft() {}

    static String of(CreateModel form) {
        JsonObject json = new JsonObject();
        json.addProperty("prompt", form.prompt().get());
        json.addProperty("madeFrom", form.madeFrom().get());
        json.addProperty("width", form.width().get());
        json.addProperty("height", form.height().get());
        json.addProperty("seed", form.seed().get());
        json.addProperty("seedLocked", form.seedLocked().get());
        json.addProperty("paintSeed", form.paintSeed().get());
        json.addProperty("paintSeedFollows", form.paintSeedFollows().get());
        json.addProperty("count", form.count().get());
        json.addProperty("numbers", form.numbers().get().key());
        for (Setting setting : form.settings()) {
            json.addProperty(setting.key(), setting.get());
        }
        return new Gson().toJson(json);
    }

    static void into(CreateModel form, String draft) {
        JsonObject json;
        try {
            JsonElement read = JsonParser.parseString(draft);
            if (!read.isJsonObject()) {
                return;
            }
            json = read.getAsJsonObject();
        } catch (JsonSyntaxException e) {
            return; // a draft of another version: the form starts as new
        }
        take(json, "prompt", value -> form.prompt().set(value.getAsString()));
        take(json, "madeFrom", value -> form.madeFrom().set(value.getAsString()));
        take(json, "width", value -> form.width().set(value.getAsInt()));
        take(json, "height", value -> form.height().set(value.getAsInt()));
        take(json, "seed", value -> form.seed().set(value.getAsLong()));
        take(json, "seedLocked", value -> form.seedLocked().set(value.getAsBoolean()));
        take(json, "paintSeed", value -> form.paintSeed().set(value.getAsLong()));
        take(json, "paintSeedFollows", value -> form.paintSeedFollows().set(value.getAsBoolean()));
        take(json, "count", value -> form.count().set(value.getAsInt()));
        take(
                json,
                "numbers",
                value -> {
                    for (NumberType type : NumberType.values()) {
                        if (type.key().equals(value.getAsString())) {
                            form.numbers().set(type);
                        }
                    }
                });
        for (Setting setting : form.settings()) {
            take(json, setting.key(), value -> setting.set(value.getAsDouble()));
        }
    }

    private static void take(JsonObject json, String key, Consumer<JsonElement> setter) {
        JsonElement value = json.get(key);
        if (value == null || !value.isJsonPrimitive()) {
            return;
        }
        try {
            setter.accept(value);
        } catch (NumberFormatException e) {
            // written by hand or damaged: the form keeps its own value
        }
    }
}
