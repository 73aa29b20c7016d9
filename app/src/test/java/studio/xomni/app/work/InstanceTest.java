package studio.xomni.app.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

class InstanceTest {

    @TempDir Path folder;

    @BeforeAll
    static void toolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @AfterAll
    static void cleanUp() throws TimeoutException {
        FxToolkit.cleanupStages();
    }

    @Test
    void anotherStartHandsItsFilesOver() throws Exception {
        BlockingQueue<List<Path>> shown = new LinkedBlockingQueue<>();
        try (Instance ignored = Instance.listen(folder, shown::add)) {
            List<Path> files = List.of(Path.of("/a b/海报.png"), Path.of("/line\nbreak.png"));
            assertTrue(Instance.showOther(folder, files), "the first did not answer");
            assertEquals(files, shown.poll(10, TimeUnit.SECONDS));
            assertTrue(Instance.showOther(folder, List.of()));
            assertEquals(List.of(), shown.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void whereNobodyRunsNobodyAnswers() {
        assertFalse(Instance.showOther(folder, List.of()));
    }
}
