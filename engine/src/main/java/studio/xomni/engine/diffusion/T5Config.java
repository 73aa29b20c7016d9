package studio.xomni.engine.diffusion;

import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.ArgumentException;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * Sizes of the T5 encoder, from {@code text_encoder_2/config.json}. Source: transformers' {@code
 * T5Config}.
 *
 * @param vocabulary token ids
 * @param width of the hidden states
 * @param inner width inside the feed-forward part
 * @param layers blocks
 * @param heads attention heads
 * @param headSize elements of a head
 * @param buckets into which distances between tokens are sorted, half of them for each side
 * @param farthest distance from which on all share the last bucket
 * @param epsilon of the norms
 */
public record T5Config(
        int vocabulary,
        int width,
        int inner,
        int layers,
        int heads,
        int headSize,
        int buckets,
        int farthest,
        double epsilon) {

    public T5Config {
        positive("vocab_size", vocabulary);
        positive("d_model", width);
        positive("d_ff", inner);
        positive("num_layers", layers);
        positive("num_heads", heads);
        positive("d_kv", headSize);
        if (buckets < 4 || buckets % 4 != 0 || farthest <= buckets / 4) {
            throw new ArgumentException(
                    Sentence.of(
                            "relative_attention_num_buckets must be a multiple of 4, a quarter of it below relative_attention_max_distance, got %d and %d.",
                            buckets, farthest));
        }
        if (!(epsilon > 0)) {
            throw new ArgumentException(
                    Sentence.of("layer_norm_epsilon must be above 0, got %s.", epsilon));
        }
    }

    /**
     * Reads {@code config.json}.
     *
     * @throws CheckpointException when a key is missing or its value makes no sense
     */
    public static T5Config from(Json json) {
        if (!json.text("feed_forward_proj").equals("gated-gelu")) {
            throw json.mustBe("feed_forward_proj", "gated-gelu");
        }
        try {
            return new T5Config(
                    json.integer("vocab_size"),
                    json.integer("d_model"),
                    json.integer("d_ff"),
                    json.integer("num_layers"),
                    json.integer("num_heads"),
                    json.integer("d_kv"),
                    json.integer("relative_attention_num_buckets", 32),
                    json.integer("relative_attention_max_distance", 128),
                    json.number("layer_norm_epsilon", 1e-6));
        } catch (ArgumentException e) {
            throw json.wrong(e);
        }
    }

    private static void positive(String key, int value) {
        if (value < 1) {
            throw new ArgumentException(Sentence.of("%s must be 1 or more, got %d.", key, value));
        }
    }
}
