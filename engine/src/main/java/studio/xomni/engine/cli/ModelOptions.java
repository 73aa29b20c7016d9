package studio.xomni.engine.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.pipeline.EngineSettings;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;

/** Which model, and how it is run: options that several commands share. */
final class ModelOptions {

    @Option(
            names = "--model_name_or_path",
            paramLabel = "DIR",
            description = "Folder of an X-Omni checkpoint; without it the built-in model runs.")
    private @Nullable Path model;

    @Option(
            names = "--flux_model_name_or_path",
            paramLabel = "DIR",
            description = "Folder of FLUX.1-dev, which holds VAE, scheduler and text encoders.")
    private @Nullable Path flux;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "cpu or cuda:N (default: cpu).")
    private String device = "cpu";

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description =
                    "float32 or bfloat16, for all parts; without it each part runs in the type that"
                            + " the checkpoint names.")
    private @Nullable String dtype;

    @Option(
            names = "--quantize",
            paramLabel = "KIND",
            description =
                    "none or int8, of the language model's matrices and, on processors with"
                            + " AVX512-VNNI, the image decoder's (default: none).")
    private String quantize = "none";

    @Option(
            names = "--memory",
            paramLabel = "MODE",
            description =
                    "full: all parts stay loaded; lean: language model in int8, freed before"
                            + " painting; minimal: every part freed after its stage, large pictures"
                            + " decoded in tiles (default: full).")
    private String memory = "full";

    /** The model's folders, for commands that paint. */
    ModelFolder forPictures() {
        if (model != null && flux == null) {
            throw new UsageException(
                    Sentence.of(
                            "--model_name_or_path wants --flux_model_name_or_path beside it, the folder of FLUX.1-dev: the VAE is there."));
        }
        return folder();
    }

    /** The model's folders; the one of FLUX.1-dev may be left out, where nothing reads it. */
    ModelFolder folder() {
        if (model == null) {
            if (flux != null) {
                throw new UsageException(
                        Sentence.of(
                                "--flux_model_name_or_path wants --model_name_or_path beside it; the built-in model has its own."));
            }
            return ModelFolder.builtIn();
        }
        return new ModelFolder(model, flux == null ? model : flux);
    }

    /** The model as it was named. */
    String name() {
        return model == null ? "built-in" : model.toString();
    }

    EngineSettings settings() {
        return new EngineSettings(Device.parse(device), types(), int8(), memory(memory));
    }

    private EngineSettings.Types types() {
        if (dtype == null) {
            return new EngineSettings.Types.AsConfigured();
        }
        return new EngineSettings.Types.All(
                switch (dtype) {
                    case "float32" -> DType.FLOAT32;
                    case "bfloat16" -> DType.BFLOAT16;
                    default ->
                            throw new UsageException(
                                    Sentence.of(
                                            "--dtype must be float32 or bfloat16, got \"%s\".",
                                            dtype));
                });
    }

    /** The mode of a name. */
    static Memory memory(String name) {
        return switch (name) {
            case "full" -> Memory.FULL;
            case "lean" -> Memory.LEAN;
            case "minimal" -> Memory.MINIMAL;
            default ->
                    throw new UsageException(
                            Sentence.of(
                                    "--memory must be full, lean or minimal, got \"%s\".", name));
        };
    }

    private boolean int8() {
        return switch (quantize) {
            case "none" -> false;
            case "int8" -> true;
            default ->
                    throw new UsageException(
                            Sentence.of("--quantize must be none or int8, got \"%s\".", quantize));
        };
    }
}
