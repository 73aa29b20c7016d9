package studio.xomni.engine;

import java.nio.file.Path;
import java.util.Map;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Scope;

/**
 * A reference case: a checkpoint and what the released Python code computes on it, in float32 on a
 * CPU. Their birth is told in {@code engine/docs/numerics.md}.
 */
public enum Golden {
    EN,
    ZH,
    BUILTIN;

    /**
     * Relative to the largest absolute value: float32 sums in another order differ by some 1e-6, a
     * wrong formula by far more.
     */
    public static final double TOLERANCE = 1e-3;

    private static final Path CASES = Path.of("src/test/resources/goldens");

    private Path folder() {
        return CASES.resolve(name().toLowerCase(java.util.Locale.ROOT));
    }

    /** The checkpoint's folder. */
    public Path checkpoint() {
        return this == BUILTIN
                ? Path.of("../assets/builtin/checkpoint")
                : folder().resolve("checkpoint");
    }

    /** The folder with VAE, scheduler and text encoders. */
    public Path flux() {
        return this == BUILTIN ? Path.of("../assets/builtin/flux") : folder().resolve("flux");
    }

    /** A file among the expected results. */
    public Path expected(String file) {
        return this == BUILTIN
                ? folder().resolve(file)
                : folder().resolve("expected").resolve(file);
    }

    public Json expected() {
        return Json.read(expected("expected.json"));
    }

    /** The values of an expected tensor. */
    public float[] tensor(Scope scope, String name) {
        Path file = expected("tensors.safetensors");
        Map<String, StoredTensor> stored = Safetensors.read(file);
        return Weights.of(stored, file, scope, DType.FLOAT32)
                .read(name, stored.get(name).shape())
                .toFloats();
    }

    /** The largest difference, as a share of the largest absolute value that was expected. */
    public static double distance(float[] expected, float[] actual) {
        if (expected.length != actual.length) {
            throw new AssertionError(expected.length + " values expected, got " + actual.length);
        }
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            double d = Math.abs((double) expected[i] - actual[i]);
            difference = d >= difference || Double.isNaN(d) ? d : difference;
        }
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference / largest;
    }

    public static int[] ints(java.util.List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
