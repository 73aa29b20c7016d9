package studio.xomni.engine.diffusion;

import java.util.List;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.ArgumentException;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * Sizes of the image decoder, from {@code config.json} of its folder. Source: {@code
 * FluxTransformer2DModelWithSigLIP} of the release, an extension of diffusers' {@code
 * FluxTransformer2DModel}.
 *
 * @param channels of a packed latent, 4 times those of a latent
 * @param doubleBlocks blocks before the semantic vectors are added
 * @param singleBlocks blocks after that
 * @param heads attention heads
 * @param headSize elements of a head
 * @param text width of the text encoder's hidden states
 * @param pooled width of the pooled text vector
 * @param semantic width of a semantic vector
 * @param axes how many elements of a head turn with each of the 3 axes: none, row, column
 * @param embedsGuidance whether the time embedding also holds a guidance of 1
 */
public record FluxConfig(
        int channels,
        int doubleBlocks,
        int singleBlocks,
        int heads,
        int headSize,
        int text,
        int pooled,
        int semantic,
        List<Integer> axes,
        boolean embedsGuidance) {

    public FluxConfig {
        positive("num_layers", doubleBlocks);
        positive("num_single_layers", singleBlocks);
        positive("num_attention_heads", heads);
        positive("joint_attention_dim", text);
        positive("pooled_projection_dim", pooled);
        positive("siglip_channels", semantic);
        if (channels < 4 || channels % 4 != 0) {
            throw new ArgumentException(
                    Sentence.of(
                            "in_channels must be a multiple of the 4 latents in a token, got %s.",
                            channels));
        }
        axes = List.copyOf(axes);
        if (axes.size() != 3 || axes.stream().anyMatch(axis -> axis < 0 || axis % 2 != 0)) {
            throw new ArgumentException(
                    Sentence.of("axes_dims_rope must be 3 even numbers, got %s.", axes));
        }
        int sum = axes.stream().mapToInt(Integer::intValue).sum();
        if (sum != headSize || headSize < 2) {
            throw new ArgumentException(
                    Sentence.of(
                            "axes_dims_rope must add up to attention_head_dim, got %d and %d.",
                            sum, headSize));
        }
    }

    /**
     * Reads {@code config.json}.
     *
     * @throws CheckpointException when a key is missing or its value makes no sense
     */
    public static FluxConfig from(Json json) {
        if (json.integer("patch_size", 1) != 1) {
            throw json.mustBe("patch_size", 1);
        }
        int channels = json.integer("in_channels");
        if (json.integer("out_channels", channels) != channels) {
            throw json.wrong("out_channels", "absent or as in_channels, %d", channels);
        }
        try {
            return new FluxConfig(
                    channels,
                    json.integer("num_layers"),
                    json.integer("num_single_layers"),
                    json.integer("num_attention_heads"),
                    json.integer("attention_head_dim"),
                    json.integer("joint_attention_dim"),
                    json.integer("pooled_projection_dim"),
                    json.integer("siglip_channels"),
                    json.integers("axes_dims_rope"),
                    json.flag("guidance_embeds"));
        } catch (ArgumentException e) {
            throw json.wrong(e);
        }
    }

    /** Width of the hidden states. */
    public int width() {
        return heads * headSize;
    }

    /** Channels of a latent. */
    public int latentChannels() {
        return channels / 4;
    }

    private static void positive(String key, int value) {
        if (value < 1) {
            throw new ArgumentException(Sentence.of("%s must be 1 or more, got %d.", key, value));
        }
    }
}
