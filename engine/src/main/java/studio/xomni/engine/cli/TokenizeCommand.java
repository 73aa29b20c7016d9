package studio.xomni.engine.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.pipeline.ModelConfig;
import studio.xomni.engine.pipeline.ModelFiles;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.OutputFile;
import studio.xomni.engine.vision.Picture;

/** {@code xomni tokenize}: a picture to image tokens. */
@Command(
        name = "tokenize",
        description = "Turns a picture into image tokens.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class TokenizeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private final ModelOptions model = new ModelOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--image-path",
            required = true,
            paramLabel = "FILE",
            description = "The picture: PNG, JPEG, WebP, GIF, BMP or TIFF.")
    private Path imagePath = Path.of("");

    @Option(
            names = "--tokens-out",
            paramLabel = "FILE",
            description = "Write the tokens there, as JSON.")
    private @Nullable Path tokensOut;

    TokenizeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (tokensOut == null && !output.json()) {
            throw new UsageException(
                    Sentence.of(
                            "There is nowhere to put the tokens: give --tokens-out FILE or --json."));
        }
        ModelFolder folder = model.folder();
        ModelConfig config = ModelConfig.read(folder.checkpoint());
        Picture picture = PictureInput.read(imagePath, config.transform());
        if (tokensOut != null) {
            OutputFile.requireWritable(tokensOut);
        }
        new ModelFiles(folder, config).requireForTokens();
        var nothingToEstimate = new TimeLeft(System::nanoTime, 0, 0);
        try (Work work = Work.open(folder, model.settings(), terminal, nothingToEstimate, "")) {
            ImageTokens tokens = work.engine().imageTokenizer().tokenize(picture, work.progress());
            work.requireWanted();
            if (tokensOut != null) {
                TokensFile.write(tokensOut, tokens);
            }
            work.say(
                    output.json()
                            ? TokensFile.json(tokens).toString()
                            : "Wrote %s (%d×%d tokens, rows × columns, %s)."
                                    .formatted(
                                            tokensOut,
                                            tokens.rows(),
                                            tokens.columns(),
                                            work.elapsed()));
        }
        return 0;
    }
}
