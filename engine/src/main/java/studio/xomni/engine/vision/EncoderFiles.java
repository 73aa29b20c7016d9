package studio.xomni.engine.vision;

import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.CheckpointException;

/**
 * Which vision encoder a checkpoint has, and in which files the parts of its image tokenizer lie.
 *
 * @param name the vision encoder's name, which gives its number of heads
 * @param encoder its file, relative to the checkpoint's folder
 * @param projector the codebook's and projector's file, relative to the checkpoint's folder
 */
public record EncoderFiles(String name, String encoder, String projector) {

    public EncoderFiles {
        if (name.isBlank() || encoder.isBlank() || projector.isBlank()) {
            throw new IllegalArgumentException(
                    "An encoder's name and its two files must be given, got \"%s\", \"%s\" and \"%s\"."
                            .formatted(name, encoder, projector));
        }
    }

    /**
     * Reads {@code siglip_name}, {@code siglip_path} and {@code projector_path}.
     *
     * @param encoder the object {@code vision_config.encoder} of config.json
     * @throws CheckpointException when a key is missing or blank
     */
    public static EncoderFiles read(Json encoder) {
        return new EncoderFiles(
                filled(encoder, "siglip_name"),
                filled(encoder, "siglip_path"),
                filled(encoder, "projector_path"));
    }

    private static String filled(Json encoder, String key) {
        String text = encoder.text(key);
        if (text.isBlank()) {
            throw encoder.wrong(key, "a text that is not blank");
        }
        return text;
    }
}
