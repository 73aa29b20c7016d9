package studio.xomni.app.store;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.xomni.engine.vision.ImageTokens;

/** {@link PictureMetadata} as JSON; docs/metadata.md describes it. */
final class MetadataJson {

    /** Of the format; files of later versions are read as far as they are understood. */
    static final int VERSION = 1;

    private static final String PAINTED_IN = "painted_in";
    private static final String VERSION_NAME = "version";

    private MetadataJson() {}

    static String write(PictureMetadata metadata) {
        JsonObject json = known(metadata);
        metadata.unknown().forEach((path, value) -> put(json, path, JsonParser.parseString(value)));
        return JsonText.of(json);
    }

    /**
     * Reads metadata.
     *
     * @throws JsonParseException when it is damaged or lacks what a picture cannot be made without
     */
    static PictureMetadata read(String text) {
        JsonObject json = JsonText.object(text);
        try {
            PictureMetadata metadata = read(json, Map.of());
            Map<String, String> unknown = new LinkedHashMap<>();
            if (json.has(VERSION_NAME) && json.get(VERSION_NAME).getAsInt() > VERSION) {
                unknown.put(VERSION_NAME, JsonText.of(json.get(VERSION_NAME)));
            }
            collectUnknown("", json, known(metadata), unknown);
            return read(json, unknown);
        } catch (NullPointerException
                | ClassCastException
                | IllegalStateException
                | IllegalArgumentException
                | UnsupportedOperationException
                | ArithmeticException
                | DateTimeException e) {
            throw new JsonParseException("The metadata cannot be read: " + e.getMessage(), e);
        }
    }

    private static JsonObject known(PictureMetadata metadata) {
        Provenance provenance = metadata.provenance();
        JsonObject made = new JsonObject();
        made.addProperty("position", provenance.position());
        made.addProperty("build", provenance.build());
        made.addProperty("model_name", provenance.modelName());
        made.addProperty("device", provenance.device());
        made.addProperty("threads", provenance.threads());
        made.add("resumed_at", JsonText.GSON.toJsonTree(provenance.resumedAt()));
        made.addProperty("made_from", provenance.madeFrom());
        provenance.paintedIn().ifPresent(memory -> made.add(PAINTED_IN, RecipeJson.memory(memory)));
        JsonObject tokens = new JsonObject();
        tokens.addProperty("rows", metadata.tokens().rows());
        tokens.addProperty("columns", metadata.tokens().columns());
        tokens.addProperty(
                "codes",
                Base64.getEncoder().encodeToString(TokenCodes.bytes(metadata.tokens().codes())));
        JsonObject json = new JsonObject();
        json.addProperty(VERSION_NAME, VERSION);
        json.addProperty("id", metadata.id());
        json.addProperty("created", metadata.created().toString());
        json.add("recipe", RecipeJson.of(metadata.recipe()));
        json.add("provenance", made);
        json.add("tokens", tokens);
        return json;
    }

    private static PictureMetadata read(JsonObject json, Map<String, String> unknown) {
        JsonObject made = json.has("provenance") ? json.getAsJsonObject("provenance") : json;
        JsonObject tokens = json.getAsJsonObject("tokens");
        Math.multiplyExact(tokens.get("rows").getAsInt(), tokens.get("columns").getAsInt());
        return new PictureMetadata(
                json.get("id").getAsString(),
                Instant.parse(json.get("created").getAsString()),
                RecipeJson.read(json.getAsJsonObject("recipe")),
                new Provenance(
                        integer(made, "position"),
                        text(made, "build"),
                        text(made, "model_name"),
                        text(made, "device"),
                        integer(made, "threads"),
                        made.has("resumed_at")
                                ? JsonText.integers(JsonText.of(made.get("resumed_at")))
                                : List.of(),
                        text(made, "made_from"),
                        made.has(PAINTED_IN) ? RecipeJson.memory(made.get(PAINTED_IN)) : null),
                new ImageTokens(
                        tokens.get("rows").getAsInt(),
                        tokens.get("columns").getAsInt(),
                        TokenCodes.codes(
                                Base64.getDecoder().decode(tokens.get("codes").getAsString()))),
                unknown);
    }

    private static String text(JsonObject json, String name) {
        return json.has(name) ? json.get(name).getAsString() : "";
    }

    private static int integer(JsonObject json, String name) {
        return json.has(name) ? json.get(name).getAsInt() : 0;
    }

    /** What the file has and we would not write, by its path of names. */
    private static void collectUnknown(
            String path, JsonObject file, JsonObject known, Map<String, String> unknown) {
        for (Map.Entry<String, JsonElement> field : file.entrySet()) {
            String name = path + escape(field.getKey());
            JsonElement ours = known.get(field.getKey());
            if (ours == null) {
                unknown.put(name, JsonText.of(field.getValue()));
            } else if (ours instanceof JsonObject inner
                    && field.getValue() instanceof JsonObject theirs) {
                collectUnknown(name + "/", theirs, inner, unknown);
            }
        }
    }

    private static void put(JsonObject json, String path, JsonElement value) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            json.add(unescape(path), value);
            return;
        }
        String name = unescape(path.substring(0, slash));
        if (json.get(name) instanceof JsonObject inner) {
            put(inner, path.substring(slash + 1), value);
        }
    }

    /** As in JSON pointers (RFC 6901). */
    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String unescape(String name) {
        return name.replace("~1", "/").replace("~0", "~");
    }
}
