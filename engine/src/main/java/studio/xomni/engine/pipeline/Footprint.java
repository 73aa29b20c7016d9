package studio.xomni.engine.pipeline;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.checkpoint.TorchPickle;
import studio.xomni.engine.diffusion.FluxConfig;
import studio.xomni.engine.diffusion.FluxDecoder;
import studio.xomni.engine.diffusion.FluxKind;
import studio.xomni.engine.diffusion.T5Config;
import studio.xomni.engine.language.LanguageConfig;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.vae.Tiles;
import studio.xomni.engine.vae.VaeConfig;

/**
 * About how many bytes a model needs for a request's pictures, told from the headers of its files.
 *
 * <p>Weights are exact: the elements that are stored, in the types they are loaded in. What is
 * computed beside them is an estimate: the caches, and the tensors that the widest step of a stage
 * holds at once, each counted as often as its program keeps it. The figures of both, and what was
 * measured, are in {@code engine/docs/performance.md}.
 *
 * @param plain for each stage what it takes where the language model is as it is stored
 * @param quantised the same where it is in int8
 * @param tiled the same where pictures are decoded in tiles, too
 */
public record Footprint(
        Map<Stage, Taken> plain, Map<Stage, Taken> quantised, Map<Stage, Taken> tiled) {

    /** Bytes of the program, the JVM's heap and libtorch, before a model is loaded. */
    public static final long PROGRAM = 400L << 20;

    /** Ids of a long prompt. */
    private static final int PROMPT = 512;

    /** Rows of hidden states and of the inner ones that a block holds at once. */
    private static final int HELD = 8;

    /** Rows of hidden states that a painting block holds: q, k, v, the fourfold inner, copies. */
    private static final int HELD_IN_PAINTING = 24;

    /** Planes of the widest level that a residual block of the autoencoder holds. */
    private static final int HELD_IN_DECODING = 4;

    /**
     * What a stage takes.
     *
     * @param weights bytes that stay
     * @param work bytes while it runs
     */
    public record Taken(long weights, long work) {
        long all() {
            return weights + work;
        }
    }

    public Footprint {
        plain = Map.copyOf(plain);
        quantised = Map.copyOf(quantised);
        tiled = Map.copyOf(tiled);
    }

    /**
     * Looks at a model's headers.
     *
     * @param settings device and types; the mode is asked for later
     * @throws studio.xomni.engine.error.CheckpointException when a file is missing or damaged
     */
    public static Footprint of(ModelFolder folder, EngineSettings settings, ImageRequest request) {
        var reader = new Reader(folder, ModelConfig.read(folder.checkpoint()), settings, request);
        return new Footprint(
                reader.stages(settings.int8(), false),
                reader.stages(true, false),
                reader.stages(true, true));
    }

    /** Bytes that a mode needs at its worst moment. */
    public long bytes(Memory memory) {
        return PROGRAM
                + switch (memory) {
                    case FULL -> weights(plain) + mostWork(plain);
                    case LEAN -> lean();
                    case MINIMAL -> tiled.values().stream().mapToLong(Taken::all).max().orElse(0);
                };
    }

    /** Either the language model or the work of painting is there beside all other parts. */
    private long lean() {
        Map<Stage, Taken> others = new EnumMap<>(quantised);
        Taken writing = others.remove(Stage.WRITING);
        return weights(others) + Math.max(writing == null ? 0 : writing.all(), mostWork(others));
    }

    private static long weights(Map<Stage, Taken> stages) {
        return stages.values().stream().mapToLong(Taken::weights).sum();
    }

    private static long mostWork(Map<Stage, Taken> stages) {
        return stages.values().stream().mapToLong(Taken::work).max().orElse(0);
    }

    /** Reads what the estimate is made of. */
    private record Reader(
            ModelFolder folder, ModelConfig config, EngineSettings settings, ImageRequest request) {

        Map<Stage, Taken> stages(boolean int8Language, boolean tiles) {
            Map<Stage, Taken> stages = new EnumMap<>(Stage.class);
            stages.put(Stage.WRITING, writing(int8Language));
            stages.put(Stage.DESCRIBING, describing());
            stages.put(Stage.PAINTING, painting());
            stages.put(Stage.DECODING, decoding(tiles));
            return stages;
        }

        private Precision language(boolean int8) {
            DType type = settings.types().of(config.language().dtype());
            return Precision.ofLanguage(settings.device(), type, int8);
        }

        private Precision vision() {
            return Precision.of(settings.device(), settings.types().of(config.visionType()));
        }

        private long tokens() {
            int cell = config.cell();
            return (long) (request.height() / cell) * (request.width() / cell);
        }

        private Taken writing(boolean int8) {
            LanguageConfig sizes = config.language();
            Precision precision = language(int8);
            var stored = Safetensors.readFolder(folder.checkpoint(), "model").values();
            long weights = 0;
            for (StoredTensor tensor : stored) {
                boolean matrix =
                        tensor.shape().length == 2 && !tensor.name().contains("embed_tokens");
                weights += tensor.elements() * (matrix && int8 ? 1 : precision.weights().bytes());
            }
            int bytes = precision.activations().bytes();
            long sequences = (long) request.count() * (request.sampling().guided() ? 2 : 1);
            long cache =
                    2L
                            * sizes.layers()
                            * sizes.kvHeads()
                            * sizes.headSize()
                            * bytes
                            * sequences
                            * (PROMPT + tokens());
            long reading = (long) HELD * PROMPT * (sizes.hidden() + sizes.inner()) * bytes;
            long drawing = (long) Double.BYTES * 4 * sizes.vocabulary() * sequences;
            return new Taken(weights, cache + reading + drawing + widened(stored, precision));
        }

        private Taken describing() {
            long weights =
                    4
                            * elements(
                                    TorchPickle.read(
                                                    folder.checkpoint()
                                                            .resolve(config.files().projector()))
                                            .values());
            long work = 4L * HELD * tokens() * config.codebook().zChannels();
            if (new ModelFiles(folder, config).kind() instanceof FluxKind.English) {
                Path t5 = folder.flux().resolve("text_encoder_2");
                T5Config sizes = T5Config.from(Json.read(t5.resolve("config.json")));
                var texts = Safetensors.readFolder(t5, "model").values();
                Path clip = folder.flux().resolve("text_encoder");
                int bytes = vision().weights().bytes();
                weights +=
                        bytes
                                * (elements(texts)
                                        + elements(Safetensors.readFolder(clip, "model").values()));
                work += 4L * HELD * PROMPT * (sizes.width() + sizes.inner());
                work += widened(texts, vision());
            }
            return new Taken(weights, work);
        }

        private Taken painting() {
            Precision precision =
                    Precision.ofPainting(
                            settings.device(),
                            settings.types().of(config.visionType()),
                            settings.int8());
            Path decoder = folder.checkpoint().resolve(config.decoderFolder());
            FluxConfig sizes = FluxConfig.from(Json.read(decoder.resolve("config.json")));
            var stored = Safetensors.readFolder(decoder, "diffusion_pytorch_model").values();
            long texts =
                    new ModelFiles(folder, config).kind() instanceof FluxKind.English ? PROMPT : 0;
            int passes = config.guidance() == 1 ? 1 : 2;
            long hidden = (long) sizes.heads() * sizes.headSize();
            long work =
                    (long) HELD_IN_PAINTING
                            * passes
                            * (tokens() + texts)
                            * hidden
                            * precision.activations().bytes();
            List<StoredTensor> plain =
                    stored.stream()
                            .filter(tensor -> !(precision.int8() && FluxDecoder.quantises(tensor)))
                            .toList();
            long weights =
                    elements(plain) * precision.weights().bytes()
                            + elements(stored)
                            - elements(plain);
            return new Taken(weights, work + widened(plain, vision()));
        }

        private Taken decoding(boolean tiles) {
            Path vae = folder.flux().resolve("vae");
            VaeConfig sizes = VaeConfig.from(Json.read(vae.resolve("config.json")));
            var stored = Safetensors.readFolder(vae, "diffusion_pytorch_model").values();
            int most = tiles ? Tiles.DEFAULT.side() * sizes.factor() : Integer.MAX_VALUE;
            long pixels = (long) Math.min(most, request.height()) * Math.min(most, request.width());
            List<Integer> channels = sizes.channels();
            long widest = channels.get(Math.min(1, channels.size() - 1));
            long all = (long) request.height() * request.width();
            long joined = pixels < all ? 16 * all : 0;
            return new Taken(
                    elements(stored) * vision().weights().bytes(),
                    HELD_IN_DECODING * widest * pixels * vision().activations().bytes() + joined);
        }

        /** The largest matrix, where it is widened for a product. */
        private static long widened(Collection<StoredTensor> stored, Precision precision) {
            if (precision.weights() == precision.activations() && !precision.int8()) {
                return 0;
            }
            return precision.activations().bytes()
                    * stored.stream()
                            .filter(tensor -> !tensor.name().contains("embed"))
                            .mapToLong(StoredTensor::elements)
                            .max()
                            .orElse(0);
        }

        private static long elements(Collection<StoredTensor> stored) {
            return stored.stream().mapToLong(StoredTensor::elements).sum();
        }
    }
}
