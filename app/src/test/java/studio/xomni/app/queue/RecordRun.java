package studio.xomni.app.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import studio.xomni.engine.Engine;
import studio.xomni.engine.pipeline.Cancellation;
import studio.xomni.engine.pipeline.EngineSettings;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.vision.ImageTokens;

/**
 * Records when the steps of real runs of the built-in model come, for {@link EstimateTest}: {@code
 * RecordRun FOLDER RUNS PICTURES}.
 */
final class RecordRun {

    private static final String PROMPT =
            "A poster with a dark blue background and the title \"SUMMER SALE\" in white";

    private RecordRun() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        int pictures = Integer.parseInt(arguments[2]);
        try (Engine engine = Engine.open(ModelFolder.builtIn(), EngineSettings.bfloat16())) {
            engine.load(part -> {});
            for (int run = 0; run < runs; run++) {
                ImageRequest request = engine.request(PROMPT).withSeed(run * 100L, pictures);
                Path file = folder.resolve("run-%d-%d.csv".formatted(pictures, run));
                Files.write(file, record(engine, request));
                System.out.println("Wrote " + file);
            }
        }
    }

    private static List<String> record(Engine engine, ImageRequest request) {
        List<String> lines = new ArrayList<>();
        long start = System.nanoTime();
        var drawing = engine.textToImage();
        var cancellation = new Cancellation();
        List<ImageTokens> tokens =
                drawing.write(request, step -> note(lines, step, start), cancellation);
        for (int i = 0; i < tokens.size(); i++) {
            drawing.paint(
                    tokens.get(i), request, i, step -> note(lines, step, start), cancellation);
            lines.add(line("finished", i, 0, start));
        }
        return lines;
    }

    private static void note(List<String> lines, Progress step, long start) {
        if (step instanceof Progress.Writing writing) {
            lines.add(line("writing", 0, writing.done(), start));
        } else if (step instanceof Progress.Painting painting) {
            lines.add(line("painting", painting.picture(), painting.done(), start));
        } else if (step instanceof Progress.Decoding decoding) {
            lines.add(line("decoding", decoding.picture(), 0, start));
        }
    }

    private static String line(String kind, int picture, int done, long start) {
        return String.format(
                Locale.ROOT,
                "%s,%d,%d,%.4f",
                kind,
                picture,
                done,
                (System.nanoTime() - start) / 1e9);
    }
}
