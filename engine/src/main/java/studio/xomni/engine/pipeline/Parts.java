package studio.xomni.engine.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
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
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Torch;
import studio.xomni.engine.vae.Autoencoder;
import studio.xomni.engine.vae.VaeConfig;
import studio.xomni.engine.vision.Codebook;
import studio.xomni.engine.vision.VisionEncoder;

/**
 * The parts of a model, each loaded when it is first needed. Entering a stage frees the parts of
 * other stages that the memory mode does not keep; all are freed with the model.
 */
public final class Parts implements AutoCloseable {

    private final Torch torch;
    private final ModelFolder folder;
    private final ModelConfig config;
    private final Memory memory;
    private final Precision languagePrecision;
    private final Precision paintingPrecision;
    private final Precision visionPrecision;
    private final List<Part<?>> all = new ArrayList<>();

    /** Stages that wait while something else is done; what belongs to them stays. */
    private final Set<Stage> waiting = EnumSet.noneOf(Stage.class);

    private Stage stage = Stage.RESTING;

    private final Part<TextTokenizer> tokenizer =
            new Part<>("tokenizer", unused -> openTokenizer());
    private final Part<ImageMarkup> markup = new Part<>("image markup", unused -> openMarkup());
    private final Part<FluxKind> kind =
            new Part<>("image decoder's configuration", unused -> readKind());
    private final Part<LanguageModel> language =
            new Part<>("language model", this::loadLanguage, Stage.WRITING);
    private final Part<VisionEncoder> encoder =
            new Part<>("image encoder", this::loadEncoder, Stage.SEEING);
    private final Part<Codebook> codebook =
            new Part<>("codebook", this::loadCodebook, Stage.SEEING, Stage.DESCRIBING);
    private final Part<FluxDecoder> decoder =
            new Part<>("image decoder", this::loadDecoder, Stage.PAINTING);
    private final Part<Autoencoder> autoencoder =
            new Part<>("autoencoder", this::loadAutoencoder, Stage.DECODING);
    private final Part<ClipTokenizer> clipTokenizer =
            new Part<>("CLIP tokenizer", unused -> openClipTokenizer());
    private final Part<ClipTextEncoder> clip =
            new Part<>("CLIP text encoder", this::loadClip, Stage.DESCRIBING);
    private final Part<T5Tokenizer> t5Tokenizer =
            new Part<>("T5 tokenizer", unused -> openT5Tokenizer());
    private final Part<T5TextEncoder> t5 =
            new Part<>("T5 text encoder", this::loadT5, Stage.DESCRIBING);

    public Parts(Torch torch, ModelFolder folder, ModelConfig config, EngineSettings settings) {
        this.torch = torch;
        this.folder = folder;
        this.config = config;
        this.memory = settings.memory();
        DType language = settings.types().of(config.language().dtype());
        DType vision = settings.types().of(config.visionType());
        languagePrecision = Precision.ofLanguage(torch.device(), language, settings.int8Language());
        paintingPrecision = Precision.ofPainting(torch.device(), vision, settings.int8());
        visionPrecision = Precision.of(torch.device(), vision);
    }

    /** Begins a stage: frees what the memory mode does not keep for others. */
    void enter(Stage entered) {
        stage = entered;
        all.forEach(part -> part.enter(entered));
    }

    /**
     * Does something else in the middle of a stage, such as answering a question between two
     * tokens. What the stage computes with stays loaded; what was loaded beside it is freed
     * afterwards where the memory mode asks for it.
     */
    public <T> T aside(Supplier<T> work) {
        Stage before = stage;
        boolean added = waiting.add(before);
        try {
            return work.get();
        } finally {
            if (added) {
                waiting.remove(before);
            }
            enter(before);
        }
    }

