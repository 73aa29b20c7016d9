package studio.xomni.engine.sampling;

import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;

/**
 * How image tokens are drawn. The filters act in this order, as in transformers 4.51: guidance,
 * temperature, top-k, top-p, min-p.
 *
 * @param guidance scale of classifier-free guidance in the language model, 1 is off
 * @param temperature divides the logits, above 0
 * @param topK only the k likeliest tokens stay, 0 is off
 * @param topP only the likeliest tokens stay that together reach this probability, 1 is off
 * @param minP only tokens stay that are at least this times as likely as the likeliest, 0 is off
 */
public record SamplingSettings(
        double guidance,
        double temperature,
        int topK,
        double topP,
        double minP,
        double repetitionPenalty) {

    /** The defaults of the release's script; top-k is its library's. */
    public static final SamplingSettings DEFAULT = new SamplingSettings(1, 1, 50, 1, 0.03, 1);

    /** Above it nothing but noise is left; a typing error more likely than a wish. */
    private static final double LARGEST = 100;

    public SamplingSettings {
        require(
                guidance >= 0 && guidance <= LARGEST,
                Sentence.of("The CFG scale must be from 0 to 100, got %s.", guidance));
        require(
                temperature > 0 && temperature <= LARGEST,
                Sentence.of(
                        "The temperature must be above 0 and at most 100, got %s.", temperature));
        require(topK >= 0, Sentence.of("top-k must be 0 (off) or more, got %d.", topK));
        require(
                topP > 0 && topP <= 1,
                Sentence.of("top-p must be above 0 and at most 1, got %s.", topP));
        require(
                repetitionPenalty > 0 && repetitionPenalty <= LARGEST,
                Sentence.of(
                        "The repetition penalty must be above 0 and at most 100, got %s.",
                        repetitionPenalty));
        require(minP >= 0 && minP <= 1, Sentence.of("min-p must be from 0 to 1, got %s.", minP));
    }

    /** The same without a repetition penalty. */
    public SamplingSettings(
            double guidance, double temperature, int topK, double topP, double minP) {
        this(guidance, temperature, topK, topP, minP, 1);
    }

    /** Whether a second sequence without the prompt is needed. */
    public boolean guided() {
        return guidance != 1;
    }

    private static void require(boolean right, Sentence refusal) {
        if (!right) {
            throw new UsageException(refusal);
        }
    }
}
