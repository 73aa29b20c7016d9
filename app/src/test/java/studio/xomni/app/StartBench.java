package studio.xomni.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures the start of the studio, from the process to the first frame with a prompt that can be
 * typed in: {@code StartBench [STARTS]}, 11 by default, after one that does not count; with the
 * options that {@code mvn javafx:run} gives. Wants a display.
 */
final class StartBench {

    private StartBench() {}

    public static void main(String[] arguments) throws Exception {
        int starts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11;
        Path library = Files.createTempDirectory("xomni-start");
        List<Long> times = new ArrayList<>();
        try {
            start(library);
            for (int i = 0; i < starts; i++) {
                times.add(start(library));
            }
        } finally {
            try (Stream<Path> files = Files.walk(library)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        times.sort(Comparator.naturalOrder());
        System.out.printf(
                Locale.ROOT,
                "%d starts: median %d ms, from %d to %d ms%n",
                starts,
                times.get(times.size() / 2),
                times.get(0),
                times.get(times.size() - 1));
    }

    /** Milliseconds of one start. */
    private static long start(Path library) throws IOException, InterruptedException {
        ProcessBuilder program = StudioProcess.with("--folder=" + library, "--first-frame");
        long start = System.nanoTime();
        Process running = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        long taken = -1;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(running.getInputStream(), UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals("first frame")) {
                    taken = (System.nanoTime() - start) / 1_000_000;
                }
            }
        }
        int code = running.waitFor();
        if (code != 0 || taken < 0) {
            throw new IllegalStateException("The studio ended with code " + code + ".");
        }
        return taken;
    }
}
