package studio.xomni.engine.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import studio.xomni.engine.Engine;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.checkpoint.TorchPickle;
import studio.xomni.engine.diffusion.FluxDecoder;
import studio.xomni.engine.pipeline.Cancellation;
import studio.xomni.engine.pipeline.EngineSettings;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.torch.Device;

/**
 * What loading the built-in model takes, and whether generating leaves memory behind. Linux, CPU.
 */
public final class MemoryBench {

    private MemoryBench() {}

    /**
     * Loading.
     *
     * @param weights bytes of the weights in the types they are loaded in
     * @param rise bytes by which the peak of the started, empty engine rose
     */
    public record Loading(Mode mode, long weights, long rise) {}

    /** Loads every part once; for a process that has loaded nothing before. */
    public static Loading loading(Mode mode) throws IOException {
        ModelFolder folder = ModelFolder.builtIn();
        try (Engine engine = Engine.open(folder, mode.settings(new Device.Cpu()))) {
            System.gc(); // what opening left behind is not the weights'
            ResidentMemory.forgetPeak();
            long before = ResidentMemory.now();
            engine.load(progress -> {});
            return new Loading(mode, weights(folder, engine, mode), ResidentMemory.peak() - before);
        }
    }

    /**
     * A whole poster.
     *
     * @param peak the most bytes of this process that were resident
     * @param rise how much of it is above the started, empty engine
     */
    public record Poster(Mode mode, Memory memory, long peak, long rise) {}

    /**
     * Makes one poster; for a process that has loaded nothing before.
     *
     * @param height pixels
     * @param width pixels
     */
    public static Poster poster(Mode mode, Memory memory, int height, int width)
            throws IOException {
        EngineSettings plain = mode.settings(new Device.Cpu());
        var settings = new EngineSettings(plain.device(), plain.types(), plain.int8(), memory);
        try (Engine engine = Engine.open(ModelFolder.builtIn(), settings)) {
            System.gc();
            ResidentMemory.forgetPeak();
            long before = ResidentMemory.now();
            var unused =
                    engine.textToImage()
                            .generate(
                                    engine.request("A poster with the title \"SUMMER SALE\"")
                                            .withSize(height, width),
                                    progress -> {},
                                    new Cancellation());
            long peak = ResidentMemory.peak();
            return new Poster(mode, memory, peak, peak - before);
        }
    }

    private static long weights(ModelFolder folder, Engine engine, Mode mode) {
        Path checkpoint = folder.checkpoint();
        List<Map<String, StoredTensor>> files = new ArrayList<>();
        files.add(Safetensors.readFolder(folder.flux().resolve("vae"), "diffusion_pytorch_model"));
        files.add(TorchPickle.read(checkpoint.resolve(engine.config().files().encoder())));
        int bytes = mode == Mode.FLOAT32 ? 4 : 2;
        long sum =
                files.stream()
                        .flatMap(file -> file.values().stream())
                        .mapToLong(t -> t.elements() * bytes)
                        .sum();
        boolean int8 = mode.painting(new Device.Cpu()).int8();
        for (StoredTensor tensor :
                Safetensors.readFolder(
                                checkpoint.resolve(engine.config().decoderFolder()),
                                "diffusion_pytorch_model")
                        .values()) {
            sum += tensor.elements() * (int8 && FluxDecoder.quantises(tensor) ? 1 : bytes);
        }
        for (StoredTensor tensor :
                TorchPickle.read(checkpoint.resolve(engine.config().files().projector()))
                        .values()) {
            sum += 4 * tensor.elements();
        }
        for (StoredTensor tensor : Safetensors.readFolder(checkpoint, "model").values()) {
            boolean matrix = tensor.shape().length == 2 && !tensor.name().contains("embed_tokens");
            sum += tensor.elements() * (matrix ? mode.bytes() : bytes);
        }
        return sum;
    }

    /**
     * Generates small pictures and tells the resident memory after each tenth of them.
     *
     * @param count pictures, 10 or more
     * @param report takes the number of pictures so far and the bytes
     */
    public static void soak(Mode mode, int count, ObjLongConsumer<Integer> report)
            throws IOException {
        try (Engine engine = Engine.open(ModelFolder.builtIn(), mode.settings(new Device.Cpu()))) {
            for (int i = 1; i <= count; i++) {
                engine.textToImage()
                        .generate(
                                engine.request("A sign with the title \"Soak " + i + "\"")
                                        .withSize(64, 64)
                                        .withSeed(i, 1),
                                progress -> {},
                                new Cancellation());
                if (i % (count / 10) == 0) {
                    report.accept(i, ResidentMemory.now());
                }
            }
        }
    }
}
