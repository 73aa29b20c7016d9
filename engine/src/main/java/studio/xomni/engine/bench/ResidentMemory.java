package studio.xomni.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This process's memory as Linux counts it, mapped files included. */
public final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    private ResidentMemory() {}

    /** Bytes resident now. */
    public static long now() throws IOException {
        return bytes("VmRSS:");
    }

    /** The most bytes that were resident since {@link #forgetPeak}. */
    public static long peak() throws IOException {
        return bytes("VmHWM:");
    }

    /** Lets the peak start anew from what is resident now. */
    public static void forgetPeak() throws IOException {
        Files.writeString(CLEAR, "5");
    }

    private static long bytes(String key) throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(key)) {
                return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException(STATUS + " has no " + key);
    }
}
