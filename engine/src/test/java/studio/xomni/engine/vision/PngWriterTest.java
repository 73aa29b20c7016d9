package studio.xomni.engine.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.engine.error.ResourceException;
import studio.xomni.engine.error.UsageException;

class PngWriterTest {

    private static final Picture PICTURE = PictureCases.named("jpeg-420").picture();

    @TempDir Path folder;

    @Test
    void writesWhatIsReadAgain() {
        Path file = folder.resolve("poster.png");

        PngWriter.write(PICTURE, file);

        Picture picture = PictureReader.read(file);
        assertEquals(PICTURE.width(), picture.width());
        assertArrayEquals(PICTURE.rgb(), picture.rgb());
    }

    @Test
    void writesEightBitRgb() throws IOException {
        Path file = folder.resolve("poster.png");

        PngWriter.write(PICTURE, file);

        byte[] bytes = Files.readAllBytes(file);
        assertEquals(8, bytes[24], "bit depth");
        assertEquals(2, bytes[25], "colour type");
    }

    @Test
    void replacesAnOlderFileAndLeavesNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("poster.png"), "older");

        PngWriter.requireWritable(file);
        PngWriter.write(PICTURE, file);

        assertArrayEquals(PICTURE.rgb(), PictureReader.read(file).rgb());
        assertEquals(List.of(file), files());
    }

    @Test
    void checkingLeavesFilesAsTheyAre() throws IOException {
        Path file = Files.writeString(folder.resolve("poster.png"), "older");

        PngWriter.requireWritable(file);
        PngWriter.requireWritable(folder.resolve("new.png"));

        assertEquals("older", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void writesIntoTheCurrentFolder() {
        PngWriter.requireWritable(Path.of("output.png"));
    }

    @Test
    void writesANameAsLongAsTheFileSystemAllows() {
        Path file = folder.resolve("x".repeat(251) + ".png");

        PngWriter.write(PICTURE, file);

        assertTrue(Files.isRegularFile(file));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void writesToTheFileBehindALink() throws IOException {
        Path file = Files.writeString(folder.resolve("poster.png"), "older");
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), file);

        PngWriter.write(PICTURE, link);

        assertTrue(Files.isSymbolicLink(link));
        assertArrayEquals(PICTURE.rgb(), PictureReader.read(file).rgb());
    }

    @Test
    void writesInAnInterruptedThread() {
        Path file = folder.resolve("poster.png");

        Thread.currentThread().interrupt();
        PngWriter.write(PICTURE, file);

        assertTrue(Thread.interrupted());
        assertArrayEquals(PICTURE.rgb(), PictureReader.read(file).rgb());
    }

    @Test
    void refusesAMissingFolderByItsName() {
        Path missing = folder.resolve("missing");

        assertRefused(
                missing.resolve("poster.png"),
                "The folder %s of the output poster.png does not exist.".formatted(missing));
    }

    @Test
    void refusesAFolder() {
        assertRefused(folder, "The output %s is a folder; wanted is a file.".formatted(folder));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refusesADevice() {
        assertRefused(Path.of("/dev/null"), "The output /dev/null is not a regular file.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refusesAFolderThatTakesNoFiles() {
        assertRefused(
                Path.of("/proc/poster.png"), "The output /proc/poster.png cannot be written.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refusesAProtectedFile() throws IOException {
        Path file = Files.writeString(folder.resolve("poster.png"), "older");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeFalse(Files.isWritable(file), "root writes everything");

        assertRefused(file, "The output %s is write-protected.".formatted(file));
    }

    @Test
    void aFullDiskIsALackOfResources() {
        IOException cause = new IOException("No space left on device");
        Path file = Path.of("poster.png");

        assertEquals(
                "The disk is full: the output poster.png needs 100 bytes, 99 are free.",
                assertInstanceOf(ResourceException.class, OutputFile.failure(file, cause, 99, 100))
                        .getMessage());
        assertInstanceOf(UsageException.class, OutputFile.failure(file, cause, 100, 100));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void assertRefused(Path file, String sentence) {
        assertEquals(
                sentence,
                assertThrows(UsageException.class, () -> PngWriter.requireWritable(file))
                        .getMessage());
        assertEquals(
                sentence,
                assertThrows(UsageException.class, () -> PngWriter.write(PICTURE, file))
                        .getMessage());
    }
}
