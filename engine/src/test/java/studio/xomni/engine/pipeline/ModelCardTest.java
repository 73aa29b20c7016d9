package studio.xomni.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import studio.xomni.engine.error.CheckpointException;

class ModelCardTest {

    @TempDir Path folder;

    private ModelCard read(String card) throws IOException {
        Files.writeString(folder.resolve("studio.json"), card);
        return ModelCard.read(new ModelFolder(folder, folder));
    }

    @Test
    void theBuiltInModelSaysWhatItDraws() {
        ModelCard card =
                ModelCard.read(new ModelFolder(Golden.BUILTIN.checkpoint(), Golden.BUILTIN.flux()));
        assertEquals("Built-in poster model", card.name());
        assertEquals(new ModelCard.Size(512, 384), card.defaultSize());
        assertEquals(5, card.sizes().size());
        assertEquals("white", card.colours().keySet().iterator().next());
        assertEquals("#e13034", card.colours().get("red"));
        assertEquals(List.of("title", "sub-line", "footer"), card.draws().get("texts"));
        assertEquals("icons", card.draws().keySet().iterator().next());
        assertTrue(card.writes('A'));
        assertFalse(card.writes('ä'));
        assertFalse(card.writes("海".codePointAt(0)));
        assertEquals(8, card.examples().size());
    }

    @Test
    void aModelWithoutACardHasItsFoldersNameAndTheReleasesSize() {
        ModelCard card = ModelCard.read(new ModelFolder(folder.resolve("X-Omni-En"), folder));
        assertEquals("X-Omni-En", card.name());
        assertEquals(new ModelCard.Size(1152, 1152), card.defaultSize());
        assertEquals(List.of(card.defaultSize()), card.sizes());
        assertTrue(card.writes("海".codePointAt(0)));
    }

    @Test
    void eachKeyMayBeMissing() throws IOException {
        ModelCard empty = read("{}");
        assertEquals(String.valueOf(folder.getFileName()), empty.name());
        assertEquals(new ModelCard.Size(1152, 1152), empty.defaultSize());
        ModelCard sizes = read("{\"sizes\": [{\"height\": 32, \"width\": 48}]}");
        assertEquals(new ModelCard.Size(32, 48), sizes.defaultSize());
        ModelCard size = read("{\"default_size\": {\"height\": 32, \"width\": 48}}");
        assertEquals(List.of(new ModelCard.Size(32, 48)), size.sizes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"default_size\": {\"height\": 30, \"width\": 48}} | multiples of 16",
                "{\"sizes\": [{\"height\": 32}]} | sizes[0].width is missing",
                "{\"colours\": {\"red\": \"red\"}} | colours.red must be a colour",
                "{\"draws\": {\"icons\": \"cat\"}} | draws.icons must be a list",
                "{\"name\": 3} | name must be text",
                "[] | must hold a JSON object"
            })
    void refusesAWrongCard(String card, String words) {
        String message =
                String.valueOf(
                        assertThrows(CheckpointException.class, () -> read(card)).getMessage());
        assertTrue(message.contains("studio.json"), message);
        assertTrue(message.contains(words), message);
    }
}
