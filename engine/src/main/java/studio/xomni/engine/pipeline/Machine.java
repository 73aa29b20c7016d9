package studio.xomni.engine.pipeline;

import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;
import oshi.software.os.OSProcess;

/**
 * A machine's memory.
 *
 * @param total bytes that it has
 * @param available bytes that programs can take now without others losing theirs
 */
public record Machine(long total, long available) {

    public Machine {
        if (total < 1 || available < 0 || available > total) {
            throw new IllegalArgumentException(
                    "Of %d bytes of memory %d cannot be available.".formatted(total, available));
        }
    }

    /** This machine, now. */
    public static Machine here() {
        GlobalMemory memory = new SystemInfo().getHardware().getMemory();
        return new Machine(memory.getTotal(), Math.min(memory.getTotal(), memory.getAvailable()));
    }

    /** Bytes of memory that this program holds now, mapped files included. */
    public static long resident() {
        OSProcess process = Self.PROCESS;
        return process.updateAttributes() ? process.getResidentSetSize() : 0;
    }

    /** Looked up when it is first needed. */
    private static final class Self {
        static final OSProcess PROCESS = new SystemInfo().getOperatingSystem().getCurrentProcess();
    }
}
