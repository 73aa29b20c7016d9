package studio.xomni.engine.diffusion;

import java.util.Arrays;

/**
 * The share of noise before each step and after the last: from 1 down to 0.
 *
 * @param sigmas one more than there are steps
 */
@SuppressWarnings("ArrayRecordComponent") // short, and compared explicitly
public record Schedule(float[] sigmas) {

    public Schedule {
        if (sigmas.length < 2) {
            throw new IllegalArgumentException(
                    "A schedule has 2 or more values, got " + sigmas.length + ".");
        }
        for (int i = 1; i < sigmas.length; i++) {
            if (!(sigmas[i] < sigmas[i - 1]) || sigmas[i] < 0) {
                throw new IllegalArgumentException(
                        "A schedule falls towards 0, got %s.".formatted(Arrays.toString(sigmas)));
            }
        }
    }

    /**
     * Evenly spaced from 1 to 1/steps, then shifted for the picture's size.
     *
     * @param steps 1 or more
     * @param tokens packed latents of the picture
     */
    public static Schedule of(ScheduleConfig config, int steps, int tokens) {
        if (steps < 1 || tokens < 1) {
            throw new IllegalArgumentException(
                    "A schedule is for 1 or more steps and tokens, got %d and %d."
                            .formatted(steps, tokens));
        }
        // As diffusers: even steps in float64, the shift in float32.
        float odds = (float) Math.exp(config.shift(tokens));
        float[] sigmas = new float[steps + 1];
        for (int i = 0; i < steps; i++) {
            double even = steps == 1 ? 1 : 1 + i * ((1.0 / steps - 1) / (steps - 1));
            sigmas[i] = odds / (odds + (1 / (float) even - 1));
        }
        return new Schedule(sigmas);
    }

    public int steps() {
        return sigmas.length - 1;
    }
}
