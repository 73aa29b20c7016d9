package studio.xomni.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link KillBench} in short. */
class KillTest {

    private static final int KILLS = 3;

    @TempDir Path folder;

    @Test
    void nothingThatWasFinishedIsLostByKills() throws Exception {
        KillBench.Result result = KillBench.run(folder, KILLS, 3);
        assertEquals(List.of(), result.losses());
        assertTrue(result.killedBeforeOpen() < KILLS, "all kills came before any work");
    }
}
