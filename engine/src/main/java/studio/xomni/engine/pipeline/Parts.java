package studio.xomni.engine.pipeline;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.checkpoint.TorchPickle;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.diffusion.ClipConfig;
import studio.xomni.engine.diffusion.ClipTextEncoder;
import studio.xomni.engine.diffusion.FluxConfig;
import studio.xomni.engine.diffusion.FluxDecoder;
import studio.xomni.engine.diffusion.FluxKind;
import studio.xomni.engine.diffusion.T5Config;
import studio.xomni.engine.diffusion.T5TextEncoder;
import studio.xomni.engine.language.LanguageModel;
import studio.xomni.engine.text.ClipTokenizer;
import studio.xomni.engine.text.ImageMarkup;
import studio.xomni.engine.text.T5Tokenizer;
import studio.xomni.engine.text.TextTokenizer;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Torch;
import studio.xomni.engine.vae.Autoencoder;
import studio.xomni.engine.vae.VaeConfig;
import studio.xomni.engine.vision.Codebook;
import studio.xomni.engine.vision.VisionEncoder;

/** The parts of a model, each loaded when it is first needed and closed with the model. */
public final class Parts implements AutoCloseable {

    private final Torch torch;
    private final Scope weights;
    private final ModelFolder folder;
    private final ModelConfig config;
    private final Precision languagePrecision;
    private final Precision visionPrecision;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final Part<TextTokenizer> tokenizer = new Part<>("tokenizer", this::openTokenizer);
    private final Part<ImageMarkup> markup = new Part<>("image markup", this::openMarkup);
    private final Part<LanguageModel> language = new Part<>("language model", this::loadLanguage);
    private final Part<VisionEncoder> encoder = new Part<>("image encoder", this::loadEncoder);
    private final Part<Codebook> codebook = new Part<>("codebook", this::loadCodebook);
    private final Part<FluxDecoder> decoder = new Part<>("image decoder", this::loadDecoder);
    private final Part<Autoencoder> autoencoder = new Part<>("autoencoder", this::loadAutoencoder);
    private final Part<ClipTokenizer> clipTokenizer =
            new Part<>("CLIP tokenizer", this::openClipTokenizer);
    private final Part<ClipTextEncoder> clip = new Part<>("CLIP text encoder", this::loadClip);
    private final Part<T5Tokenizer> t5Tokenizer = new Part<>("T5 tokenizer", this::openT5Tokenizer);
    private final Part<T5TextEncoder> t5 = new Part<>("T5 text encoder", this::loadT5);

    public Parts(Torch torch, ModelFolder folder, ModelConfig config, EngineSettings settings) {
        this.torch = torch;
        this.weights = torch.scope();
        this.folder = folder;
        this.config = config;
        if (settings.types() instanceof EngineSettings.Types.All all) {
            languagePrecision = Precision.ofLanguage(torch.device(), all.dtype(), settings.int8());
            visionPrecision = Precision.of(torch.device(), all.dtype());
        } else {
            languagePrecision =
                    Precision.ofLanguage(
                            torch.device(), config.language().dtype(), settings.int8());
            visionPrecision = Precision.of(torch.device(), config.visionType());
        }
    }

    Torch torch() {
        return torch;
    }

    public ModelConfig config() {
        return config;
    }

    public ModelFolder folder() {
        return folder;
    }

    Precision visionPrecision() {
        return visionPrecision;
    }

    TextTokenizer tokenizer(Consumer<Progress> progress) {
        return tokenizer.get(progress);
    }

    ImageMarkup markup(Consumer<Progress> progress) {
        return markup.get(progress);
    }

    LanguageModel language(Consumer<Progress> progress) {
        return language.get(progress);
    }

    VisionEncoder encoder(Consumer<Progress> progress) {
        return encoder.get(progress);
    }

    Codebook codebook(Consumer<Progress> progress) {
        return codebook.get(progress);
    }

    FluxDecoder decoder(Consumer<Progress> progress) {
        return decoder.get(progress);
    }

    Autoencoder autoencoder(Consumer<Progress> progress) {
        return autoencoder.get(progress);
    }

    ClipTokenizer clipTokenizer(Consumer<Progress> progress) {
        return clipTokenizer.get(progress);
    }

    ClipTextEncoder clip(Consumer<Progress> progress) {
        return clip.get(progress);
    }

