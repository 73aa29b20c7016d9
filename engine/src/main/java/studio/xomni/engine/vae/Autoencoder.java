package studio.xomni.engine.vae;

import java.util.Arrays;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;
import studio.xomni.engine.torch.TorchProgram;

/** The autoencoder of FLUX. Source: diffusers' {@code AutoencoderKL}. */
public final class Autoencoder implements AutoCloseable {

    private final Torch torch;
    private final TorchProgram program;
    private final VaeConfig config;

    private Autoencoder(Torch torch, TorchProgram program, VaeConfig config) {
        this.torch = torch;
        this.program = program;
        this.config = config;
    }

    /**
     * Loads both halves; their tensors belong to the owner that the weights were given.
     *
     * @throws CheckpointException when a tensor is missing, misshapen or unknown
     */
    public static Autoencoder load(
            Torch torch, Weights weights, VaeConfig config, Precision precision) {
        TorchProgram program = torch.program("vae");
        try {
            Weights kept = weights.in(precision.weights());
            program.number(
                    "bind",
                    precision.activations().number(),
                    config.groups(),
                    config.layers(),
                    config.channels().size(),
                    config.quantConvolution(),
                    config.postQuantConvolution(),
                    VaeWeights.decoder(kept, config),
                    VaeWeights.encoder(kept, config));
            weights.finish();
            return new Autoencoder(torch, program, config);
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    /**
     * Latents to a picture.
     *
     * @param latents as the image decoder gives them, (1, channels, h, w)
     * @return bytes of red, green and blue, (f · h, f · w, 3), f = {@link VaeConfig#factor}
     */
    public Tensor decode(Scope scope, Tensor latents) {
        check("latents", latents, config.latentChannels(), 1);
        return program.tensor(scope, "decode", latents, config.scaling(), config.shift());
    }

    /**
     * Latents to a picture, tile by tile where they are larger than a tile. The picture differs
     * from that of {@link #decode}, for a tile's norms and attention do not see the others.
     *
     * @param latents as the image decoder gives them, (1, channels, h, w)
     * @return bytes of red, green and blue, {@code f · h × f · w × 3}, f = {@link VaeConfig#factor}
     */
    public byte[] decodeInTiles(Tensor latents, Tiles tiles) {
        check("latents", latents, config.latentChannels(), 1);
        try (Scope scope = torch.scope()) {
            var tiled = new TiledDecoding(tiles, latents, config.factor());
            return tiled.isOne()
                    ? decode(scope, latents).toBytes()
                    : tiled.decode(scope, this::pixels);
        }
    }

    /**
     * Latents to pixels before they are clamped and rounded.
     *
     * @param latents as the image decoder gives them, (1, channels, h, w)
     * @return about -1 to 1, (1, 3, f · h, f · w), f = {@link VaeConfig#factor}
     */
    public Tensor pixels(Scope scope, Tensor latents) {
        check("latents", latents, config.latentChannels(), 1);
        return program.tensor(scope, "pixels", latents, config.scaling(), config.shift());
    }

    /**
     * A picture to the mean of its latents, neither shifted nor scaled.
     *
     * @param pixels from -1 to 1, (1, 3, f · h, f · w), f = {@link VaeConfig#factor}
     * @return (1, channels, h, w)
     */
    public Tensor mean(Scope scope, Tensor pixels) {
        check("pixels", pixels, 3, config.factor());
        return program.tensor(scope, "mean", pixels);
    }

    private static void check(String what, Tensor tensor, int channels, int multiple) {
        long[] shape = tensor.shape();
        if (shape.length != 4
                || shape[0] != 1
                || shape[1] != channels
                || shape[2] % multiple != 0
                || shape[3] % multiple != 0) {
            throw new IllegalArgumentException(
                    "The %s must have the shape (1, %d, h, w) with sides that are multiples of %d, got %s."
                            .formatted(what, channels, multiple, Arrays.toString(shape)));
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
