package studio.xomni.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import studio.xomni.engine.Engine;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.diffusion.Condition;
import studio.xomni.engine.diffusion.FluxDecoder;
import studio.xomni.engine.diffusion.Painting;
import studio.xomni.engine.diffusion.Schedule;
import studio.xomni.engine.diffusion.ScheduleConfig;
import studio.xomni.engine.language.ImageWriting;
import studio.xomni.engine.language.LanguageModel;
import studio.xomni.engine.pipeline.Cancellation;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;

/**
 * Times of prefill, decoding and painting at named shapes with random weights, and of the built-in
 * model's poster. The peer {@code engine/bench/peer.py} measures the same in eager PyTorch.
 */
public final class SpeedBench {

    /** Prompt of the prefill, and tokens that are decoded before the context is full. */
    private static final int STRETCH = 64;

    private static final List<String> POSTERS =
            List.of(
                    "A poster with a dark blue background and the title \"SUMMER SALE\" in white",
                    "Jazz club flyer, black background, a large yellow trumpet at the bottom, the headline \"Late Night Blues\" in orange script letters and the small text \"Doors open 8 PM\"",
                    "A sign with a gradient background from purple to dark blue, a red cupcake at the top and the title \"Fresh every morning\" in light pink",
                    "");

    private final Device device;
    private final int repeats;
    private final Consumer<Measurement> report;

    /**
     * @param repeats runs behind a median
     * @param report told of each figure when it is known
     */
    public SpeedBench(Device device, int repeats, Consumer<Measurement> report) {
        this.device = device;
        this.repeats = repeats;
        this.report = report;
    }

    /** The shapes that can be measured. */
    public static List<String> shapes() {
        return List.of("builtin", "hidden1024", "layers3584", "real1152", "poster");
    }

    /**
     * Milliseconds that reading a token's matrices takes; absent where they stay in the cache or
     * nothing is decoded.
     */
    public static OptionalDouble floor(String shape, Mode mode, Bandwidth bandwidth) {
        return LanguageShape.ALL.stream()
                .filter(language -> language.name().equals(shape))
                .mapToLong(language -> language.bytesPerToken(mode))
                .filter(bytes -> bytes > bandwidth.cache())
                .mapToDouble(bytes -> 1000 * bytes / bandwidth.bytesPerSecond())
                .findFirst();
    }

    /** Measures one shape in one precision. */
    public void measure(String shape, Mode mode) throws IOException {
        for (LanguageShape language : LanguageShape.ALL) {
            if (language.name().equals(shape)) {
                language(language, mode);
            }
        }
        for (PaintingShape painting : PaintingShape.ALL) {
            if (painting.name().equals(shape)) {
                painting(painting, mode);
            }
        }
        if (shape.equals("poster")) {
            posters(mode);
        }
    }

    private void language(LanguageShape shape, Mode mode) throws IOException {
        withRandom(
                shape.tensors(),
                mode.language(device),
                (torch, scope, weights) -> {
                    try (LanguageModel model =
                            LanguageModel.load(
                                    torch, scope, weights, shape.config(), mode.language(device))) {
                        double seconds =
                                median(repeats, () -> steps(torch, model, shape, STRETCH, 1, 1));
                        report(shape.name(), mode, "prefill_tokens_per_s", STRETCH / seconds);
                        report(shape.name(), mode, "decode_ms", decode(torch, model, shape, 1));
                        report(
                                shape.name(),
                                mode,
                                "decode_batch4_ms",
                                decode(torch, model, shape, 4));
                    }
                });
    }

    /** Milliseconds: the median of the steps that fill the context up. */
    private static double decode(
            Torch torch, LanguageModel model, LanguageShape shape, int pictures) {
        double[] seconds = steps(torch, model, shape, shape.context() - STRETCH, pictures, STRETCH);
        return 1000 * median(Arrays.copyOfRange(seconds, 1, seconds.length));
    }

