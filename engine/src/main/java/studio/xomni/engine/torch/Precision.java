package studio.xomni.engine.torch;

import java.util.stream.Stream;
import oshi.SystemInfo;

/**
 * In which types a model is kept and computed; decided here once, from the device and the type that
 * was asked for.
 *
 * <p>A processor without bfloat16 tiles (AMX) keeps the weights in bfloat16 and computes in
 * float32: its bfloat16 products of many rows are slower. Where it has AVX-512, the language model,
 * whose products have few rows, is computed in bfloat16 all the same (decision 1 in {@code
 * engine/docs/decisions}).
 *
 * @param weights the type that weights are kept in
 * @param activations the type between operators, and of the key/value cache
 * @param matrices how the matrices of the language model and the image decoder are kept
 */
public record Precision(DType weights, DType activations, Matrices matrices) {

    /** How matrices are kept. */
    public enum Matrices {
        /** As they are stored. */
        PLAIN,
        /** In the order that oneDNN multiplies them in: a copy, on processors with AVX-512. */
        PACKED,
        /**
         * As int8 with one scale a row; the image decoder rounds what it multiplies them with, too.
         */
        INT8
    }

    public Precision {
        if (!weights.isFloatingPoint() || !activations.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "A model is computed in floating point, got %s and %s."
                            .formatted(weights, activations));
        }
    }

    /** The plan for weights of a type on a device. */
    public static Precision of(Device device, DType weights) {
        boolean tiles = !(device instanceof Device.Cpu) || Processor.BFLOAT16_TILES;
        return new Precision(weights, tiles ? weights : DType.FLOAT32, Matrices.PLAIN);
    }

    /** The plan for a language model, whose products have few rows. */
    public static Precision ofLanguage(Device device, DType weights, boolean int8) {
        boolean packs =
                device instanceof Device.Cpu && weights == DType.BFLOAT16 && Processor.AVX512;
        DType activations = packs ? weights : of(device, weights).activations();
        Matrices plain = packs ? Matrices.PACKED : Matrices.PLAIN;
        return new Precision(weights, activations, int8 ? Matrices.INT8 : plain);
    }

    /**
     * The plan for an image decoder, whose products have many rows: int8 where the processor
     * multiplies it faster than float32.
     */
    public static Precision ofPainting(Device device, DType weights, boolean int8) {
        Precision plain = of(device, weights);
        boolean fast = device instanceof Device.Cpu && Processor.INT8;
        return int8 && fast ? new Precision(weights, plain.activations(), Matrices.INT8) : plain;
    }

    /** The same plan for parts that may not be computed in less than float32. */
    public Precision exact() {
        return new Precision(DType.FLOAT32, DType.FLOAT32, Matrices.PLAIN);
    }

    public boolean int8() {
        return matrices == Matrices.INT8;
    }

    /** Asked of the processor when it is first needed. */
    private static final class Processor {
        private static final String FLAGS =
                String.join(" ", new SystemInfo().getHardware().getProcessor().getFeatureFlags());
        static final boolean BFLOAT16_TILES = FLAGS.contains("amx_bf16");
        static final boolean INT8 = FLAGS.contains("avx512_vnni");
        static final boolean AVX512 =
                Stream.of("avx512vl", "avx512bw", "avx512dq").allMatch(FLAGS::contains);
    }
}
