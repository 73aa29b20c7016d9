package studio.xomni.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The studio's classes, loaded and linked ahead of time: Java's AOT cache. It is made by starting
 * the studio of the image once, on the image's own runtime, and fits no other.
 */
final class ClassArchive {

    private static final String FILE = Product.ID + ".aot";
    private static final int MINUTES = 3;

    private final Host host;
    private final Image image;
    private final Path work;

    ClassArchive(Host host, Image image, Path work) {
        this.host = host;
        this.image = image;
        this.work = work;
    }

    void make() throws IOException, InterruptedException {
        Path archive = image.jars().resolve(FILE);
        ProcessBuilder studio =
                new ProcessBuilder(
                        image.launcher(Product.ID).toString(),
                        "--folder=" + work.resolve("library"),
                        "--first-frame");
        studio.environment().put("JAVA_TOOL_OPTIONS", "-XX:AOTCacheOutput=" + archive);
        Path log = work.resolve("archive.log");
        studio.redirectErrorStream(true).redirectOutput(log.toFile());
        try (Display display = Display.open(host)) {
            display.give(studio);
            Process running = studio.start();
            if (!running.waitFor(MINUTES, TimeUnit.MINUTES)) {
                running.destroyForcibly();
                throw new IllegalStateException(
                        "The studio was to end after its first frame and ran for %d minutes; see %s."
                                .formatted(MINUTES, log));
            }
            if (running.exitValue() != 0 || !Files.exists(archive)) {
                throw new IllegalStateException(
                        "The studio ended with code %d and %s class archive:%n%s"
                                .formatted(
                                        running.exitValue(),
                                        Files.exists(archive) ? "a" : "no",
                                        Files.readString(log).strip()));
            }
        }
        image.addStudioOption("-XX:AOTCache=$APPDIR/" + FILE);
    }

    /** What the studio is shown on: a display of its own where Xvfb is there, else this one. */
    private record Display(String name, List<Process> server) implements AutoCloseable {

        static Display open(Host host) throws IOException {
            if (host == Host.WINDOWS) {
                return new Display("", List.of());
            }
            Process server;
            try {
                server =
                        new ProcessBuilder(
                                        "Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24")
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start();
            } catch (IOException e) {
                String shown = System.getenv("DISPLAY");
                if (shown == null || shown.isBlank()) {
                    throw new IllegalStateException(
                            "The class archive wants a start of the studio and there is no display: sudo apt-get install xvfb",
                            e);
                }
                return new Display(shown, List.of());
            }
            // Not closed before the server ends: Xvfb would be killed by its next word.
            String number =
                    new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))
                            .readLine();
            if (number == null) {
                server.destroy();
                throw new IllegalStateException("Xvfb ended without opening a display.");
            }
            return new Display(":" + number, List.of(server));
        }

        void give(ProcessBuilder program) {
            if (!name.isEmpty()) {
                program.environment().put("DISPLAY", name);
            }
        }

        @Override
        public void close() {
            for (Process process : server) {
                process.destroy();
                try {
                    process.waitFor();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
