package studio.xomni.engine.pipeline;

import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;

/**
 * How answers are written, always the likeliest id next.
 *
 * @param maxNewTokens ids after which an answer is cut
 * @param repetitionPenalty makes ids that were there before less likely, 1 is off
 */
public record ChatSettings(int maxNewTokens, double repetitionPenalty) {

    /** As the release's script. */
    public static final ChatSettings DEFAULT = new ChatSettings(512, 1);

    public ChatSettings {
        if (maxNewTokens < 1) {
            throw new UsageException(
                    Sentence.of("An answer has 1 or more new tokens, got %s.", maxNewTokens));
        }
        if (!(repetitionPenalty > 0 && repetitionPenalty <= 100)) {
            throw new UsageException(
                    Sentence.of(
                            "The repetition penalty must be above 0 and at most 100, got %s.",
                            repetitionPenalty));
        }
    }
}
