package studio.xomni.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java runtime that is packed: the modules that the program uses, and JavaFX. */
final class OwnRuntime {

    /**
     * What the jars ask for by jdeps, without what only optional parts of them use (compilers,
     * agents, scripting), and: the words and dates of Chinese, what libraries reach by reflection.
     */
    private static final List<String> MODULES =
            List.of(
                    "java.base",
                    "java.desktop",
                    "java.instrument",
                    "java.logging",
                    "java.management",
                    "java.naming",
                    "java.sql",
                    "java.xml",
                    "jdk.jfr",
                    "jdk.localedata",
                    "jdk.management",
                    "jdk.net",
                    "jdk.unsupported",
                    "jdk.unsupported.desktop",
                    "jdk.zipfs");

    private final Jdk jdk;
    private final Path work;

    OwnRuntime(Jdk jdk, Path work) {
        this.jdk = jdk;
        this.work = work;
    }

    /**
     * Links the runtime.
     *
     * @param javafx the jars of JavaFX; from jars, their native libraries would be unpacked into
     *     the user's home at the first start
     */
    void link(List<Path> javafx, Path target) throws IOException, InterruptedException {
        Path modules = Files.createDirectories(work.resolve("javafx"));
        List<String> names = new ArrayList<>(MODULES);
        for (Path jar : javafx) {
            // Each part is two jars, one of them empty.
            if (Jars.has(jar, "module-info.class"::equals)) {
                names.add(module(jar, modules));
            }
        }
        jdk.run(
                "jlink",
                List.of(
                        "--module-path",
                        modules.toString(),
                        "--add-modules",
                        String.join(",", names),
                        "--include-locales",
                        "en,zh",
                        "--strip-java-debug-attributes",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        target.toString()));
    }

    /** Makes a module of a jar, which holds the native libraries as such; returns its name. */
    private String module(Path jar, Path modules) throws IOException, InterruptedException {
        String name =
                String.valueOf(jar.getFileName()).replaceFirst("-[0-9].*", "").replace('-', '.');
        Path parts = work.resolve("parts").resolve(name);
        Path classes = Files.createDirectories(parts.resolve("classes"));
        Path natives = Files.createDirectories(parts.resolve("natives"));
        Jars.unpack(jar, entry -> !Jars.isNative(entry), classes);
        Jars.unpack(jar, Jars::isNative, natives);
        jdk.run(
                "jmod",
                List.of(
                        "create",
                        "--class-path",
                        classes.toString(),
                        "--libs",
                        natives.toString(),
                        modules.resolve(name + ".jmod").toString()));
        return name;
    }
}
