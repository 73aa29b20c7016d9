package studio.xomni.engine.pipeline;

import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.language.LanguageModel;
import studio.xomni.engine.sampling.SamplingSettings;

/**
 * What is asked of {@link TextToImage}. {@link Engine#request} gives one with the model's defaults.
 *
 * @param prompt what was typed; empty draws freely
 * @param height pixels, a multiple of 16
 * @param width pixels, a multiple of 16
 * @param sampling how tokens are drawn
 * @param seed of the first picture; the next have the next seeds
 * @param count pictures, 1 to 16
 * @param paint how the tokens are painted
 */
public record ImageRequest(
        String prompt,
        int height,
        int width,
        SamplingSettings sampling,
        long seed,
        int count,
        PaintSettings paint) {

    /** Pixels along the side of a token's cell. */
    public static final int CELL = 16;

    /**
     * How tokens are painted.
     *
     * @param steps painting steps
     * @param seed of the noise that the painting starts from
     */
    public record PaintSettings(int steps, PaintSeed seed) {

        /** More would take hours and change nothing. */
        private static final int MOST_STEPS = 1000;

        public PaintSettings {
            if (steps < 1 || steps > MOST_STEPS) {
                throw new UsageException(
                        Sentence.of(
                                "The painting steps must be from 1 to %d, got %d.",
                                MOST_STEPS, steps));
            }
        }
    }

    /** The seed of the painting's noise. */
    public sealed interface PaintSeed {

        /** The seed that the tokens were drawn with. */
        record OfTokens() implements PaintSeed {}

        /** A seed of its own. */
        record Own(long value) implements PaintSeed {}
    }

    public ImageRequest {
        if (height < CELL || width < CELL || height % CELL != 0 || width % CELL != 0) {
            throw new UsageException(
                    Sentence.of(
                            "A picture's sides must be multiples of 16 pixels, got %d×%d (height × width).",
                            height, width));
        }
        if (count < 1 || count > LanguageModel.MOST_PICTURES) {
            throw new UsageException(
                    Sentence.of(
                            "From 1 to %d pictures are drawn at once, got %d.",
                            LanguageModel.MOST_PICTURES, count));
        }
    }

    /**
     * A request for one picture with a model's defaults: the size is that of its {@code
     * studio.json}, where it has one, else the release's.
     */
    public static ImageRequest of(ModelFolder folder, ModelConfig config, String prompt) {
        ModelCard.Size size = ModelCard.read(folder).defaultSize();
        return new ImageRequest(
                prompt,
                size.height(),
                size.width(),
                SamplingSettings.DEFAULT,
                1234,
                1,
                new PaintSettings(config.steps(), new PaintSeed.OfTokens()));
    }

    public ImageRequest withPrompt(String typed) {
        return new ImageRequest(typed, height, width, sampling, seed, count, paint);
    }

    public ImageRequest withSize(int newHeight, int newWidth) {
        return new ImageRequest(prompt, newHeight, newWidth, sampling, seed, count, paint);
    }

    public ImageRequest withSampling(SamplingSettings settings) {
        return new ImageRequest(prompt, height, width, settings, seed, count, paint);
    }

    public ImageRequest withSeed(long first, int pictures) {
        return new ImageRequest(prompt, height, width, sampling, first, pictures, paint);
    }

    public ImageRequest withPaint(PaintSettings settings) {
        return new ImageRequest(prompt, height, width, sampling, seed, count, settings);
    }

    /** The seed of the painting of a picture. */
    long paintSeed(int picture) {
        return paint.seed() instanceof PaintSeed.Own own ? own.value() : seed + picture;
    }
}
