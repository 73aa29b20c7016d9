package studio.xomni.app.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A program of these tests that is killed with {@code kill -9}, or ends by itself. */
public final class KilledProgram {

    private static final int MOST_WORDS = 2000;

    /**
     * When it is killed.
     *
     * @param milliseconds below 0 it is not
     * @param afterFirstLine whether they count from its first line, else from its start
     */
    public record Kill(int milliseconds, boolean afterFirstLine) {}

    /**
     * What it said.
     *
     * @param lines all that it said, the last may be cut
     * @param failure what it failed of, if not of the kill
     */
    public record Said(List<String> lines, Optional<String> failure) {}

    private KilledProgram() {}

    /**
     * Runs a program until its end.
     *
     * @param folder where its log is kept
     */
    public static Said run(Path folder, Class<?> program, List<String> arguments, Kill kill)
            throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName()));
        command.addAll(arguments);
        Path log = folder.resolve("worker.log");
        Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        CountDownLatch begun = new CountDownLatch(kill.afterFirstLine() ? 1 : 0);
        Thread killer = new Thread(() -> kill(process, begun, kill.milliseconds()));
        if (kill.milliseconds() >= 0) {
            killer.start();
        }
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = process.inputReader(UTF_8)) {
            String line = in.readLine();
            while (line != null) {
                lines.add(line);
                begun.countDown();
                line = in.readLine();
            }
        }
        begun.countDown();
        killer.join();
        process.waitFor(1, TimeUnit.MINUTES);
        String error = Files.readString(log);
        return new Said(
                lines,
                error.contains("Exception in thread")
                        ? Optional.of(
                                "The worker failed: "
                                        + error.substring(0, Math.min(MOST_WORDS, error.length())))
                        : Optional.empty());
    }

    private static void kill(Process process, CountDownLatch begun, int milliseconds) {
        try {
            begun.await();
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Process.destroyForcibly would also close our end of the pipe, with lines still in it.
        process.toHandle().destroyForcibly();
    }
}
