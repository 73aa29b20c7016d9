package studio.xomni.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ModelConfig;
import studio.xomni.engine.pipeline.ModelFiles;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.pipeline.Previews;
import studio.xomni.engine.vision.OutputFile;

/** {@code xomni previews}: learns a model's coarse previews from pictures that it draws. */
@Command(
        name = "previews",
        description = "Learns how a model's unfinished pictures look, from pictures that it draws.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PreviewsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private final ModelOptions model = new ModelOptions();

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            required = true,
            description = "What to draw, as for generate: one JSON object a line.")
    private @Nullable Path prompts;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "60",
            description = "Pictures, the first of the file (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--output-path",
            paramLabel = "FILE",
            required = true,
            description = "Where what is learned is kept; what the file holds already is added to.")
    private @Nullable Path output;

    @SuppressWarnings("UnusedVariable")
    @Option(names = "--verbose", description = "Follow an error with its trace.")
    private boolean verbose; // looked up by Main, before options are parsed

    PreviewsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw new UsageException(Sentence.of("--count must be 1 or more, got %s.", count));
        }
        if (prompts == null || output == null) {
            throw new IllegalStateException("picocli requires them");
        }
        Path file = output;
        OutputFile.requireWritable(file);
        ModelFolder folder = model.forPictures();
        ModelConfig config = ModelConfig.read(folder.checkpoint());
        List<ImageRequest> requests =
                PromptsFile.read(prompts, ImageRequest.of(folder, config, "")).stream()
                        .limit(count)
                        .map(PromptsFile.Line::request)
                        .toList();
        new ModelFiles(folder, config).requireForPictures();
        Previews previews = Previews.open(file, config.codebook().codebookSize());
        draw(requests, folder, previews, file);
        return 0;
    }

    /** What was learned is kept after each picture. */
    private void draw(
            List<ImageRequest> requests, ModelFolder folder, Previews previews, Path file) {
        int tokens = requests.stream().mapToInt(r -> r.height() / 16 * (r.width() / 16)).sum();
        int steps = requests.stream().mapToInt(r -> r.paint().steps()).sum();
        var timeLeft = new TimeLeft(System::nanoTime, tokens, steps);
        try (Work work = Work.open(folder, model.settings(), terminal, timeLeft, "")) {
            var model = work.engine().textToImage().withPreviews(previews);
            for (int i = 0; i < requests.size(); i++) {
                work.requireWanted();
                work.line().title("Picture %d of %d".formatted(i + 1, requests.size()));
                var unused =
                        model.generate(requests.get(i), work.progress(), terminal.cancellation());
                previews.save(file);
            }
            work.say(
                    "Wrote %s: the colours of %d codes, from %d pictures (%s)."
                            .formatted(
                                    file, previews.knownCodes(), requests.size(), work.elapsed()));
        }
    }
}
