package studio.xomni.engine.diffusion;

import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.ArgumentException;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * Sizes of the CLIP text encoder, from {@code text_encoder/config.json}. Source: transformers'
 * {@code CLIPTextConfig}.
 *
 * @param vocabulary token ids
 * @param positions longest text in tokens
 * @param width of the hidden states
 * @param inner width inside the feed-forward part
 * @param layers blocks
 * @param heads attention heads
 * @param quick whether the activation is x · sigmoid(1.702 · x), else the exact GELU
 * @param epsilon of the norms
 * @param end id of the token that ends a text
 */
public record ClipConfig(
        int vocabulary,
        int positions,
        int width,
        int inner,
        int layers,
        int heads,
        boolean quick,
        double epsilon,
        int end) {

    /** Older files state this id for the end and mean the largest one. */
    private static final int LEGACY_END = 2;

    public ClipConfig {
        positive("vocab_size", vocabulary);
        positive("max_position_embeddings", positions);
        positive("hidden_size", width);
        positive("intermediate_size", inner);
        positive("num_hidden_layers", layers);
        positive("num_attention_heads", heads);
        if (width % heads != 0) {
            throw new ArgumentException(
                    Sentence.of(
                            "hidden_size must be a multiple of num_attention_heads, got %d and %d.",
                            width, heads));
        }
        if (!(epsilon > 0)) {
            throw new ArgumentException(
                    Sentence.of("layer_norm_eps must be above 0, got %s.", epsilon));
        }
    }

    /**
     * Reads {@code config.json}.
     *
     * @throws CheckpointException when a key is missing or its value makes no sense
     */
    public static ClipConfig from(Json json) {
        boolean quick =
                switch (json.text("hidden_act")) {
                    case "quick_gelu" -> true;
                    case "gelu" -> false;
                    default -> throw json.wrong("hidden_act", "\"quick_gelu\" or \"gelu\"");
                };
        try {
            return new ClipConfig(
                    json.integer("vocab_size"),
                    json.integer("max_position_embeddings"),
                    json.integer("hidden_size"),
                    json.integer("intermediate_size"),
                    json.integer("num_hidden_layers"),
                    json.integer("num_attention_heads"),
                    quick,
                    json.number("layer_norm_eps", 1e-5),
                    json.integer("eos_token_id"));
        } catch (ArgumentException e) {
            throw json.wrong(e);
        }
    }

    /**
     * Where the pooled vector is taken: at the first end token, or at the first largest id where
     * the file states the legacy id; at 0 where there is no end.
     */
    int pooledAt(int[] ids) {
        int at = 0;
        for (int i = 0; i < ids.length; i++) {
            if (end == LEGACY_END) {
                at = ids[i] > ids[at] ? i : at;
            } else if (ids[i] == end) {
                return i;
            }
        }
        return at;
    }

    private static void positive(String key, int value) {
        if (value < 1) {
            throw new ArgumentException(Sentence.of("%s must be 1 or more, got %d.", key, value));
        }
    }
}
