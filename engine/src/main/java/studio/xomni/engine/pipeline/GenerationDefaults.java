package studio.xomni.engine.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.CheckpointException;

/**
 * What sampling settings are where the user gives none: the library's defaults, or those of a
 * checkpoint's {@code generation_config.json}.
 *
 * <p>Source: {@code GenerationMixin._prepare_generation_config} of transformers 4.51. Where a
 * setting has the library's default and the checkpoint's file was written by version 4.50 or newer,
 * the file's value wins. The values that the released scripts set by themselves are the library's
 * defaults, so that the rule is: what is not given, the file says.
 *
 * @param temperature divides the logits
 * @param topK only the k likeliest tokens stay, 0 is off
 * @param topP only the likeliest tokens stay that together reach this probability, 1 is off
 * @param repetitionPenalty makes ids that were there before less likely, 1 is off
 */
public record GenerationDefaults(
        double temperature, int topK, double topP, double repetitionPenalty) {

    /** The library's own. */
    public static final GenerationDefaults LIBRARY = new GenerationDefaults(1, 50, 1, 1);

    private static final Pattern VERSION =
            Pattern.compile("v?(\\d{1,6})(?:\\.(\\d{1,6}))?(\\D.*)?");

    public GenerationDefaults {
        require(temperature > 0, "temperature", "above 0", temperature);
        require(topK >= 0, "top_k", "0 (off) or more", topK);
        require(topP > 0 && topP <= 1, "top_p", "above 0 and at most 1", topP);
        require(repetitionPenalty > 0, "repetition_penalty", "above 0", repetitionPenalty);
    }

    /**
     * Reads {@code generation_config.json} of a checkpoint; without that file, or where an older
     * version wrote it, the library's defaults hold.
     *
     * @throws CheckpointException when the file is malformed or a value is out of range
     */
    public static GenerationDefaults read(Path checkpoint) {
        Path file = checkpoint.resolve("generation_config.json");
        if (!Files.exists(file)) {
            return LIBRARY;
        }
        Json json = Json.read(file);
        if (!json.has("transformers_version") || !isRecent(json)) {
            return LIBRARY;
        }
        try {
            return new GenerationDefaults(
                    json.number("temperature", LIBRARY.temperature),
                    json.integer("top_k", LIBRARY.topK),
                    json.number("top_p", LIBRARY.topP),
                    json.number("repetition_penalty", LIBRARY.repetitionPenalty));
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(json.where() + ": " + e.getMessage(), e);
        }
    }

    /** Whether version 4.50 or newer wrote the file; its development versions count. */
    private static boolean isRecent(Json json) {
        Matcher version = VERSION.matcher(json.text("transformers_version").strip());
        if (!version.matches()) {
            throw json.wrong("transformers_version", "a version such as 4.51.3");
        }
        int major = Integer.parseInt(version.group(1));
        int minor = version.group(2) == null ? 0 : Integer.parseInt(version.group(2));
        return major > 4 || (major == 4 && minor >= 50);
    }

    private static void require(boolean right, String key, String wanted, Number got) {
        if (!right) {
            throw new IllegalArgumentException(key + " must be " + wanted + ", got " + got + ".");
        }
    }
}
