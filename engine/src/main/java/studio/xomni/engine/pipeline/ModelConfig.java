package studio.xomni.engine.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.ArgumentException;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.language.LanguageConfig;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.vision.CodebookConfig;
import studio.xomni.engine.vision.EncoderFiles;
import studio.xomni.engine.vision.ImageTransform;

/**
 * What {@code config.json} of a checkpoint says. Source: the release's {@code XOmniConfig} and
 * {@code init_vision}.
 *
 * @param language sizes of the language model
 * @param visionType the type of image tokenizer, decoder, text encoders and VAE
 * @param transform how pictures are prepared for the image tokenizer
 * @param files where the image tokenizer's weights are
 * @param codebook sizes of the codebook
 * @param decoderFolder the image decoder's folder, relative to the checkpoint's
 * @param steps painting steps
 * @param guidance scale of the painting's guided pair, 1 is off
 * @param cell pixels along a token's side
 */
public record ModelConfig(
        LanguageConfig language,
        DType visionType,
        ImageTransform transform,
        EncoderFiles files,
        CodebookConfig codebook,
        String decoderFolder,
        int steps,
        double guidance,
        int cell) {

    /**
     * Reads a checkpoint's {@code config.json}.
     *
     * @throws CheckpointException when the folder is no checkpoint or a key is wrong
     */
    public static ModelConfig read(Path checkpoint) {
        if (!Files.isDirectory(checkpoint)) {
            throw new CheckpointException(
                    Sentence.of(
                            "%s is not a folder; a checkpoint's folder is wanted.", checkpoint));
        }
        Path file = checkpoint.resolve("config.json");
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(
                    Sentence.of("%s is not a checkpoint: it holds no config.json.", checkpoint));
        }
        Json json = Json.read(file);
        LanguageConfig language = LanguageConfig.from(json);
        Json vision = json.object("vision_config");
        Json decoder = vision.object("decoder");
        DType type =
                switch (vision.text("dtype")) {
                    case "float32" -> DType.FLOAT32;
                    case "bfloat16" -> DType.BFLOAT16;
                    default -> throw vision.wrong("dtype", "float32 or bfloat16");
                };
        double guidance = decoder.number("cfg_scale");
        if (decoder.number("cfg_scale_2") != guidance) {
            throw decoder.wrong("cfg_scale_2", "equal to cfg_scale %s", guidance);
        }
        int steps = decoder.integer("num_inference_steps");
        if (steps < 1) {
            throw decoder.wrong("num_inference_steps", "1 or more");
        }
        int cell = decoder.integer("upscale_factor");
        if (cell != 16) {
            throw decoder.wrong("upscale_factor", "16, the pixels of a packed latent");
        }
        return new ModelConfig(
                language,
                type,
                transform(vision.object("transform")),
                EncoderFiles.read(vision.object("encoder")),
                CodebookConfig.read(vision.object("encoder")),
                decoder.text("model_path"),
                steps,
                guidance,
                cell);
    }

    private static ImageTransform transform(Json json) {
        try {
            return new ImageTransform(
                    json.integer("min_short_size"),
                    json.integer("short_size"),
                    json.integer("long_size"),
                    json.number("max_aspect_ratio"),
                    json.integer("patch_size"),
                    json.flag("filtering", true));
        } catch (ArgumentException e) {
            throw json.wrong(e);
        }
    }
}
