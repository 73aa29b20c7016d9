package studio.xomni.engine.language;

import java.util.List;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.ArgumentException;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.torch.DType;

/**
 * Sizes of the language model, from {@code config.json} of a checkpoint. Source: the release's
 * {@code XOmniConfig}, an extension of Qwen2's.
 *
 * @param hidden width of the hidden states
 * @param inner width inside the feed-forward part
 * @param layers all blocks
 * @param adaptLayers image-only blocks at the start
 * @param headLayers image-only blocks at the end
 * @param heads query heads
 * @param kvHeads key and value heads
 * @param text size of the text vocabulary; image token i has the id {@code text + i}
 * @param multimodal rows of the multimodal tables
 * @param image codes of the image codebook
 * @param positions longest sequence
 * @param epsilon of the RMS norms
 * @param theta base of the rotary angles
 * @param dtype the type the model is meant to run in; the rotary frequencies are rounded to it
 * @param specials the tokens that start an image, end it, and stand before its codes
 */
public record LanguageConfig(
        int hidden,
        int inner,
        int layers,
        int adaptLayers,
        int headLayers,
        int heads,
        int kvHeads,
        int text,
        int multimodal,
        int image,
        int positions,
        double epsilon,
        double theta,
        DType dtype,
        List<String> specials) {

    public LanguageConfig {
        positive("hidden_size", hidden);
        positive("intermediate_size", inner);
        positive("num_hidden_layers", layers);
        positive("num_attention_heads", heads);
        positive("num_key_value_heads", kvHeads);
        positive("vocab_size", text);
        positive("mm_vocab_size", multimodal);
        positive("image_vocab_size", image);
        positive("max_position_embeddings", positions);
        if (hidden % heads != 0 || hidden / heads % 2 != 0) {
            throw new ArgumentException(
                    Sentence.of(
                            "hidden_size %d must be an even multiple of num_attention_heads %d.",
                            hidden, heads));
        }
        if (heads % kvHeads != 0) {
            throw new ArgumentException(
                    Sentence.of(
                            "num_attention_heads %d must be a multiple of num_key_value_heads %d.",
                            heads, kvHeads));
        }
        if (adaptLayers < 0 || headLayers < 0 || adaptLayers + headLayers > layers) {
            throw new ArgumentException(
                    Sentence.of(
                            "num_mm_adap_layers %d and num_mm_head_layers %d must fit into num_hidden_layers %d.",
                            adaptLayers, headLayers, layers));
        }
        if (image > multimodal) {
            throw new ArgumentException(
                    Sentence.of(
                            "image_vocab_size %d must not exceed mm_vocab_size %d.",
                            image, multimodal));
        }
        if (!(epsilon > 0) || !(theta > 0)) {
            throw new ArgumentException(
                    Sentence.of(
                            "rms_norm_eps and rope_theta must be above 0, got %s and %s.",
                            epsilon, theta));
        }
        if (specials.size() != 3) {
            throw new ArgumentException(
                    Sentence.of("mm_special_tokens must name 3 tokens, got %d.", specials.size()));
        }
        specials = List.copyOf(specials);
    }

    /**
     * Reads {@code config.json}.
     *
     * @throws CheckpointException when it is not an X-Omni model's or a key is wrong
     */
    public static LanguageConfig from(Json json) {
        expect(json, "model_type", "x-omni");
        expect(json, "hidden_act", "silu");
        if (json.flag("use_sliding_window", false)) {
            throw json.mustBe("use_sliding_window", false);
        }
        if (json.flag("tie_word_embeddings", false)) {
            throw json.mustBe("tie_word_embeddings", false);
        }
        if (json.has("rope_scaling")) {
            throw json.wrong("rope_scaling", "absent");
        }
        DType dtype =
                switch (json.text("torch_dtype")) {
                    case "bfloat16" -> DType.BFLOAT16;
                    case "float32" -> DType.FLOAT32;
                    default -> throw json.wrong("torch_dtype", "bfloat16 or float32");
                };
        try {
            return new LanguageConfig(
                    json.integer("hidden_size"),
                    json.integer("intermediate_size"),
                    json.integer("num_hidden_layers"),
                    json.integer("num_mm_adap_layers"),
                    json.integer("num_mm_head_layers"),
                    json.integer("num_attention_heads"),
                    json.integer("num_key_value_heads"),
                    json.integer("vocab_size"),
                    json.integer("mm_vocab_size"),
                    json.integer("image_vocab_size"),
                    json.integer("max_position_embeddings"),
                    json.number("rms_norm_eps"),
                    json.number("rope_theta"),
                    dtype,
                    json.texts("mm_special_tokens"));
        } catch (ArgumentException e) {
            throw json.wrong(e);
        }
    }

    /** Elements of a head. */
    public int headSize() {
        return hidden / heads;
    }

    /** All ids, the width of one draw. */
    public int vocabulary() {
        return text + multimodal;
    }

    private static void expect(Json json, String key, String value) {
        if (!json.text(key).equals(value)) {
            throw json.mustBe(key, value);
        }
    }

    private static void positive(String key, int value) {
        if (value < 1) {
            throw new ArgumentException(Sentence.of("%s must be 1 or more, got %d.", key, value));
        }
    }
}
