package studio.xomni.engine.torch;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** How libtorch's threads wait for one another. */
final class OpenMp {

    private static final String POLICY = "OMP_WAIT_POLICY";
    private static final String SPINS = "GOMP_SPINCOUNT";

    /** Some ten microseconds: about as long as the work between two products. */
    private static final String FEW = "5000";

    private OpenMp() {}

    /**
     * Lets a waiting thread fall asleep soon, unless the environment says otherwise. By default it
     * spins for milliseconds and so keeps the core that its partner waits for as soon as anything
     * else runs on the machine: a token then takes ten times as long or more (decision 2 in {@code
     * engine/docs/decisions}). libgomp reads the setting once, when it is loaded.
     */
    static void spinBriefly() {
        if (Platform.isLinux() && System.getenv(POLICY) == null && System.getenv(SPINS) == null) {
            NativeLibrary.getProcess()
                    .getFunction("setenv")
                    .invokeInt(new Object[] {SPINS, FEW, 1});
        }
    }
}
