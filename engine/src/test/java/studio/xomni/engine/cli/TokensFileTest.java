package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.vision.ImageTokens;

class TokensFileTest {

    private static final int CODES = 256;

    @TempDir Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        Path file = folder.resolve("tokens.json");
        TokensFile.write(file, new ImageTokens(2, 3, new int[] {0, 1, 2, 3, 4, 255}));

        assertEquals(
                "{\"height\":2,\"width\":3,\"tokens\":[0,1,2,3,4,255]}\n", Files.readString(file));
        ImageTokens read = TokensFile.read(file, CODES);
        assertEquals(2, read.rows());
        assertEquals(3, read.columns());
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 255}, read.codes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"height\":2,\"width\":2,\"tokens\":[1,2,3]}|height of 2 and a width of 2",
                "{\"height\":0,\"width\":2,\"tokens\":[]}|height of 0",
                "{\"height\":65536,\"width\":65536,\"tokens\":[]}|do not fit 0 tokens",
                "{\"height\":1,\"width\":1,\"tokens\":[256]}|from 0 to 255, got 256",
                "{\"height\":1,\"width\":1,\"tokens\":[-1]}|from 0 to 255, got -1",
                "{\"height\":1,\"width\":1,\"tokens\":[0.5]}|tokens[0] must be",
                "{\"height\":1,\"width\":1,\"tokens\":\"0\"}|tokens must be",
                "{\"height\":1,\"width\":1}|tokens",
                "{\"width\":1,\"tokens\":[0]}|height is missing",
                "[0]|must hold a JSON object",
                "tokens|not valid JSON",
            })
    void refusesWhatIsNoTokensFile(String text, String words) throws IOException {
        Path file = Files.writeString(folder.resolve("tokens.json"), text);
        UsageException e = assertThrows(UsageException.class, () -> TokensFile.read(file, CODES));
        assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains("tokens.json"), e.getMessage());
    }

    @Test
    void refusesAMissingFile() {
        Path file = folder.resolve("none.json");
        assertThrows(UsageException.class, () -> TokensFile.read(file, CODES));
    }
}
