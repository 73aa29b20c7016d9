package studio.xomni.engine.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;
import studio.xomni.engine.torch.TorchProgram;

/**
 * The sampling filters and their order. Expected values come from transformers' own processors
 * (RepetitionPenalty, SuppressTokens, Temperature, TopK, TopP, MinP) applied one after the other in
 * the order of version 4.51; in any other order of top-p, min-p and temperature they keep other
 * tokens.
 */
class FiltersTest {

    private static final int TOKENS = 32;

    /** Sums of float32 in another order. */
    private static final double TOLERANCE = 2e-6;

    private static float[] scores() {
        float[] scores = new float[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            scores[i] = (float) (3 * Math.sin(.7 * i) + 2 * Math.cos(1.3 * i));
        }
        return scores;
    }

    private static void assertKeeps(
            Map<Integer, Double> expected, float[] scores, long rows, int topK, double... filters) {
        try (Torch torch = Torch.start(new Device.Cpu());
                Scope scope = torch.scope();
                TorchProgram program = torch.program("language")) {
            Tensor adjusted =
                    program.tensor(
                            scope,
                            "adjusted",
                            scope.floats(scores, rows, TOKENS),
                            scope.longs(new long[] {29, 3}, 1, 2),
                            scope.longs(new long[] {10}, 1),
                            filters);
            Tensor probabilities = program.tensor(scope, "filtered", adjusted, topK, filters);
            float[] actual = probabilities.toFloats();
            for (int i = 0; i < TOKENS; i++) {
                assertEquals(expected.getOrDefault(i, 0.0), actual[i], TOLERANCE, "token " + i);
            }
        }
    }

    @Test
    void filtersActInTheReferencesOrder() {
        assertKeeps(
                Map.of(
                        0, 0.050946, 1, 0.069583, 4, 0.049013, 11, 0.07807, 19, 0.171913, 20,
                        0.230718, 28, 0.075125, 29, 0.1725, 30, 0.102131),
                scores(),
                1,
                20,
                1,
                1.5,
                0.85,
                0.2,
                1.3);
    }

    @Test
    void guidanceComesBeforeAllOthers() {
        float[] both = new float[2 * TOKENS];
        System.arraycopy(scores(), 0, both, 0, TOKENS);
        for (int i = 0; i < TOKENS; i++) {
            both[TOKENS + i] = (float) (2 * Math.sin(.3 * i) - Math.cos(.9 * i));
        }
        assertKeeps(
                Map.of(19, 0.219552, 20, 0.615661, 29, 0.164787),
                both,
                2,
                20,
                2.5,
                1.5,
                0.85,
                0.2,
                1.3);
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThrows(UsageException.class, () -> new SamplingSettings(-1, 1, 50, 1, 0));
        assertThrows(UsageException.class, () -> new SamplingSettings(1, 0, 50, 1, 0));
        assertThrows(UsageException.class, () -> new SamplingSettings(1, 1, -1, 1, 0));
        assertThrows(UsageException.class, () -> new SamplingSettings(1, 1, 50, 0, 0));
        assertThrows(UsageException.class, () -> new SamplingSettings(1, 1, 50, 1.1, 0));
        assertThrows(UsageException.class, () -> new SamplingSettings(1, 1, 50, 1, Double.NaN));
        assertThrows(UsageException.class, () -> new SamplingSettings(1, 1, 50, 1, 0, 0));
    }
}
