package studio.xomni.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A script that starts one of the programs on the image's own runtime, wherever the image lies.
 *
 * @param name of the script, and of the process
 * @param mainClass what is run
 * @param options Java's, in which $APPDIR is the folder of the jars
 * @param classPath the names of the jars, in order; the class archive wants the same at each start
 */
record StartScript(String name, String mainClass, List<String> options, List<String> classPath) {

    void write(Path image) throws IOException {
        Path bin = Host.LINUX.runtime(image).resolve("bin");
        Files.copy(
                bin.resolve("java"),
                bin.resolve(name),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        Path script = Host.LINUX.launcher(image, name);
        Files.writeString(script, text());
    }

    String text() {
        String jars =
                classPath.stream().map(jar -> "$APPDIR/" + jar).collect(Collectors.joining(":"));
        String given =
                options.stream()
                        .map(option -> "    \"" + option + "\" \\\n")
                        .collect(Collectors.joining());
        return """
                #!/bin/sh
                image=$(dirname "$(dirname "$(readlink -f "$0")")")
                APPDIR=$image/lib/app
                exec "$image/lib/runtime/bin/%s" \\
                %s    -cp "%s" \\
                    %s "$@"
                """
                .formatted(name, given, jars, mainClass);
    }
}
