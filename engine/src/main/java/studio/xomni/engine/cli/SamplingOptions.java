package studio.xomni.engine.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import studio.xomni.engine.pipeline.GenerationDefaults;
import studio.xomni.engine.sampling.SamplingSettings;

/** How image tokens are drawn. */
final class SamplingOptions {

    @Option(
            names = "--cfg-scale",
            paramLabel = "X",
            description =
                    "Classifier-free guidance of the language model, 1 is off (default: 1.0).")
    private double cfgScale = SamplingSettings.DEFAULT.guidance();

    @Option(
            names = "--temperature",
            paramLabel = "X",
            description = "Divides the logits (default: the checkpoint's, else 1.0).")
    private @Nullable Double temperature;

    @Option(
            names = "--min-p",
            paramLabel = "X",
            description =
                    "Keep tokens at least this times as likely as the likeliest (default: 0.03).")
    private double minP = SamplingSettings.DEFAULT.minP();

    @Option(
            names = "--top-p",
            paramLabel = "X",
            description =
                    "Keep the likeliest tokens that together reach this (default: the"
                            + " checkpoint's, else 1.0).")
    private @Nullable Double topP;

    @Option(
            names = "--top-k",
            paramLabel = "N",
            description =
                    "Keep the N likeliest tokens, 0 is off (default: the checkpoint's, else 50).")
    private @Nullable Integer topK;

    /** The settings; what was not given, the defaults say. */
    SamplingSettings settings(GenerationDefaults defaults) {
        return new SamplingSettings(
                cfgScale,
                temperature == null ? defaults.temperature() : temperature,
                topK == null ? defaults.topK() : topK,
                topP == null ? defaults.topP() : topP,
                minP,
                defaults.repetitionPenalty());
    }
}
