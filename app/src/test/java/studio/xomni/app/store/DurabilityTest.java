package studio.xomni.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order a picture reaches the disk, as the system's own calls tell. Wants strace. */
class DurabilityTest {

    @TempDir Path folder;

    @Test
    void theFileIsOnTheDiskBeforeItsNameItsRowAndTheJournal() throws Exception {
        assumeTrue(isThere("strace"), "strace is not installed");
        Path trace = folder.resolve("trace");
        Process watched =
                new ProcessBuilder(
                                "strace",
                                "-f",
                                "-y",
                                "-s",
                                "256",
                                "-e",
                                "trace=write,pwrite64,fsync,fdatasync,rename,renameat,renameat2",
                                "-o",
                                trace.toString(),
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SaveOne.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        assertEquals(0, watched.waitFor(), Files.readString(folder.resolve("output")));
        List<String> all = Files.readAllLines(trace);
        int open = first(all, 0, call -> call.contains("\"open"));
        int saved = first(all, open, call -> call.contains("\"saved"));
        List<String> calls = all.subList(open, saved);
        int content = first(calls, 0, call -> syncs(call) && call.contains(".part"));
        int name = first(calls, content, call -> call.contains("rename") && call.contains(".png"));
        int inFolder =
                first(
                        calls,
                        name,
                        call ->
                                syncs(call)
                                        && call.contains("/pictures")
                                        && !call.contains("journal"));
        int row = first(calls, inFolder, call -> syncs(call) && call.contains(".mv.db"));
        int journal = first(calls, row, call -> syncs(call) && call.contains("journal.jsonl"));
        assertTrue(journal < calls.size());
    }

    private static boolean syncs(String call) {
        return call.contains("fsync(") || call.contains("fdatasync(");
    }

    private static int first(List<String> calls, int from, Predicate<String> wanted) {
        for (int i = from; i < calls.size(); i++) {
            if (wanted.test(calls.get(i))) {
                return i;
            }
        }
        throw new AssertionError(
                "It is not there from "
                        + from
                        + " on: "
                        + String.join("\n", calls.stream().filter(DurabilityTest::syncs).toList()));
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
