package studio.xomni.app;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The studio in a JVM of its own, started as {@code mvn javafx:run} does. */
final class StudioProcess {

    private StudioProcess() {}

    static ProcessBuilder with(String... arguments) {
        Map<Boolean, String> paths =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(path -> !path.contains("test-classes"))
                        .collect(
                                Collectors.partitioningBy(
                                        path -> path.contains(File.separator + "javafx-"),
                                        Collectors.joining(File.pathSeparator)));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--module-path");
        command.add(paths.get(true));
        command.add("--add-modules");
        command.add("javafx.controls");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("--class-path");
        command.add(paths.get(false));
        command.add(Launcher.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
