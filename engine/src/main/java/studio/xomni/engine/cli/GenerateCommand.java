package studio.xomni.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.pipeline.GenerationDefaults;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ModelConfig;
import studio.xomni.engine.pipeline.ModelFiles;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.vision.ImageTokens;

/** {@code xomni generate}: text to pictures. Here the options; {@link Drawing} does the work. */
@Command(
        name = "generate",
        description = "Draws pictures from text.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class GenerateCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private final ModelOptions model = new ModelOptions();
    @Mixin private final SamplingOptions sampling = new SamplingOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(names = "--prompt", paramLabel = "TEXT", description = "What to draw; '' draws freely.")
    private @Nullable String prompt;

    @Option(
            names = "--image-size",
            arity = "1..2",
            paramLabel = "PIXELS",
            description =
                    "Height and width in pixels, multiples of 16; one value is a square (default:"
                            + " the model's).")
    private @Nullable List<Integer> imageSize;

    @Option(
            names = "--downsample-size",
            paramLabel = "PIXELS",
            description = "Pixels along a token's side; only the model's own, 16, is taken.")
    private int downsampleSize = 16;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the first picture; the next have the next (default: 1234).")
    private long seed = 1234;

    @Option(
            names = "--output-path",
            paramLabel = "FILE",
            description = "The picture, a PNG file (default: ./output.png).")
    private @Nullable Path outputPath;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Painting steps (default: the model's).")
    private @Nullable Integer steps;

    @Option(
            names = "--decoder-seed",
            paramLabel = "N",
            description = "Seed of the painting's noise (default: the picture's seed).")
    private @Nullable Long decoderSeed;

    @Option(
            names = "--tokens-out",
            paramLabel = "FILE",
            description = "Write the picture's tokens there, as JSON.")
    private @Nullable Path tokensOut;

    @Option(
            names = "--tokens-in",
            paramLabel = "FILE",
            description = "Paint these tokens instead of writing new ones.")
    private @Nullable Path tokensIn;

    @Option(
            names = "--rows",
            paramLabel = "FILE",
            description =
                    "Keep the finished rows of tokens there; where the file exists, go on from"
                            + " them. It is deleted when the pictures are done.")
    private @Nullable Path rows;

    @Option(
            names = "--preview",
            paramLabel = "FILE",
            description =
                    "A coarse look at the picture, a PNG file that is written anew at each row of"
                            + " tokens and each painting step.")
    private @Nullable Path preview;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "Pictures, 1 to 16, to FILE-1.png, FILE-2.png … (default: 1).")
    private int count = 1;

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description =
                    "Draw many: one JSON object {id, prompt, height, width, seed} a line. Pictures"
                            + " that are there already are skipped.")
    private @Nullable Path prompts;

    @Option(
            names = "--output-folder",
            paramLabel = "DIR",
            description = "Where the pictures of --prompts go.")
    private @Nullable Path outputFolder;

    GenerateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        requireOneSource();
        ModelFolder folder = model.forPictures();
        ModelConfig config = ModelConfig.read(folder.checkpoint());
        requireCell(config);
        ImageRequest request = request(folder, config);
        List<Order> orders = orders(request, config);
        var files = new ModelFiles(folder, config);
        files.requireForPictures();
        if (tokensIn != null && prompt == null && files.readsPrompt()) {
            throw new UsageException(
                    Sentence.of(
                            "This model's image decoder reads the prompt too: give --prompt beside --tokens-in."));
        }
        var settings = new EffectiveSettings(model, config).with(request);
        new Drawing(terminal, folder, model.settings(), settings, output.json()).run(orders);
        return 0;
    }

    private void requireOneSource() {
        if (prompts == null) {
            if (outputFolder != null) {
                throw new UsageException(Sentence.of("--output-folder goes with --prompts."));
            }
            if (rows != null && tokensIn != null) {
                throw new UsageException(
                        Sentence.of(
                                "--rows does not go with --tokens-in: those tokens are all there."));
            }
            if (prompt == null && tokensIn == null) {
                throw new UsageException(
                        Sentence.of(
                                "There is no prompt: give --prompt TEXT ('' draws freely), --prompts FILE or --tokens-in FILE."));
            }
            return;
        }
        if (outputFolder == null) {
            throw new UsageException(Sentence.of("--prompts wants --output-folder beside it."));
        }
        forbidBesidePrompts("--prompt", prompt != null);
        forbidBesidePrompts("--output-path", outputPath != null);
        forbidBesidePrompts("--tokens-in", tokensIn != null);
        forbidBesidePrompts("--tokens-out", tokensOut != null);
        forbidBesidePrompts("--rows", rows != null);
        forbidBesidePrompts("--preview", preview != null);
        forbidBesidePrompts("--count", count != 1);
    }

    private static void forbidBesidePrompts(String option, boolean given) {
        if (given) {
            throw new UsageException(Sentence.of("%s does not go with --prompts.", option));
        }
    }

    private void requireCell(ModelConfig config) {
        if (downsampleSize != config.cell()) {
            throw new UsageException(
                    Sentence.of(
                            "--downsample-size must be %d, the pixels along a side of the model's tokens, got %d.",
                            config.cell(), downsampleSize));
        }
    }

    /** The request of this command line; what is not given, the model says. */
    private ImageRequest request(ModelFolder folder, ModelConfig config) {
        ImageRequest request =
                ImageRequest.of(folder, config, prompt == null ? "" : prompt)
                        .withSampling(
                                sampling.settings(GenerationDefaults.read(folder.checkpoint())))
                        .withSeed(seed, count)
                        .withPaint(
                                new ImageRequest.PaintSettings(
                                        steps == null ? config.steps() : steps,
                                        decoderSeed == null
                                                ? new ImageRequest.PaintSeed.OfTokens()
                                                : new ImageRequest.PaintSeed.Own(decoderSeed)));
        if (imageSize == null) {
            return request;
        }
        if (imageSize.size() > 2) {
            throw new UsageException(
                    Sentence.of(
                            "--image-size takes a height and a width, got %d values.",
                            imageSize.size()));
        }
        return request.withSize(imageSize.get(0), imageSize.get(imageSize.size() - 1));
    }

    private List<Order> orders(ImageRequest request, ModelConfig config) {
        if (prompts != null && outputFolder != null) {
            List<Order> all = Order.ofPrompts(PromptsFile.read(prompts, request), outputFolder);
            makeFolder(outputFolder);
            return missing(all, outputFolder);
        }
        ImageRequest sized = request;
        Order.Source source =
                rows == null ? new Order.Source.Written() : new Order.Source.Kept(rows);
        if (tokensIn != null) {
            ImageTokens tokens = TokensFile.read(tokensIn, config.codebook().codebookSize());
            sized =
                    request.withSize(
                            tokens.rows() * config.cell(), tokens.columns() * config.cell());
            if (imageSize != null
                    && (sized.height() != request.height() || sized.width() != request.width())) {
                throw new UsageException(
                        Sentence.of(
                                "The tokens of %s make a picture of %d×%d (height × width), --image-size wants %d×%d.",
                                tokensIn,
                                sized.height(),
                                sized.width(),
                                request.height(),
                                request.width()));
            }
            source = new Order.Source.Given(tokens);
        }
        return List.of(order(sized, source));
    }

    private Order order(ImageRequest request, Order.Source source) {
        Path picture = outputPath == null ? Path.of("./output.png") : outputPath;
        List<Path> pictures = Order.numbered(picture, count);
        List<Path> tokens = tokensOut == null ? List.of() : Order.numbered(tokensOut, count);
        List<Path> previews = preview == null ? List.of() : Order.numbered(preview, count);
        Map<Path, String> options = new HashMap<>();
        pictures.forEach(file -> options.put(file, "--output-path"));
        requireOthers(options, "--tokens-out", tokens);
        requireOthers(options, "--preview", previews);
        requireOthers(options, "--rows", rows == null ? List.of() : List.of(rows));
        return new Order("", request, source, pictures, tokens, previews);
    }

    private static void requireOthers(Map<Path, String> named, String option, List<Path> files) {
        for (Path file : files) {
            String other = named.putIfAbsent(file, option);
            if (other != null) {
                throw new UsageException(
                        Sentence.of("%s and %s both name %s.", other, option, file));
            }
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UsageException(Sentence.of("The folder %s cannot be made.", folder), e);
        }
    }

    /** The orders whose pictures are not there yet: a run that was stopped goes on. */
    private List<Order> missing(List<Order> all, Path folder) {
        List<Order> missing = all.stream().filter(order -> !order.isDone()).toList();
        if (missing.size() < all.size()) {
            terminal.err()
                    .println(
                            "Skipped %d of %d pictures, they are in %s already."
                                    .formatted(all.size() - missing.size(), all.size(), folder));
        }
        return missing;
    }
}
