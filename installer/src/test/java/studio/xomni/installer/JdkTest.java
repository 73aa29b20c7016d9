package studio.xomni.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "makes files executable as POSIX does")
class JdkTest {

    @TempDir private Path folder;

    @Test
    void findsATemurinOf25AmongOthers() throws IOException {
        jdk("java-17", "17.0.15", "Debian");
        jdk("zz-openjdk-25", "25.0.3", "Debian");
        jdk("temurin-21", "21.0.9", "Eclipse Adoptium");
        Path wanted = jdk("temurin-25", "25.0.3", "Eclipse Adoptium");
        assertEquals(wanted, Jdk.find("", Map.of(), List.of(folder)).home());
    }

    @Test
    void takesWhatTheRunnerNamesFirst() throws IOException {
        jdk("temurin-25", "25.0.3", "Eclipse Adoptium");
        Path named = jdk("hosted/25", "25.0.1", "Eclipse Adoptium");
        Map<String, String> environment = Map.of("JAVA_HOME_25_X64", named.toString());
        assertEquals(named, Jdk.find("", environment, List.of(folder)).home());
    }

    @Test
    void saysInOneSentenceWhatToInstallWhereThereIsNone() throws IOException {
        jdk("java-17", "17.0.15", "Debian");
        var refusal =
                assertThrows(
                        IllegalStateException.class, () -> Jdk.find("", Map.of(), List.of(folder)));
        assertEquals(
                "Packages want a Temurin JDK 25 or newer, and none is in JAVA_HOME_25_X64, JAVA_HOME or "
                        + folder
                        + ": install one from adoptium.net, or name a JDK with -Ddist.jdk=FOLDER.",
                refusal.getMessage());
    }

    @Test
    void takesAnyVendorsWhereItIsNamed() throws IOException {
        Path named = jdk("openjdk-26", "26-ea", "Debian");
        assertEquals(named, Jdk.find(named.toString(), Map.of(), List.of(folder)).home());
    }

    @Test
    void refusesANamedOneThatIsTooOldOrNone() throws IOException {
        Path old = jdk("java-17", "17.0.15", "Debian");
        assertEquals(
                "-Ddist.jdk=%s: a JDK 25 or newer with jlink and jpackage is wanted, and this is Java 17."
                        .formatted(old),
                refusal(old));
        assertEquals(
                "-Ddist.jdk=%s: a JDK 25 or newer with jlink and jpackage is wanted, and this is none."
                        .formatted(folder.resolve("nowhere")),
                refusal(folder.resolve("nowhere")));
    }

    private String refusal(Path named) {
        return String.valueOf(
                assertThrows(
                                IllegalStateException.class,
                                () -> Jdk.find(named.toString(), Map.of(), List.of(folder)))
                        .getMessage());
    }

    private Path jdk(String name, String version, String vendor) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        for (String tool : List.of("jlink", "jpackage")) {
            Files.createFile(
                    home.resolve("bin").resolve(tool),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        Files.write(
                home.resolve("release"),
                List.of("IMPLEMENTOR=\"" + vendor + "\"", "JAVA_VERSION=\"" + version + "\""));
        return home;
    }
}
