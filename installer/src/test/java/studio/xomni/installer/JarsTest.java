package studio.xomni.installer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {

    @TempDir private Path folder;

    @Test
    void takesTheNativesOfAllSystemsOutAndLeavesTheRest() throws IOException {
        Path jar =
                jar(
                        "a/B.class",
                        "native/lib/pytorch.properties",
                        "linux/libtorch.so",
                        "linux/libgomp-98b21ff3.so.1",
                        "win/torch.dll",
                        "mac/libtorch.dylib",
                        "com/sun/jna/darwin/libjnidispatch.jnilib",
                        "com/sun/jna/aix/libjnidispatch.a");
        FileTime time = FileTime.from(Instant.parse("2026-01-02T03:04:06Z"));
        Files.setLastModifiedTime(jar, time);
        Jars.dropNatives(jar);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertEquals(2, zip.size());
            assertArrayEquals(
                    "a/B.class".getBytes(UTF_8),
                    zip.getInputStream(zip.getEntry("a/B.class")).readAllBytes());
            assertTrue(zip.getEntry("native/lib/pytorch.properties") != null);
        }
        assertEquals(time, Files.getLastModifiedTime(jar));
    }

    @Test
    void leavesAJarWithoutNativesByteForByte() throws IOException {
        Path jar = jar("a/B.class", "a/so.class", "a/dll.properties");
        byte[] before = Files.readAllBytes(jar);
        Jars.dropNatives(jar);
        assertArrayEquals(before, Files.readAllBytes(jar));
    }

    @Test
    void unpacksWhatIsWanted() throws IOException {
        Jars.unpack(jar("a/B.class", "lib.so"), Jars::isNative, folder.resolve("out"));
        assertEquals("lib.so", Files.readString(folder.resolve("out/lib.so")));
        assertFalse(Files.exists(folder.resolve("out/a")));
    }

    @Test
    void refusesAnEntryOutsideTheFolder() throws IOException {
        Path jar = jar("../outside.so");
        Path out = folder.resolve("out");
        assertThrows(IOException.class, () -> Jars.unpack(jar, Jars::isNative, out));
        assertFalse(Files.exists(folder.resolve("outside.so")));
    }

    @Test
    void knowsTheJarsOfJavaFx() {
        assertTrue(Jars.isJavaFx(Path.of("x/javafx-graphics-21.0.12-linux.jar")));
        assertTrue(Jars.isJavaFx(Path.of("x/javafx-base-21.0.12.jar")));
        assertFalse(Jars.isJavaFx(Path.of("x/ikonli-javafx-12.4.0.jar")));
    }

    /** A jar whose entries hold their own names. */
    private Path jar(String... entries) throws IOException {
        Path jar = folder.resolve("some.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return jar;
    }
}
