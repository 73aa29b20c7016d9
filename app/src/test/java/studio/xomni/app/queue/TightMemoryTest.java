package studio.xomni.app.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program with too little memory paints all the same, or says why it cannot. Linux alone. */
class TightMemoryTest {

    /** Mebibytes that painting 960×960 in tiles needs and, in one piece, exceeds: 300 to 600. */
    private static final int TIGHT = 450;

    private static final int HOPELESS = 220;

    @TempDir Path folder;

    @BeforeEach
    void onLinux() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit is not there");
    }

    private List<String> paintWith(int mebibytes) throws Exception {
        Process worker =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-XX:+AlwaysPreTouch",
                                "-Xms256m",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TightMemoryWorker.class.getName(),
                                folder.toString(),
                                Integer.toString(mebibytes))
                        .redirectError(folder.resolve("worker.log").toFile())
                        .start();
        String said = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, worker.waitFor(), Files.readString(folder.resolve("worker.log")));
        return said.lines().toList();
    }

    @Test
    void aSmallerModePaintsWhatTheMemoryDidNotSufficeFor() throws Exception {
        assertEquals(
                List.of(
                        "picture 64",
                        "job DONE rows 4 ",
                        "short, now LEAN",
                        "short, now MINIMAL",
                        "picture 960",
                        "job DONE rows 60 "),
                paintWith(TIGHT));
    }

    @Test
    void whereNothingSufficesTheTokensAreKeptAndTheProgramGoesOn() throws Exception {
        List<String> said = paintWith(HOPELESS);
        String last = said.get(said.size() - 1);
        assertTrue(
                last.startsWith("job FAILED rows 60 The memory ran out."), String.join("\n", said));
    }
}
