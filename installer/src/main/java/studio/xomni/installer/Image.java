package studio.xomni.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program's image: launchers, runtime, jars, built-in model and unpacked natives in one folder
 * that runs wherever it is put.
 */
final class Image {

    private static final String STUDIO_JAR = "app-.*\\.jar";
    private static final String STUDIO_CLASS = "studio.xomni.app.Launcher";
    private static final String ENGINE_JAR = "xomni.jar";
    private static final String ENGINE_CLASS = "studio.xomni.engine.cli.Main";

    private static final String NOTICES = "THIRD-PARTY.txt";

    /** Where the natives are. */
    private static final String NATIVES = "natives";

    /**
     * Options of both launchers, in which $APPDIR is the folder of the jars. Without the first two
     * Java 25 warns on the terminal.
     */
    private static final List<String> OPTIONS =
            List.of(
                    "--enable-native-access=javafx.graphics,ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dai.djl.offline=true",
                    "-DENGINE_CACHE_DIR=$APPDIR/" + NATIVES,
                    "-Djna.boot.library.path=$APPDIR/" + NATIVES + "/jna");

    /** What opens the window sooner: app's decision 3. The command line keeps both compilers. */
    private static final List<String> STUDIO_OPTIONS = List.of("-XX:TieredStopAtLevel=1");

    private final Host host;
    private final Product product;
    private final Path parent;
    private final List<String> studioOptions = new ArrayList<>(OPTIONS);
    private final List<String> classPath = new ArrayList<>();

    Image(Host host, Product product, Path parent) {
        this.host = host;
        this.product = product;
        this.parent = parent;
        studioOptions.addAll(STUDIO_OPTIONS);
    }

    Path folder() {
        return parent.resolve(Product.ID);
    }

    Path jars() {
        return host.jars(folder());
    }

    Path launcher(String name) {
        return host.launcher(folder(), name);
    }

    /** Puts the launchers, the runtime and the jars in place. */
    void make(Jdk jdk, Path runtime, List<Path> jars, Path icon)
            throws IOException, InterruptedException {
        Path input = Files.createDirectories(parent.resolveSibling("input"));
        for (Path jar : jars) {
            Files.copy(jar, input.resolve(jar.getFileName()));
            classPath.add(String.valueOf(jar.getFileName()));
        }
        String studio =
                jars.stream()
                        .map(jar -> String.valueOf(jar.getFileName()))
                        .filter(name -> name.matches(STUDIO_JAR))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "No " + STUDIO_JAR + " is among " + jars));
        Path second = parent.resolveSibling(Product.COMMAND_LINE + ".properties");
        Files.write(
                second,
                List.of(
                        "main-jar=" + ENGINE_JAR,
                        "main-class=" + ENGINE_CLASS,
                        "java-options=" + String.join(" ", OPTIONS),
                        "win-console=true",
                        "win-menu=false",
                        "win-shortcut=false",
                        "linux-shortcut=false"));
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--type", "app-image", "--dest", parent.toString()));
        arguments.addAll(List.of("--name", Product.ID, "--app-version", product.version()));
        arguments.addAll(List.of("--vendor", Product.VENDOR, "--copyright", Product.COPYRIGHT));
        arguments.addAll(List.of("--description", Product.DESCRIPTION, "--icon", icon.toString()));
        arguments.addAll(
                List.of("--input", input.toString(), "--runtime-image", runtime.toString()));
        arguments.addAll(List.of("--main-jar", studio, "--main-class", STUDIO_CLASS));
        for (String option : studioOptions) {
            arguments.addAll(List.of("--java-options", option));
        }
        arguments.addAll(List.of("--add-launcher", Product.COMMAND_LINE + "=" + second));
        jdk.run("jpackage", arguments);
        if (host == Host.LINUX) {
            writeScripts();
        }
    }

    /** The model lies beside the engine's jar as files, because the engine maps its weights. */
    void addModel(Path model) throws IOException {
        Trees.copy(model, jars().resolve("builtin"));
    }

    /** The list of libraries and their licences. */
    void addNotices(Path from) throws IOException {
        Files.copy(from.resolve(NOTICES), jars().resolve(NOTICES));
    }

    /**
     * Lets the program unpack its natives into the image as it would into the user's home, and
     * takes them out of the jars, with those of all other systems.
     */
    void unpackNatives(Path picture) throws IOException, InterruptedException {
        Path natives = jars().resolve(NATIVES);
        unpackJna(natives.resolve("jna"));
        useOnce(picture);
        if (host == Host.LINUX) {
            // A fifth of libtorch is names for debuggers.
            List<String> strip = new ArrayList<>(List.of("strip", "--strip-unneeded"));
            Trees.files(natives).forEach(file -> strip.add(file.toString()));
            Command.run(strip, Map.of());
        }
        for (Path jar : jarFiles()) {
            Jars.dropNatives(jar);
        }
    }

    /** The shortest use of libtorch and of the tokenizers: one token of an answer. */
    private void useOnce(Path picture) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher(Product.COMMAND_LINE).toString()));
        command.addAll(List.of("chat", "--image-path", picture.toString()));
        command.addAll(List.of("--prompt", "What does it say?", "--max-new-tokens", "1"));
        Command.run(command, Map.of());
    }

    private void unpackJna(Path target) throws IOException {
        String folder = "com/sun/jna/" + host.jnaFolder() + "/";
        Path scratch = parent.resolveSibling("jna");
        for (Path jar : jarFiles()) {
            Jars.unpack(jar, entry -> entry.startsWith(folder) && Jars.isNative(entry), scratch);
        }
        Files.createDirectories(target);
        for (Path file : Trees.files(scratch)) {
            Files.move(
                    file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<Path> jarFiles() throws IOException {
        try (var files = Files.list(jars())) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /** Gives the studio's launcher one more option. */
    void addStudioOption(String option) throws IOException {
        studioOptions.add(option);
        if (host == Host.LINUX) {
            writeScripts();
        } else {
            Files.writeString(
                    jars().resolve(Product.ID + ".cfg"),
                    "java-options=" + option + System.lineSeparator(),
                    StandardOpenOption.APPEND);
        }
    }

    /**
     * On Linux, scripts take the place of jpackage's launchers, which ask rpm and dpkg at each
     * start whose they are: 0.1 s and more. Each runs the runtime under a name of its own.
     */
    private void writeScripts() throws IOException {
        new StartScript(Product.ID, STUDIO_CLASS, studioOptions, classPath).write(folder());
        new StartScript(Product.COMMAND_LINE, ENGINE_CLASS, OPTIONS, classPath).write(folder());
    }
}
