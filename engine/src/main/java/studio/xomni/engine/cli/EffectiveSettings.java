package studio.xomni.engine.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import studio.xomni.engine.pipeline.ChatSettings;
import studio.xomni.engine.pipeline.EngineSettings;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ModelConfig;
import studio.xomni.engine.torch.DType;

/** What a command runs with in the end: what was given, what the checkpoint says, the defaults. */
final class EffectiveSettings {

    /** Those that only the painting depends on. */
    private static final List<String> PAINTING =
            List.of("vision_dtype", "memory", "steps", "decoder_seed");

    private final JsonObject json = new JsonObject();

    /** The part that is about the model. */
    EffectiveSettings(ModelOptions options, ModelConfig config) {
        EngineSettings settings = options.settings();
        json.addProperty("model", options.name());
        json.addProperty("device", settings.device().toString());
        if (settings.types() instanceof EngineSettings.Types.All all) {
            json.addProperty("dtype", name(all.dtype()));
        } else {
            json.addProperty("dtype", name(config.language().dtype()));
            json.addProperty("vision_dtype", name(config.visionType()));
        }
        json.addProperty("quantize", settings.int8Language() ? "int8" : "none");
        json.addProperty("memory", settings.memory().name().toLowerCase(Locale.ROOT));
    }

    EffectiveSettings with(ImageRequest request) {
        json.addProperty("cfg_scale", request.sampling().guidance());
        json.addProperty("temperature", request.sampling().temperature());
        json.addProperty("top_k", request.sampling().topK());
        json.addProperty("top_p", request.sampling().topP());
        json.addProperty("min_p", request.sampling().minP());
        json.addProperty("repetition_penalty", request.sampling().repetitionPenalty());
        json.addProperty("steps", request.paint().steps());
        if (request.paint().seed() instanceof ImageRequest.PaintSeed.Own own) {
            json.addProperty("decoder_seed", own.value());
        }
        return this;
    }

    EffectiveSettings with(ChatSettings settings) {
        json.addProperty("max_new_tokens", settings.maxNewTokens());
        json.addProperty("repetition_penalty", settings.repetitionPenalty());
        return this;
    }

    JsonObject json() {
        return json;
    }

    /** Those that the image tokens depend on. */
    JsonObject ofTokens() {
        JsonObject ofTokens = json.deepCopy();
        PAINTING.forEach(ofTokens::remove);
        return ofTokens;
    }

    /** As one line. */
    String line() {
        return json.entrySet().stream()
                .map(EffectiveSettings::words)
                .collect(Collectors.joining(", ", "Settings: ", "."));
    }

    private static String words(Map.Entry<String, JsonElement> setting) {
        return setting.getKey().replace('_', ' ') + " " + setting.getValue().getAsString();
    }

    private static String name(DType dtype) {
        return dtype.name().toLowerCase(Locale.ROOT);
    }
}
