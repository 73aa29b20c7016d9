package studio.xomni.engine.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Consumer;
import studio.xomni.engine.Engine;
import studio.xomni.engine.pipeline.Cancellation;
import studio.xomni.engine.pipeline.GeneratedImage;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.pipeline.Previews;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.vision.ImageTokens;

/**
 * What previews cost of a poster of the built-in model, in processor time of the thread that works.
 * With one thread of libtorch, that is all of it.
 */
public final class PreviewBench implements Consumer<Progress> {

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final Previews previews;
    private final int rows;
    private final int columns;
    private final int[] codes;
    private long nanos;
    private long since;

    private PreviewBench(Previews previews, ImageRequest request) {
        this.previews = previews;
        this.rows = request.height() / 16;
        this.columns = request.width() / 16;
        this.codes = new int[rows * columns];
    }

    /**
     * The processor time of one poster.
     *
     * @param previews nanoseconds of all its previews and of learning from it
     * @param whole nanoseconds of the poster, previews included
     */
    public record Cost(Mode mode, long previews, long whole) {}

    /** Makes a poster twice and measures the second. */
    public static Cost measure(Mode mode) {
        ModelFolder folder = ModelFolder.builtIn();
        try (Engine engine = Engine.open(folder, mode.settings(new Device.Cpu()))) {
            ImageRequest request = engine.request("A poster with the title \"SUMMER SALE\"");
            Previews previews = Previews.shipped(folder, engine.config());
            GeneratedImage unused = run(engine, previews, request, progress -> {});
            var bench = new PreviewBench(previews, request);
            long start = CLOCK.getCurrentThreadCpuTime();
            GeneratedImage image = run(engine, previews, request, bench);
            long whole = CLOCK.getCurrentThreadCpuTime() - start;
            return new Cost(mode, bench.nanos + learning(previews, image), whole);
        }
    }

    private static GeneratedImage run(
            Engine engine, Previews previews, ImageRequest request, Consumer<Progress> progress) {
        return engine.textToImage()
                .withPreviews(previews)
                .generate(request, progress, new Cancellation())
                .get(0);
    }

    /** Learning tells no listener; it is done once more. */
    private static long learning(Previews previews, GeneratedImage image) {
        ImageTokens tokens = image.tokens();
        float[] latents = new float[16 * 4 * tokens.codes().length];
        long start = CLOCK.getCurrentThreadCpuTime();
        previews.learn(tokens, latents, image.picture());
        return CLOCK.getCurrentThreadCpuTime() - start;
    }

    /** Between the end of a step and its preview nothing else is done. */
    @Override
    public void accept(Progress progress) {
        long now = CLOCK.getCurrentThreadCpuTime();
        if (progress instanceof Progress.Row row) {
            System.arraycopy(row.codes(), 0, codes, row.row() * columns, columns);
            int written = row.row() + 1;
            var unused =
                    previews.writing(
                            new ImageTokens(
                                    written, columns, Arrays.copyOf(codes, written * columns)),
                            rows);
            nanos += CLOCK.getCurrentThreadCpuTime() - now;
        } else if (progress instanceof Progress.Painting) {
            since = now;
        } else if (progress instanceof Progress.Preview) {
            nanos += now - since;
        }
    }
}
