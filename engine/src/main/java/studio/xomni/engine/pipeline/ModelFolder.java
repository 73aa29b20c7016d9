package studio.xomni.engine.pipeline;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * Where a model's files are.
 *
 * @param checkpoint X-Omni's folder: {@code config.json}, language model, tokenizers, image decoder
 * @param flux the FLUX.1-dev folder beside it: VAE, scheduler, text encoders
 */
public record ModelFolder(Path checkpoint, Path flux) {

    /**
     * The built-in model, which the build puts beside the program.
     *
     * @throws CheckpointException when it is not there
     */
    public static ModelFolder builtIn() {
        try {
            Path program =
                    Path.of(
                            ModelFolder.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            Path folder = program.resolveSibling("builtin");
            if (!Files.isDirectory(folder)) {
                throw new CheckpointException(
                        Sentence.of(
                                "The built-in model is missing: %s is not there; build the project or name a model with --model_name_or_path.",
                                folder));
            }
            return new ModelFolder(folder.resolve("checkpoint"), folder.resolve("flux"));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
