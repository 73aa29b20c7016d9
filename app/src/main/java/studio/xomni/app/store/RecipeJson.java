package studio.xomni.app.store;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ImageRequest.PaintSeed;
import studio.xomni.engine.pipeline.ImageRequest.PaintSettings;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.sampling.SamplingSettings;

/** Recipes as JSON, in pictures, in the journal and in the queue; see docs/metadata.md. */
final class RecipeJson {

    private static final String BUILT_IN = "built-in";
    private static final String FOLDERS = "folders";

    private RecipeJson() {}

    static JsonObject of(Recipe recipe) {
        ImageRequest request = recipe.request();
        JsonObject json = new JsonObject();
        json.addProperty("prompt", request.prompt());
        json.addProperty("height", request.height());
        json.addProperty("width", request.width());
        json.addProperty("seed", request.seed());
        json.addProperty("count", request.count());
        json.add("sampling", sampling(request.sampling()));
        json.add("painting", painting(request.paint()));
        json.add("model", model(recipe.model()));
        json.addProperty("numbers", recipe.numbers().key());
        if (recipe.memory() != Memory.FULL) {
            json.add("memory", memory(recipe.memory()));
        }
        return json;
    }

    /**
     * Reads a recipe; what is missing but prompt, size and seed has its default.
     *
     * @throws JsonParseException when it is no recipe
     */
    static Recipe read(JsonObject json) {
        try {
            JsonObject sampling = object(json, "sampling");
            JsonObject painting = object(json, "painting");
            SamplingSettings usual = SamplingSettings.DEFAULT;
            ImageRequest request =
                    new ImageRequest(
                            json.get("prompt").getAsString(),
                            json.get("height").getAsInt(),
                            json.get("width").getAsInt(),
                            new SamplingSettings(
                                    number(sampling, "guidance", usual.guidance()),
                                    number(sampling, "temperature", usual.temperature()),
                                    integer(sampling, "top_k", usual.topK()),
                                    number(sampling, "top_p", usual.topP()),
                                    number(sampling, "min_p", usual.minP()),
                                    number(
                                            sampling,
                                            "repetition_penalty",
                                            usual.repetitionPenalty())),
                            json.get("seed").getAsLong(),
                            integer(json, "count", 1),
                            new PaintSettings(
                                    integer(painting, "steps", 1),
                                    painting.has("seed")
                                            ? new PaintSeed.Own(painting.get("seed").getAsLong())
                                            : new PaintSeed.OfTokens()));
            return new Recipe(
                    request,
                    model(object(json, "model")),
                    numbers(json.get("numbers")),
                    memory(json.get("memory")));
        } catch (NullPointerException
                | ClassCastException
                | IllegalStateException
                | IllegalArgumentException
                | UnsupportedOperationException
                | UsageException e) {
            throw new JsonParseException("The recipe cannot be read: " + e.getMessage(), e);
        }
    }

    private static JsonObject sampling(SamplingSettings settings) {
        JsonObject json = new JsonObject();
        json.addProperty("guidance", settings.guidance());
        json.addProperty("temperature", settings.temperature());
        json.addProperty("top_k", settings.topK());
        json.addProperty("top_p", settings.topP());
        json.addProperty("min_p", settings.minP());
        json.addProperty("repetition_penalty", settings.repetitionPenalty());
        return json;
    }

    private static JsonObject painting(PaintSettings settings) {
        JsonObject json = new JsonObject();
        json.addProperty("steps", settings.steps());
        if (settings.seed() instanceof PaintSeed.Own own) {
            json.addProperty("seed", own.value());
        }
        return json;
    }

    private static JsonObject model(ModelSource model) {
        JsonObject json = new JsonObject();
        if (model instanceof ModelSource.Folders folders) {
            json.addProperty("kind", FOLDERS);
            json.addProperty("checkpoint", folders.checkpoint().toString());
            json.addProperty("flux", folders.flux().toString());
        } else {
            json.addProperty("kind", BUILT_IN);
        }
        return json;
    }

    private static ModelSource model(JsonObject json) {
        String kind = json.has("kind") ? json.get("kind").getAsString() : BUILT_IN;
        return switch (kind) {
            case BUILT_IN -> new ModelSource.BuiltIn();
            case FOLDERS ->
                    new ModelSource.Folders(
                            Path.of(json.get("checkpoint").getAsString()),
                            Path.of(json.get("flux").getAsString()));
            default -> throw new IllegalArgumentException("unknown kind of model " + kind);
        };
    }

    private static NumberType numbers(@Nullable JsonElement json) {
        return json == null
                ? NumberType.FLOAT32
                : NumberType.valueOf(json.getAsString().toUpperCase(Locale.ROOT));
    }

    static JsonPrimitive memory(Memory mode) {
        return new JsonPrimitive(mode.name().toLowerCase(Locale.ROOT));
    }

    static Memory memory(@Nullable JsonElement json) {
        return json == null
                ? Memory.FULL
                : Memory.valueOf(json.getAsString().toUpperCase(Locale.ROOT));
    }

    private static JsonObject object(JsonObject json, String name) {
        return json.has(name) ? json.getAsJsonObject(name) : new JsonObject();
    }

    private static double number(JsonObject json, String name, double otherwise) {
        return json.has(name) ? json.get(name).getAsDouble() : otherwise;
    }

    private static int integer(JsonObject json, String name, int otherwise) {
        return json.has(name) ? json.get(name).getAsInt() : otherwise;
    }
}
