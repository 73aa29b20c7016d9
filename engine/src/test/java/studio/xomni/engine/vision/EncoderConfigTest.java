package studio.xomni.engine.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.CheckpointException;

class EncoderConfigTest {

    @Test
    void readsSizesAndFilesOfACheckpoint() {
        Json encoder = VisionFixtures.encoderJson(VisionFixtures.checkpoint("en"));
        assertEquals(new CodebookConfig(256, 48, 64), CodebookConfig.read(encoder));
        assertEquals(
                new EncoderFiles("siglip2_giant_patch16_384", "siglip_vit.pt", "projector.pt"),
                EncoderFiles.read(encoder));
    }

    @Test
    void refusesAMissingOrSenselessSize() {
        assertEquals(
                "config.json: codebook_size is missing; it must be a whole number of 32 bits.",
                refusal("{\"codebook_dim\": 48, \"z_channels\": 64}"));
        assertEquals(
                "config.json: codebook_dim must be a whole number above 0, got 0.",
                refusal("{\"codebook_size\": 256, \"codebook_dim\": 0, \"z_channels\": 64}"));
        assertEquals(
                "config.json: z_channels must be a multiple of 32, got 65.",
                refusal("{\"codebook_size\": 256, \"codebook_dim\": 48, \"z_channels\": 65}"));
    }

    private static String refusal(String json) {
        Json encoder = Json.parse(json, "config.json");
        return String.valueOf(
                assertThrows(CheckpointException.class, () -> CodebookConfig.read(encoder))
                        .getMessage());
    }

    @Test
    void refusesABlankFile() {
        Json encoder =
                Json.parse(
                        "{\"siglip_name\": \"a\", \"siglip_path\": \" \", \"projector_path\": \"b\"}",
                        "config.json");
        assertEquals(
                "config.json: siglip_path must be a text that is not blank, got \" \".",
                assertThrows(CheckpointException.class, () -> EncoderFiles.read(encoder))
                        .getMessage());
    }

    @Test
    void recordsRefuseNonsense() {
        assertThrows(IllegalArgumentException.class, () -> new CodebookConfig(0, 48, 64));
        assertThrows(IllegalArgumentException.class, () -> new CodebookConfig(256, 48, 48));
        assertThrows(IllegalArgumentException.class, () -> new EncoderFiles("a", "", "b"));
    }
}
