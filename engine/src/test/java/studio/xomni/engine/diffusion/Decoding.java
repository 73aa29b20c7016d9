package studio.xomni.engine.diffusion;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Precision.Matrices;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;

/** A reference case's image decoder, with what it is to paint. */
final class Decoding implements AutoCloseable {

    static final Precision FLOAT32 = new Precision(DType.FLOAT32, DType.FLOAT32, Matrices.PLAIN);

    final Golden golden;
    final Scope scope;
    final FluxDecoder decoder;
    private final Torch torch;

    Decoding(Golden golden, Precision precision) {
        this.golden = golden;
        this.torch = Torch.start(new Device.Cpu());
        this.scope = torch.scope();
        this.decoder =
                FluxDecoder.load(
                        torch,
                        scope,
                        weights(stored(golden), golden, scope),
                        config(golden),
                        precision);
    }

    static FluxConfig config(Golden golden) {
        return FluxConfig.from(Json.read(folder(golden).resolve("config.json")));
    }

    static Map<String, StoredTensor> stored(Golden golden) {
        return new LinkedHashMap<>(
                Safetensors.readFolder(folder(golden), "diffusion_pytorch_model"));
    }

    static Weights weights(Map<String, StoredTensor> stored, Golden golden, Scope scope) {
        return Weights.of(stored, folder(golden), scope, DType.FLOAT32);
    }

    /** Stores a tensor under another name, too. */
    static void copy(Map<String, StoredTensor> stored, String from, String to) {
        StoredTensor tensor = Objects.requireNonNull(stored.get(from), from);
        stored.put(
                to,
                new StoredTensor(
                        to,
                        tensor.file(),
                        tensor.offset(),
                        tensor.dtype(),
                        tensor.shape(),
                        tensor.strides()));
    }

    private static Path folder(Golden golden) {
        return golden.checkpoint().resolve("decoder");
    }

    int rows() {
        return golden.expected().integer("height") / 16;
    }

    int columns() {
        return golden.expected().integer("width") / 16;
    }

    double guidance() {
        return Json.read(golden.checkpoint().resolve("config.json"))
                .object("vision_config")
                .object("decoder")
                .number("cfg_scale");
    }

    /** A tensor of the reference case. */
    Tensor given(String name, long... shape) {
        return scope.floats(golden.tensor(scope, name), shape);
    }

    /**
     * What the release computes. The English case was made with the dropout of its T5 encoder on,
     * and with noise drawn after it: its velocities and latents do not follow from its other
     * tensors. Those here do: they are what the released {@code modeling_siglip_flux.py}, diffusers
     * 0.34.0, transformers 5.18 and PyTorch 2.13 compute in evaluation mode, in float32 on a CPU,
     * the decoder's from the case's own tensors as inputs.
     */
    static float[] expected(Golden golden, Scope scope, String name) {
        if (golden != Golden.EN) {
            return golden.tensor(scope, name);
        }
        Path file = Path.of("src/test/resources/painting/en.safetensors");
        Map<String, StoredTensor> stored = Safetensors.read(file);
        StoredTensor tensor = Objects.requireNonNull(stored.get(name), name);
        return Weights.of(stored, file, scope, DType.FLOAT32).read(name, tensor.shape()).toFloats();
    }

    /** The golden's semantic vectors and, where the kind wants it, its encoded prompt. */
    Condition condition() {
        FluxConfig config = config(golden);
        Tensor semantic = given("semantic", rows() * columns(), config.semantic());
        if (decoder.kind() instanceof FluxKind.Chinese) {
            return new Condition.Chinese(semantic);
        }
        return new Condition.English(semantic, text(config, ""), text(config, "_empty"));
    }

    private EncodedText text(FluxConfig config, String suffix) {
        return new EncodedText(
                given("t5" + suffix, 1, 512, config.text()),
                given("clip_pooled" + suffix, 1, config.pooled()));
    }

    /** The case's schedule of 4 steps. */
    Schedule schedule() {
        Json json = Json.read(golden.flux().resolve("scheduler/scheduler_config.json"));
        return Schedule.of(ScheduleConfig.from(json), 4, rows() * columns());
    }

    /** Begins from the case's noise. */
    Painting start(double guidance) {
        return start(schedule(), guidance);
    }

    private Painting start(Schedule schedule, double guidance) {
        Tensor noise = given("noise", 1, 16, 2L * rows(), 2L * columns());
        return decoder.start(condition(), noise, schedule, guidance);
    }

    /** The packed latents after all steps. */
    float[] paint(double guidance) {
        return paint(schedule(), guidance);
    }

    float[] paint(Schedule schedule, double guidance) {
        try (Painting painting = start(schedule, guidance)) {
            while (painting.hasNext()) {
                painting.step();
            }
            return painting.packed().toFloats();
        }
    }

    @Override
    public void close() {
        decoder.close();
        scope.close();
        torch.close();
    }
}
