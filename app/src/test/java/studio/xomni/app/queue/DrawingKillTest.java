package studio.xomni.app.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link DrawingKillBench} in short. */
class DrawingKillTest {

    @TempDir Path folder;

    @Test
    void whatWasDrawnBeforeAKillIsKeptAndDrawnOnToTheSameTokens() throws Exception {
        DrawingKillBench.Result result = DrawingKillBench.run(folder, 2, 5);
        assertEquals(List.of(), result.losses());
        assertTrue(result.pictures() > 0, "nothing was drawn");
    }
}
