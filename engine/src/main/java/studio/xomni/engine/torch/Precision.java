package studio.xomni.engine.torch;

import oshi.SystemInfo;

/**
 * In which types a model is kept and computed; decided here once, from the device and the type that
 * was asked for.
 *
 * <p>A processor without bfloat16 products keeps the weights in bfloat16 and computes in float32:
 * its bfloat16 matrix products are many times slower (decision 1 in {@code engine/docs/decisions}).
 *
 * @param weights the type that weights are kept in
 * @param activations the type between operators, and of the key/value cache
 * @param int8 whether the language model's matrices are kept as int8 with one scale a row
 */
public record Precision(DType weights, DType activations, boolean int8) {

    public Precision {
        if (!weights.isFloatingPoint() || !activations.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "A model is computed in floating point, got %s and %s."
                            .formatted(weights, activations));
        }
    }

    /** The plan for weights of a type on a device. */
    public static Precision of(Device device, DType weights, boolean int8) {
        boolean widened =
                device instanceof Device.Cpu && weights != DType.FLOAT32 && !Native.BFLOAT16;
        return new Precision(weights, widened ? DType.FLOAT32 : weights, int8);
    }

    /** The same plan for parts that may not be computed in less than float32. */
    public Precision exact() {
        return new Precision(DType.FLOAT32, DType.FLOAT32, false);
    }

    /** The same plan without quantisation. */
    public Precision plain() {
        return new Precision(weights, activations, false);
    }

    /** Asked of the processor when it is first needed. */
    private static final class Native {
        static final boolean BFLOAT16 =
                new SystemInfo()
                        .getHardware().getProcessor().getFeatureFlags().stream()
                                .anyMatch(flags -> flags.matches("(?s).*(avx512_bf16|amx_bf16).*"));
    }
}
