package studio.xomni.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class StartScriptTest {

    @TempDir private Path folder;

    /** The runtime is one that prints what it is given, a line each. */
    @Test
    void handsOptionsJarsAndArgumentsOnWhereverItLies() throws Exception {
        Path image = folder.resolve("an image");
        Path java = executable(image.resolve("lib/runtime/bin/java"));
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n");
        Path script = executable(image.resolve("bin/program"));
        new StartScript(
                        "program",
                        "a.Main",
                        List.of("-XX:One", "-Dtwo=$APPDIR/natives"),
                        List.of("b.jar", "a.jar"))
                .write(image);
        Path link = Files.createSymbolicLink(folder.resolve("link"), script);

        String printed = Command.run(List.of(link.toString(), "a b", "$c"), Map.of());

        String jars = image.toRealPath().resolve("lib/app").toString();
        assertEquals(
                List.of(
                        image.toRealPath().resolve("lib/runtime/bin/program").toString(),
                        "-XX:One",
                        "-Dtwo=" + jars + "/natives",
                        "-cp",
                        jars + "/b.jar:" + jars + "/a.jar",
                        "a.Main",
                        "a b",
                        "$c"),
                printed.lines().toList());
    }

    private static Path executable(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
