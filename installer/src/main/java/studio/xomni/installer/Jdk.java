package studio.xomni.installer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The JDK whose runtime is packed and whose tools pack it. A Temurin, where none is named: the JDKs
 * of distributions are linked against libraries that other distributions do not have.
 *
 * @param home its folder
 */
record Jdk(Path home) {

    /** The class archive and the linking without jmods want this Java or a newer one. */
    static final int FEATURE = 25;

    /** What setup-java of GitHub's runners exports. */
    private static final String RUNNER = "JAVA_HOME_25_X64";

    /**
     * Finds the JDK.
     *
     * @param named what {@code -Ddist.jdk} says, or nothing
     * @param folders where JDKs are usually installed
     */
    static Jdk find(String named, Map<String, String> environment, List<Path> folders) {
        if (!named.isBlank()) {
            Path home = Path.of(named);
            if (feature(home) < FEATURE || !hasTools(home)) {
                throw new IllegalStateException(
                        "-Ddist.jdk=%s: a JDK %d or newer with jlink and jpackage is wanted, and this is %s."
                                .formatted(home, FEATURE, what(home)));
            }
            return new Jdk(home);
        }
        List<Path> places = new ArrayList<>();
        Optional.ofNullable(environment.get(RUNNER)).map(Path::of).ifPresent(places::add);
        Optional.ofNullable(environment.get("JAVA_HOME")).map(Path::of).ifPresent(places::add);
        folders.forEach(folder -> places.addAll(inside(folder)));
        return places.stream()
                .filter(home -> feature(home) >= FEATURE && isTemurin(home) && hasTools(home))
                .findFirst()
                .map(Jdk::new)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "Packages want a Temurin JDK %d or newer, and none is in %s: install one from adoptium.net, or name a JDK with -Ddist.jdk=FOLDER."
                                                .formatted(FEATURE, places(folders))));
    }

    private static String places(List<Path> folders) {
        return RUNNER + ", JAVA_HOME or " + folders.get(0);
    }

    private static List<Path> inside(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasTools(Path home) {
        return Files.isExecutable(tool(home, "jlink"))
                && Files.isExecutable(tool(home, "jpackage"));
    }

    private static boolean isTemurin(Path home) {
        return release(home).getProperty("IMPLEMENTOR", "").contains("Adoptium");
    }

    private static int feature(Path home) {
        String version = release(home).getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Integer.parseInt(version.split("[.\\-+]", 2)[0]);
    }

    private static String what(Path home) {
        return feature(home) == 0
                ? "none"
                : "Java " + feature(home) + (hasTools(home) ? "" : " without them");
    }

    /** What a JDK says about itself; nothing, where there is none. */
    private static Properties release(Path home) {
        Properties release = new Properties();
        Path file = home.resolve("release");
        if (Files.isRegularFile(file)) {
            try (var lines = Files.newBufferedReader(file)) {
                release.load(lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return release;
    }

    private static Path tool(Path home, String name) {
        Path plain = home.resolve("bin").resolve(name);
        return Files.exists(plain) ? plain : plain.resolveSibling(name + ".exe");
    }

    /** Runs one of its tools. */
    void run(String tool, List<String> arguments) throws IOException, InterruptedException {
        run(tool, arguments, Map.of());
    }

    /** Runs one of its tools with more environment. */
    void run(String tool, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(tool(home, tool).toString());
        command.addAll(arguments);
        Command.run(command, environment);
    }
}
