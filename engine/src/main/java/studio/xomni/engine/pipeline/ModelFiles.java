package studio.xomni.engine.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.TorchPickle;
import studio.xomni.engine.diffusion.ClipConfig;
import studio.xomni.engine.diffusion.FluxConfig;
import studio.xomni.engine.diffusion.FluxKind;
import studio.xomni.engine.diffusion.ScheduleConfig;
import studio.xomni.engine.diffusion.T5Config;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.vae.VaeConfig;

/**
 * A first look at a model's files: their configurations and headers, no weights. What is missing or
 * damaged is so known before libtorch is started, and not after minutes of work.
 *
 * @param folder where they are
 * @param config what {@code config.json} says
 */
public record ModelFiles(ModelFolder folder, ModelConfig config) {

    /**
     * Looks at what {@link TextToImage} needs.
     *
     * @throws CheckpointException when a file is missing or damaged
     */
    public void requireForPictures() {
        requireLanguageModel();
        TorchPickle.read(folder.checkpoint().resolve(config.files().projector()));
        Path flux = folder.flux();
        if (!Files.isDirectory(flux)) {
            throw new CheckpointException(
                    Sentence.of("%s is not a folder; the folder of FLUX.1-dev is wanted.", flux));
        }
        ScheduleConfig.from(Json.read(flux.resolve("scheduler/scheduler_config.json")));
        VaeConfig.from(Json.read(flux.resolve("vae/config.json")));
        Safetensors.readFolder(flux.resolve("vae"), "diffusion_pytorch_model");
        if (readsPrompt()) {
            ClipConfig.from(Json.read(flux.resolve("text_encoder/config.json")));
            Safetensors.readFolder(flux.resolve("text_encoder"), "model");
            requireFiles(flux.resolve("tokenizer"), "vocab.json", "merges.txt");
            T5Config.from(Json.read(flux.resolve("text_encoder_2/config.json")));
            Safetensors.readFolder(flux.resolve("text_encoder_2"), "model");
            requireFiles(flux.resolve("tokenizer_2"), "tokenizer.json");
        }
    }

    /**
     * Looks at what {@link ImageTokenizer} needs.
     *
     * @throws CheckpointException when a file is missing or damaged
     */
    public void requireForTokens() {
        TorchPickle.read(folder.checkpoint().resolve(config.files().encoder()));
        TorchPickle.read(folder.checkpoint().resolve(config.files().projector()));
    }

    /**
     * Looks at what {@link ImageChat} needs.
     *
     * @throws CheckpointException when a file is missing or damaged
     */
    public void requireForChat() {
        requireLanguageModel();
        requireForTokens();
    }

    /** Whether the image decoder reads the prompt too, as the English kind does. */
    public boolean readsPrompt() {
        return kind() instanceof FluxKind.English;
    }

    /** The image decoder's kind. */
    FluxKind kind() {
        Path decoder = folder.checkpoint().resolve(config.decoderFolder());
        FluxConfig flux = FluxConfig.from(Json.read(decoder.resolve("config.json")));
        Set<String> stored = Safetensors.readFolder(decoder, "diffusion_pytorch_model").keySet();
        return FluxKind.of(stored::contains, flux);
    }

    private void requireLanguageModel() {
        Safetensors.readFolder(folder.checkpoint(), "model");
        requireFiles(folder.checkpoint(), "tokenizer.json", "tokenizer_config.json");
    }

    private static void requireFiles(Path folder, String... names) {
        for (String name : List.of(names)) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new CheckpointException(Sentence.of("%s is missing.", folder.resolve(name)));
            }
        }
    }
}
