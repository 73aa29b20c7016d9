package studio.xomni.engine.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.CheckpointException;

class ScheduleTest {

    private static final ScheduleConfig FLUX = new ScheduleConfig(256, 4096, 0.5, 1.15);

    /** Half of the last digit that the design page states for 1152 × 1152. */
    private static final double STATED = 5e-6;

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void fallsAsTheReleaseDoesToTheLastBit(Golden golden) {
        Json json = Json.read(golden.flux().resolve("scheduler/scheduler_config.json"));
        var expected =
                new float[] {1, 0.8262588381767273f, 0.6131871938705444f, 0.34572523832321167f, 0};

        Schedule schedule = Schedule.of(ScheduleConfig.from(json), 4, 24);

        assertArrayEquals(expected, schedule.sigmas());
        assertEquals(4, schedule.steps());
    }

    @Test
    void shiftsOnBeyondTheLargestSize() {
        assertEquals(0.5, FLUX.shift(256), 1e-12);
        assertEquals(1.15, FLUX.shift(4096), 1e-12);
        assertEquals(1.33417, FLUX.shift(5184), STATED);
    }

    @Test
    void takesOneStepFromNoiseToPicture() {
        assertArrayEquals(new float[] {1, 0}, Schedule.of(FLUX, 1, 768).sigmas());
    }

    @Property(tries = 100)
    void alwaysFallsFromOneToZero(
            @ForAll @IntRange(min = 1, max = 200) int steps,
            @ForAll @IntRange(min = 1, max = 20_000) int tokens) {
        float[] sigmas = Schedule.of(FLUX, steps, tokens).sigmas();

        assertEquals(steps + 1, sigmas.length);
        assertEquals(1, sigmas[0]);
        assertEquals(0, sigmas[steps]);
        for (int i = 0; i < steps; i++) {
            assertTrue(sigmas[i] > sigmas[i + 1]);
        }
    }

    @Test
    void refusesAScheduleThatRises() {
        var rising = new float[] {1, 0.5f, 0.6f};

        var refusal = assertThrows(IllegalArgumentException.class, () -> new Schedule(rising));

        assertEquals("A schedule falls towards 0, got [1.0, 0.5, 0.6].", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"use_dynamic_shifting\": false",
                "\"use_dynamic_shifting\": true, \"use_karras_sigmas\": true",
                "\"use_dynamic_shifting\": true, \"invert_sigmas\": true",
                "\"use_dynamic_shifting\": true, \"shift_terminal\": 0.1",
                "\"use_dynamic_shifting\": true, \"time_shift_type\": \"linear\"",
                "\"use_dynamic_shifting\": true, \"num_train_timesteps\": 10",
                "\"use_dynamic_shifting\": true, \"max_image_seq_len\": 256"
            })
    void refusesAnotherScheduler(String keys) {
        Json json = Json.parse("{" + keys + "}", "scheduler_config.json");

        var refusal = assertThrows(CheckpointException.class, () -> ScheduleConfig.from(json));

        assertTrue(String.valueOf(refusal.getMessage()).startsWith("scheduler_config.json: "));
    }
}
