package studio.xomni.engine.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.ArgumentException;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

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
        require(temperature > 0, Sentence.of("temperature must be above 0, got %s.", temperature));
        require(topK >= 0, Sentence.of("top_k must be 0 (off) or more, got %d.", topK));
        require(
                topP > 0 && topP <= 1,
                Sentence.of("top_p must be above 0 and at most 1, got %s.", topP));
        require(
                repetitionPenalty > 0,
                Sentence.of("repetition_penalty must be above 0, got %s.", repetitionPenalty));
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
        } catch (ArgumentException e) {
            throw json.wrong(e);
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

    private static void require(boolean right, Sentence refusal) {
        if (!right) {
            throw new ArgumentException(refusal);
        }
    }
}
