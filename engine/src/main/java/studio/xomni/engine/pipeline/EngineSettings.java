package studio.xomni.engine.pipeline;

import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;

/**
 * How a model is run.
 *
 * @param device where
 * @param types in which types
 * @param int8 whether the matrices of the language model are quantised to int8, and on processors
 *     that are faster so those of the image decoder's blocks
 * @param memory which parts stay loaded
 */
public record EngineSettings(Device device, Types types, boolean int8, Memory memory) {

    /** Whether the language model is quantised: where it is asked for, or memory is saved. */
    public boolean int8Language() {
        return int8 || memory.quantises();
    }

    /** With all parts at hand. */
    public EngineSettings(Device device, Types types, boolean int8) {
        this(device, types, int8, Memory.FULL);
    }

    /** In which types a model's parts are kept. */
    public sealed interface Types {

        /** The type of a part for which the checkpoint names a type. */
        DType of(DType named);

        /** Each part in the type that the checkpoint's configuration names. */
        record AsConfigured() implements Types {
            @Override
            public DType of(DType named) {
                return named;
            }
        }

        /** All parts in one type; codebook and projector in no less than float32. */
        record All(DType dtype) implements Types {
            public All {
                if (dtype != DType.FLOAT32 && dtype != DType.BFLOAT16) {
                    throw new IllegalArgumentException(
                            "A model runs in float32 or bfloat16, got " + dtype + ".");
                }
            }

            @Override
            public DType of(DType named) {
                return dtype;
            }
        }
    }

    /** The same in another memory mode. */
    public EngineSettings with(Memory other) {
        return new EngineSettings(device, types, int8, other);
    }

    /**
     * The same on another device.
     *
     * @param name {@code cpu}, {@code cuda} or {@code cuda:N}
     * @throws studio.xomni.engine.error.UsageException when it names no device
     */
    public EngineSettings on(String name) {
        return new EngineSettings(Device.parse(name), types, int8, memory);
    }

    /** On the CPU, in the types that the checkpoint names. */
    public static final EngineSettings DEFAULT =
            new EngineSettings(new Device.Cpu(), new Types.AsConfigured(), false);

    /** On the CPU, all parts in float32. */
    public static EngineSettings float32() {
        return new EngineSettings(new Device.Cpu(), new Types.All(DType.FLOAT32), false);
    }

    /** On the CPU, all parts in bfloat16. */
    public static EngineSettings bfloat16() {
        return new EngineSettings(new Device.Cpu(), new Types.All(DType.BFLOAT16), false);
    }

    /** On the CPU, matrices in int8 and all else in bfloat16. */
    public static EngineSettings quantised() {
        return new EngineSettings(new Device.Cpu(), new Types.All(DType.BFLOAT16), true);
    }
}
