package studio.xomni.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.engine.error.CheckpointException;

class GenerationDefaultsTest {

    private static final GenerationDefaults OF_THE_FILE =
            new GenerationDefaults(0.7, 20, 0.8, 1.05);

    @TempDir Path checkpoint;

    private GenerationDefaults read(String rest) throws IOException {
        Files.writeString(checkpoint.resolve("generation_config.json"), "{" + rest + "}");
        return GenerationDefaults.read(checkpoint);
    }

    private GenerationDefaults ofVersion(String version) throws IOException {
        return read(
                """
                "temperature": 0.7, "top_k": 20, "top_p": 0.8, "repetition_penalty": 1.05,
                "transformers_version": "%s"
                """
                        .formatted(version));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4.50.0",
                "4.50",
                "4.50.0.dev0",
                "4.50.0rc1",
                "4.51.3",
                "4.100.0",
                "5.0",
                "5"
            })
    void aFileOfARecentVersionIsFollowed(String version) throws IOException {
        assertEquals(OF_THE_FILE, ofVersion(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.49.0", "4.5.0", "4.9", "4", "3.99.0", "4.49.0.dev0"})
    void aFileOfAnOlderVersionIsNot(String version) throws IOException {
        assertEquals(GenerationDefaults.LIBRARY, ofVersion(version));
    }

    @Test
    void whatTheFileLeavesOutStaysTheLibrarys() throws IOException {
        assertEquals(
                new GenerationDefaults(1, 0, 1, 1),
                read("\"top_k\": 0, \"transformers_version\": \"4.51.3\""));
    }

    @Test
    void withoutAFileOrAVersionTheLibrarysHold() throws IOException {
        assertEquals(GenerationDefaults.LIBRARY, GenerationDefaults.read(checkpoint));
        assertEquals(GenerationDefaults.LIBRARY, read("\"temperature\": 0.7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"temperature\": 0",
                "\"top_k\": -1",
                "\"top_p\": 1.5",
                "\"repetition_penalty\": 0",
                "\"top_p\": \"all\""
            })
    void refusesAWrongValueByTheFilesName(String wrong) {
        var e =
                assertThrows(
                        CheckpointException.class,
                        () -> read(wrong + ", \"transformers_version\": \"4.51.3\""));
        assertTrue(
                String.valueOf(e.getMessage()).contains("generation_config.json"), e.getMessage());
    }

    @Test
    void refusesAVersionThatIsNone() {
        assertThrows(CheckpointException.class, () -> ofVersion("newest"));
    }
}
