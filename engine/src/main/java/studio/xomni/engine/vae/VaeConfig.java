package studio.xomni.engine.vae;

import java.util.List;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.ArgumentException;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * Sizes of the autoencoder, from {@code vae/config.json}. Source: diffusers' {@code AutoencoderKL}.
 *
 * @param latentChannels of a latent pixel
 * @param channels at each level, the finest first; each level halves both sides
 * @param layers residual blocks of a level in the encoder; the decoder has one more
 * @param groups of the group norms
 * @param scaling by which latents are multiplied for the image decoder
 * @param shift which is taken from latents before that
 * @param quantConvolution whether a 1×1 convolution ends the encoder
 * @param postQuantConvolution whether a 1×1 convolution begins the decoder
 */
public record VaeConfig(
        int latentChannels,
        List<Integer> channels,
        int layers,
        int groups,
        double scaling,
        double shift,
        boolean quantConvolution,
        boolean postQuantConvolution) {

    public VaeConfig {
        positive("latent_channels", latentChannels);
        positive("layers_per_block", layers);
        positive("norm_num_groups", groups);
        channels = List.copyOf(channels);
        if (channels.isEmpty()) {
            throw new ArgumentException(
                    Sentence.of("block_out_channels must name 1 or more, got 0."));
        }
        for (int width : channels) {
            if (width < 1 || width % groups != 0) {
                throw new ArgumentException(
                        Sentence.of(
                                "block_out_channels must be multiples of norm_num_groups, got %d and %d.",
                                width, groups));
            }
        }
        if (!(Math.abs(scaling) > 0) || !Double.isFinite(scaling) || !Double.isFinite(shift)) {
            throw new ArgumentException(
                    Sentence.of(
                            "scaling_factor must not be 0 and shift_factor be finite, got %s and %s.",
                            scaling, shift));
        }
    }

    /**
     * Reads {@code config.json}.
     *
     * @throws CheckpointException when a key is missing, its value makes no sense, or the
     *     autoencoder is of another make
     */
    public static VaeConfig from(Json json) {
        List<Integer> channels = json.integers("block_out_channels");
        all(json, "down_block_types", "DownEncoderBlock2D", channels.size());
        all(json, "up_block_types", "UpDecoderBlock2D", channels.size());
        if (!json.text("act_fn", "silu").equals("silu")) {
            throw json.mustBe("act_fn", "silu");
        }
        if (!json.flag("mid_block_add_attention", true)) {
            throw json.mustBe("mid_block_add_attention", true);
        }
        for (String key : List.of("in_channels", "out_channels")) {
            if (json.integer(key, 3) != 3) {
                throw json.mustBe(key, 3);
            }
        }
        for (String key : List.of("latents_mean", "latents_std")) {
            if (json.has(key)) {
                throw json.wrong(key, "absent");
            }
        }
        try {
            return new VaeConfig(
                    json.integer("latent_channels"),
                    channels,
                    json.integer("layers_per_block"),
                    json.integer("norm_num_groups", 32),
                    json.number("scaling_factor"),
                    json.number("shift_factor"),
                    json.flag("use_quant_conv", true),
                    json.flag("use_post_quant_conv", true));
        } catch (ArgumentException e) {
            throw json.wrong(e);
        }
    }

    /** Pixels along each side of a latent pixel. */
    public int factor() {
        return 1 << (channels.size() - 1);
    }

    private static void all(Json json, String key, String type, int count) {
        if (!json.texts(key).equals(java.util.Collections.nCopies(count, type))) {
            throw json.wrong(key, "%d times \"%s\"", count, type);
        }
    }

    private static void positive(String key, int value) {
        if (value < 1) {
            throw new ArgumentException(Sentence.of("%s must be 1 or more, got %d.", key, value));
        }
    }
}