    T5Tokenizer t5Tokenizer(Consumer<Progress> progress) {
        return t5Tokenizer.get(progress);
    }

    T5TextEncoder t5(Consumer<Progress> progress) {
        return t5.get(progress);
    }

    /** Loads all that pictures and chats need. */
    public void load(Consumer<Progress> progress) {
        markup(progress);
        language(progress);
        encoder(progress);
        codebook(progress);
        autoencoder(progress);
        if (decoder(progress).kind() instanceof FluxKind.English) {
            clipTokenizer(progress);
            clip(progress);
            t5Tokenizer(progress);
            t5(progress);
        }
    }

    private TextTokenizer openTokenizer() {
        return TextTokenizer.open(folder.checkpoint());
    }

    private ImageMarkup openMarkup() {
        return ImageMarkup.of(
                tokenizer.get(ignored -> {}),
                config.language().specials(),
                config.language().text());
    }

    private LanguageModel loadLanguage() {
        Weights from =
                weights(
                        Safetensors.readFolder(folder.checkpoint(), "model"),
                        folder.checkpoint(),
                        languagePrecision);
        return LanguageModel.load(torch, weights, from, config.language(), languagePrecision);
    }

    private VisionEncoder loadEncoder() {
        Path file = folder.checkpoint().resolve(config.files().encoder());
        Weights from = weights(TorchPickle.read(file), file, visionPrecision);
        return VisionEncoder.load(torch, from, config.files().name(), visionPrecision);
    }

    private Codebook loadCodebook() {
        Path file = folder.checkpoint().resolve(config.files().projector());
        return Codebook.load(
                torch,
                weights(TorchPickle.read(file), file, visionPrecision.exact()),
                config.codebook());
    }

    private FluxDecoder loadDecoder() {
        Path decoder = folder.checkpoint().resolve(config.decoderFolder());
        Weights from =
                weights(
                        Safetensors.readFolder(decoder, "diffusion_pytorch_model"),
                        decoder,
                        visionPrecision);
        return FluxDecoder.load(
                torch,
                from,
                FluxConfig.from(Json.read(decoder.resolve("config.json"))),
                visionPrecision);
    }

    private Autoencoder loadAutoencoder() {
        Path vae = folder.flux().resolve("vae");
        Weights from =
                weights(
                        Safetensors.readFolder(vae, "diffusion_pytorch_model"),
                        vae,
                        visionPrecision);
        return Autoencoder.load(
                torch,
                from,
                VaeConfig.from(Json.read(vae.resolve("config.json"))),
                visionPrecision);
    }

    private ClipTokenizer openClipTokenizer() {
        return ClipTokenizer.open(folder.flux().resolve("tokenizer"));
    }

    private ClipTextEncoder loadClip() {
        Path clip = folder.flux().resolve("text_encoder");
        Weights from = weights(Safetensors.readFolder(clip, "model"), clip, visionPrecision);
        return ClipTextEncoder.load(
                torch,
                from,
                ClipConfig.from(Json.read(clip.resolve("config.json"))),
                visionPrecision);
    }

    private T5Tokenizer openT5Tokenizer() {
        return T5Tokenizer.open(folder.flux().resolve("tokenizer_2"));
    }

    private T5TextEncoder loadT5() {
        Path t5Folder = folder.flux().resolve("text_encoder_2");
        Weights from =
                weights(Safetensors.readFolder(t5Folder, "model"), t5Folder, visionPrecision);
        return T5TextEncoder.load(
                torch,
                from,
                T5Config.from(Json.read(t5Folder.resolve("config.json"))),
                visionPrecision);
    }

    private Weights weights(Map<String, StoredTensor> stored, Path source, Precision precision) {
        return Weights.of(stored, source, weights, precision.weights());
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        weights.close();
    }

    /** One part: made at the first call, which tells the listener. */
    private final class Part<T> {
        private final String name;
        private final Supplier<T> make;
        private @Nullable T made;

        Part(String name, Supplier<T> make) {
            this.name = name;
            this.make = make;
        }

        T get(Consumer<Progress> progress) {
            T part = made;
            if (part == null) {
                progress.accept(new Progress.Loading(name));
                part = make.get();
                made = part;
                if (part instanceof AutoCloseable closeable) {
                    open.push(closeable);
                }
            }
            return part;
        }
    }
}