    /**
     * Seconds of each call that writes a token; the first reads a prompt of so many ids. Where
     * guesses come true a call writes more than one token, and counts as one all the same.
     */
    private static double[] steps(
            Torch torch,
            LanguageModel model,
            LanguageShape shape,
            int prompt,
            int pictures,
            int steps) {
        int[] ids =
                IntStream.range(0, prompt)
                        .map(i -> shape.config().text() + 37 * i % shape.config().image())
                        .toArray();
        long[] seeds = LongStream.range(0, pictures).toArray();
        List<Double> seconds = new ArrayList<>();
        try (Scope state = torch.scope()) {
            ImageWriting writing =
                    model.writeImages(
                            state,
                            ids,
                            new int[0],
                            1,
                            steps,
                            seeds,
                            SamplingSettings.DEFAULT,
                            new int[0]);
            while (!writing.isComplete()) {
                long start = System.nanoTime();
                writing.step();
                if (device(torch) || seconds.isEmpty()) {
                    writing.read(writing.written() - 1, writing.written());
                }
                seconds.add((System.nanoTime() - start) / 1e9);
            }
        }
        return seconds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** A card works on behind the call; reading a token waits for it. */
    private static boolean device(Torch torch) {
        return torch.device() instanceof Device.Cuda;
    }

    private void painting(PaintingShape shape, Mode mode) throws IOException {
        Precision precision = mode.painting(device);
        withRandom(
                shape.tensors(),
                precision,
                (torch, scope, weights) -> {
                    try (FluxDecoder decoder =
                            FluxDecoder.load(torch, scope, weights, shape.config(), precision)) {
                        int tokens = shape.rows() * shape.columns();
                        float[] values = new float[tokens * shape.config().semantic()];
                        Arrays.fill(values, 0.5f);
                        Tensor semantic = scope.floats(values, tokens, shape.config().semantic());
                        Schedule schedule =
                                Schedule.of(
                                        new ScheduleConfig(256, 4096, 0.5, 1.15),
                                        repeats + 1,
                                        tokens);
                        double[] seconds = new double[repeats + 1];
                        try (Painting painting =
                                decoder.start(
                                        new Condition.Chinese(semantic),
                                        decoder.noise(scope, 0, shape.rows(), shape.columns()),
                                        schedule,
                                        1)) {
                            for (int i = 0; painting.hasNext(); i++) {
                                long start = System.nanoTime();
                                painting.step();
                                if (device(torch)) {
                                    painting.latents(scope).toFloats();
                                }
                                seconds[i] = (System.nanoTime() - start) / 1e9;
                            }
                        }
                        report(
                                shape.name(),
                                mode,
                                "painting_step_s",
                                median(Arrays.copyOfRange(seconds, 1, repeats + 1)));
                    }
                });
    }

    /** Means over the posters, of which some are easier to guess ahead than others. */
    private void posters(Mode mode) {
        try (Engine engine = Engine.open(ModelFolder.builtIn(), mode.settings(device))) {
            double[] total = new double[repeats];
            double[] decoding = new double[repeats];
            double[] perCall = new double[repeats];
            for (int i = -1; i < repeats; i++) {
                for (String prompt : POSTERS) {
                    Poster poster = poster(engine, prompt);
                    if (i >= 0) {
                        total[i] += poster.seconds / POSTERS.size();
                        decoding[i] += poster.decoding / POSTERS.size();
                        perCall[i] += poster.tokensPerCall / POSTERS.size();
                    }
                }
            }
            report("builtin", mode, "tokens_per_call", median(perCall));
            report("builtin", mode, "vae_s", median(decoding));
            report("builtin", mode, "poster_s", median(total));
        }
    }

    /** A poster's seconds in all and of the autoencoder, and tokens written in a call. */
    private record Poster(double seconds, double decoding, double tokensPerCall) {}

    private static Poster poster(Engine engine, String prompt) {
        long start = System.nanoTime();
        long[] decoded = new long[1];
        List<Integer> calls = new ArrayList<>();
        engine.textToImage()
                .generate(
                        engine.request(prompt),
                        progress -> {
                            if (progress instanceof Progress.Decoding) {
                                decoded[0] = System.nanoTime();
                            } else if (progress instanceof Progress.Writing writing) {
                                calls.add(writing.done());
                            }
                        },
                        new Cancellation());
        long end = System.nanoTime();
        double tokens = calls.get(calls.size() - 1);
        return new Poster((end - start) / 1e9, (end - decoded[0]) / 1e9, tokens / calls.size());
    }

    private void withRandom(Map<String, long[]> shapes, Precision precision, Work work)
            throws IOException {
        Path file = Files.createTempFile("xomni-bench", ".safetensors");
        try {
            Files.delete(file);
            RandomCheckpoint.write(file, shapes);
            try (Torch torch = Torch.start(device);
                    Scope scope = torch.scope()) {
                work.run(
                        torch,
                        scope,
                        Weights.of(Safetensors.read(file), file, scope, precision.weights()));
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void report(String shape, Mode mode, String measure, double value) {
        report.accept(new Measurement(shape, mode, measure, value));
    }

    private static double median(int repeats, Runnable work) {
        List<Double> seconds = new ArrayList<>();
        for (int i = -1; i < repeats; i++) {
            long start = System.nanoTime();
            work.run();
            if (i >= 0) {
                seconds.add((System.nanoTime() - start) / 1e9);
            }
        }
        return median(seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private interface Work {
        void run(Torch torch, Scope scope, Weights weights);
    }
}
