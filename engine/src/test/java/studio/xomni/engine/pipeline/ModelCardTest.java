package studio.xomni.engine.pipeline;

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
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.engine.error.CheckpointException;

class ModelCardTest {

    @TempDir Path folder;

    @Test
    void theBuiltInModelSaysWhatItDraws() {
        ModelCard card = ModelCard.read(ModelFolder.builtIn());
        assertEquals("Built-in poster model", card.name());
        assertEquals(new ModelCard.Size(512, 384), card.defaultSize());
        assertEquals(5, card.sizes().size());
        assertEquals("#112054", card.colours().get("dark blue"));
        assertEquals("white", card.colours().keySet().iterator().next());
        assertTrue(card.draws().getOrDefault("icons", List.of()).contains("trumpet"));
        assertTrue(card.letters().contains("&"));
        assertTrue(card.examples().size() > 3);
        assertTrue(card.questions().contains("What is the title?"), card.questions()::toString);
    }

    @Test
    void aModelWithoutACardDrawsAllThereIs() {
        ModelCard card = ModelCard.read(new ModelFolder(folder.resolve("X-Omni-En"), folder));
        assertEquals("X-Omni-En", card.name());
        assertEquals(new ModelCard.Size(1152, 1152), card.defaultSize());
        assertTrue(card.sizes().isEmpty() && card.colours().isEmpty());
        assertTrue(card.questions().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"default_size\": {\"height\": 500, \"width\": 384}}",
                "{\"sizes\": [{\"height\": 512}]}",
                "{\"colours\": {\"red\": \"very red\"}}",
                "{\"draws\": {\"icons\": \"heart\"}}",
                "{\"questions\": \"What does it say?\"}"
            })
    void aWrongCardIsRefusedByTheNameOfItsKey(String json) throws IOException {
        Files.writeString(folder.resolve("studio.json"), json);
        String key = json.substring(2, json.indexOf('"', 2));
        CheckpointException refusal =
                assertThrows(
                        CheckpointException.class,
                        () -> ModelCard.read(new ModelFolder(folder, folder)));
        assertTrue(String.valueOf(refusal.getMessage()).contains(key), refusal.getMessage());
    }
}
