package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.xomni.engine.Golden;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ModelConfig;
import studio.xomni.engine.pipeline.ModelFolder;

class PromptsFileTest {

    private static final ImageRequest DEFAULTS =
            ImageRequest.of(
                    new ModelFolder(Golden.ZH.checkpoint(), Golden.ZH.flux()),
                    ModelConfig.read(Golden.ZH.checkpoint()),
                    "");

    @TempDir Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("prompts.jsonl"), text);
    }

    @Test
    void readsEveryLineAndFillsInWhatItLeavesOut() throws IOException {
        Path file =
                file(
                        """
                        {"id": 7, "prompt": "海报", "height": 64, "width": 96, "seed": 9007199254740992, "texts": []}

                        {"id": "b-1", "prompt": ""}
                        """);
        List<PromptsFile.Line> lines = PromptsFile.read(file, DEFAULTS);

        assertEquals(List.of("0007", "b-1"), lines.stream().map(PromptsFile.Line::name).toList());
        assertEquals(
                DEFAULTS.withPrompt("海报").withSize(64, 96).withSeed(9007199254740992L, 1),
                lines.get(0).request());
        assertEquals(DEFAULTS, lines.get(1).request());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\": 1, \"prompt\": \"a\"|not valid JSON",
                "{\"id\": 1}|prompt is missing",
                "{\"id\": 1, \"prompt\": 5}|prompt must be text",
                "{\"prompt\": \"a\"}|id is missing",
                "{\"id\": \"../a\", \"prompt\": \"a\"}|id must be",
                "{\"id\": -1, \"prompt\": \"a\"}|id must be",
                "{\"id\": 0, \"prompt\": \"a\"}|stands in line 1 already",
                "{\"id\": 1, \"prompt\": \"a\", \"height\": 100}|multiples of 16",
                "{\"id\": 1, \"prompt\": \"a\", \"width\": \"64\"}|width must be",
                "{\"id\": 1, \"prompt\": \"a\", \"seed\": 1.5}|seed must be",
            })
    void refusesAWrongLineByItsNumber(String line, String words) throws IOException {
        Path file = file("{\"id\": 0, \"prompt\": \"a\"}\n" + line + "\n");
        UsageException e =
                assertThrows(UsageException.class, () -> PromptsFile.read(file, DEFAULTS));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith(file + ", line 2"), message);
        assertTrue(message.contains(words), message);
    }

    @Test
    void refusesAFileWithoutPromptsAndAMissingOne() throws IOException {
        Path empty = file("\n");
        assertThrows(UsageException.class, () -> PromptsFile.read(empty, DEFAULTS));
        Path missing = folder.resolve("none.jsonl");
        assertThrows(UsageException.class, () -> PromptsFile.read(missing, DEFAULTS));
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("latin.jsonl"), new byte[] {'"', (byte) 0xe9, '"'});
        UsageException e =
                assertThrows(UsageException.class, () -> PromptsFile.read(file, DEFAULTS));
        assertTrue(String.valueOf(e.getMessage()).contains("UTF-8"), e.getMessage());
    }
}
