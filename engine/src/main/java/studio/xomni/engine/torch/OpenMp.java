package studio.xomni.engine.torch;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** How libtorch's threads wait for one another. */
final class OpenMp {

    private static final String POLICY = "OMP_WAIT_POLICY";

    private OpenMp() {}

    /**
     * Lets waiting threads sleep instead of spin, unless the environment says otherwise. A spinning
     * thread keeps the core that its partner waits for as soon as anything else runs on the
     * machine: a token then takes ten times as long or more (decision 2 in {@code
     * engine/docs/decisions}). libgomp reads the setting once, when it is loaded.
     */
    static void waitAsleep() {
        if (Platform.isLinux()) {
            int keep = 0; // what the user has set stays
            NativeLibrary.getProcess()
                    .getFunction("setenv")
                    .invokeInt(new Object[] {POLICY, "passive", keep});
        }
    }
}
