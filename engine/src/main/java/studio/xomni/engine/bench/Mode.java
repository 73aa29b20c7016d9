package studio.xomni.engine.bench;

import java.util.Locale;
import studio.xomni.engine.pipeline.EngineSettings;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Precision;

/** The precisions that are measured. */
public enum Mode {
    FLOAT32(DType.FLOAT32, false),
    BFLOAT16(DType.BFLOAT16, false),
    INT8(DType.BFLOAT16, true);

    private final DType dtype;
    private final boolean int8;

    Mode(DType dtype, boolean int8) {
        this.dtype = dtype;
        this.int8 = int8;
    }

    /** Bytes that one element of a matrix takes. */
    int bytes() {
        return int8 ? 1 : dtype.bytes();
    }

    Precision language(Device device) {
        return Precision.ofLanguage(device, dtype, int8);
    }

    Precision painting(Device device) {
        return Precision.ofPainting(device, dtype, int8);
    }

    EngineSettings settings(Device device) {
        return new EngineSettings(device, new EngineSettings.Types.All(dtype), int8);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