    Memory memory() {
        return memory;
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

    /** The image decoder's kind, told from its files' headers. */
    FluxKind kind(Consumer<Progress> progress) {
        return kind.get(progress);
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

    /**
     * Loads all that pictures and chats need and that the memory mode keeps; where it frees parts,
     * only what is needed first.
     */
    public void load(Consumer<Progress> progress) {
        markup(progress);
        language(progress);
        if (memory != Memory.FULL) {
            return;
        }
        encoder(progress);
        codebook(progress);
        autoencoder(progress);
        decoder(progress);
        if (kind(progress) instanceof FluxKind.English) {
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

    private LanguageModel loadLanguage(Scope owner) {
        Weights from =
                weights(
                        owner,
                        Safetensors.readFolder(folder.checkpoint(), "model"),
                        folder.checkpoint(),
                        languagePrecision);
        return LanguageModel.load(torch, owner, from, config.language(), languagePrecision);
    }

    private VisionEncoder loadEncoder(Scope owner) {
        Path file = folder.checkpoint().resolve(config.files().encoder());
        Weights from = weights(owner, TorchPickle.read(file), file, visionPrecision);
        return VisionEncoder.load(torch, from, config.files().name(), visionPrecision);
    }

    private Codebook loadCodebook(Scope owner) {
        Path file = folder.checkpoint().resolve(config.files().projector());
        return Codebook.load(
                torch,
                weights(owner, TorchPickle.read(file), file, visionPrecision.exact()),
                config.codebook());
    }

    private FluxDecoder loadDecoder(Scope owner) {
        Path decoder = folder.checkpoint().resolve(config.decoderFolder());
        Weights from =
                weights(
                        owner,
                        Safetensors.readFolder(decoder, "diffusion_pytorch_model"),
                        decoder,
                        visionPrecision);
        return FluxDecoder.load(
                torch,
                owner,
                from,
                FluxConfig.from(Json.read(decoder.resolve("config.json"))),
                paintingPrecision);
    }

    private Autoencoder loadAutoencoder(Scope owner) {
        Path vae = folder.flux().resolve("vae");
        Weights from =
                weights(
                        owner,
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

    private ClipTextEncoder loadClip(Scope owner) {
        Path clip = folder.flux().resolve("text_encoder");
        Weights from = weights(owner, Safetensors.readFolder(clip, "model"), clip, visionPrecision);
        return ClipTextEncoder.load(
                torch,
                from,
                ClipConfig.from(Json.read(clip.resolve("config.json"))),
                visionPrecision);
    }

    private T5Tokenizer openT5Tokenizer() {
        return T5Tokenizer.open(folder.flux().resolve("tokenizer_2"));
    }

    private T5TextEncoder loadT5(Scope owner) {
        Path t5Folder = folder.flux().resolve("text_encoder_2");
        Weights from =
                weights(
                        owner,
                        Safetensors.readFolder(t5Folder, "model"),
                        t5Folder,
                        visionPrecision);
        return T5TextEncoder.load(
                torch,
                from,
                T5Config.from(Json.read(t5Folder.resolve("config.json"))),
                visionPrecision);
    }

    private FluxKind readKind() {
        return new ModelFiles(folder, config).kind();
    }

    private static Weights weights(
            Scope owner, Map<String, StoredTensor> stored, Path source, Precision precision) {
        return Weights.of(stored, source, owner, precision.weights());
    }

    @Override
    public void close() {
        all.forEach(Part::free);
    }

    /**
     * One part: made at the first call, which tells the listener, and at the first after it was
     * freed.
     */
    private final class Part<T> {
        private final String name;
        private final Function<Scope, T> make;
        private final Set<Stage> stages;
        private @Nullable Made<T> made;

        Part(String name, Function<Scope, T> make, Stage... stages) {
            this.name = name;
            this.make = make;
            this.stages = Set.of(stages);
            all.add(this);
        }

        T get(Consumer<Progress> progress) {
            Made<T> present = made;
            if (present == null) {
                progress.accept(new Progress.Loading(name));
                Scope weights = torch.scope();
                try {
                    present = new Made<>(make.apply(weights), weights);
                } finally {
                    if (present == null) {
                        weights.close();
                    }
                }
                made = present;
            }
            return present.part;
        }

        void enter(Stage entered) {
            boolean needed =
                    stages.isEmpty()
                            || stages.contains(entered)
                            || stages.stream().anyMatch(waiting::contains)
                            || stages.stream().anyMatch(of -> !memory.frees(of, entered));
            if (!needed) {
                free();
            }
        }

        void free() {
            Made<T> present = made;
            made = null;
            if (present == null) {
                return;
            }
            try {
                if (present.part instanceof AutoCloseable closeable) {
                    closeable.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                present.weights.close();
            }
        }
    }

    /**
     * A part that is loaded.
     *
     * @param weights owns its tensors
     */
    private record Made<T>(T part, Scope weights) {}
}
