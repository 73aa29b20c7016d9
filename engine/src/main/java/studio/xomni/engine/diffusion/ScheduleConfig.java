package studio.xomni.engine.diffusion;

import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.ArgumentException;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * How far the times are shifted towards noise, by the picture's size: linear from the base's shift
 * to the largest's, and on from there. Source: diffusers' {@code FlowMatchEulerDiscreteScheduler}
 * and {@code calculate_shift}.
 *
 * @param baseTokens tokens of the base size
 * @param maxTokens tokens of the largest size
 * @param baseShift shift of the base size
 * @param maxShift shift of the largest size
 */
public record ScheduleConfig(int baseTokens, int maxTokens, double baseShift, double maxShift) {

    public ScheduleConfig {
        if (baseTokens < 1 || maxTokens <= baseTokens) {
            throw new ArgumentException(
                    Sentence.of(
                            "max_image_seq_len must be above base_image_seq_len, got %d and %d.",
                            maxTokens, baseTokens));
        }
        if (!Double.isFinite(baseShift) || !Double.isFinite(maxShift)) {
            throw new ArgumentException(
                    Sentence.of(
                            "base_shift and max_shift must be finite, got %s and %s.",
                            baseShift, maxShift));
        }
    }

    /**
     * Reads {@code scheduler_config.json}.
     *
     * @throws CheckpointException when a key is missing or asks for another schedule
     */
    public static ScheduleConfig from(Json json) {
        if (!json.flag("use_dynamic_shifting")) {
            throw json.mustBe("use_dynamic_shifting", true);
        }
        for (String other :
                new String[] {
                    "invert_sigmas",
                    "stochastic_sampling",
                    "use_beta_sigmas",
                    "use_exponential_sigmas",
                    "use_karras_sigmas"
                }) {
            if (json.flag(other, false)) {
                throw json.mustBe(other, false);
            }
        }
        if (json.has("shift_terminal")) {
            throw json.wrong("shift_terminal", "absent");
        }
        if (!json.text("time_shift_type", "exponential").equals("exponential")) {
            throw json.mustBe("time_shift_type", "exponential");
        }
        if (json.integer("num_train_timesteps", 1000) != 1000) {
            throw json.mustBe("num_train_timesteps", 1000);
        }
        try {
            return new ScheduleConfig(
                    json.integer("base_image_seq_len", 256),
                    json.integer("max_image_seq_len", 4096),
                    json.number("base_shift", 0.5),
                    json.number("max_shift", 1.15));
        } catch (ArgumentException e) {
            throw json.wrong(e);
        }
    }

    /** The shift of a picture of so many tokens. */
    double shift(int tokens) {
        double slope = (maxShift - baseShift) / (maxTokens - baseTokens);
        return tokens * slope + (baseShift - slope * baseTokens);
    }
}
