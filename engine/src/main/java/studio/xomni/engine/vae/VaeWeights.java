package studio.xomni.engine.vae;

import java.util.ArrayList;
import java.util.List;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.torch.Tensor;

/** Reads one half's tensors in the order in which the program {@code vae} takes them. */
final class VaeWeights {

    private final VaeConfig config;
    private final List<Tensor> read = new ArrayList<>();

    private VaeWeights(VaeConfig config) {
        this.config = config;
    }

    static List<Tensor> decoder(Weights weights, VaeConfig config) {
        var order = new VaeWeights(config);
        int latent = config.latentChannels();
        int levels = config.channels().size();
        int width = config.channels().get(levels - 1);
        Weights decoder = weights.at("decoder");
        if (config.postQuantConvolution()) {
            order.convolution(weights, "post_quant_conv", latent, latent, 1);
        }
        order.convolution(decoder, "conv_in", latent, width, 3);
        order.middle(decoder.at("mid_block"), width);
        for (int i = 0; i < levels; i++) {
            int output = config.channels().get(levels - 1 - i);
            Weights block = decoder.at("up_blocks").at(i);
            order.residuals(block, config.layers() + 1, width, output);
            width = output;
            if (i < levels - 1) {
                order.convolution(block, "upsamplers.0.conv", width, width, 3);
            }
        }
        order.norm(decoder, "conv_norm_out", width);
        order.convolution(decoder, "conv_out", width, 3, 3);
        return order.read;
    }

    static List<Tensor> encoder(Weights weights, VaeConfig config) {
        var order = new VaeWeights(config);
        int moments = 2 * config.latentChannels();
        int levels = config.channels().size();
        int width = config.channels().get(0);
        Weights encoder = weights.at("encoder");
        order.convolution(encoder, "conv_in", 3, width, 3);
        for (int i = 0; i < levels; i++) {
            int output = config.channels().get(i);
            Weights block = encoder.at("down_blocks").at(i);
            order.residuals(block, config.layers(), width, output);
            width = output;
            if (i < levels - 1) {
                order.convolution(block, "downsamplers.0.conv", width, width, 3);
            }
        }
        order.middle(encoder.at("mid_block"), width);
        order.norm(encoder, "conv_norm_out", width);
        order.convolution(encoder, "conv_out", width, moments, 3);
        if (config.quantConvolution()) {
            order.convolution(weights, "quant_conv", moments, moments, 1);
        }
        return order.read;
    }

    private void middle(Weights block, int width) {
        residual(block.at("resnets").at(0), width, width);
        Weights attention = block.at("attentions").at(0);
        norm(attention, "group_norm", width);
        for (String name : List.of("to_q", "to_k", "to_v", "to_out.0")) {
            read.add(attention.read(name + ".weight", width, width));
            read.add(attention.read(name + ".bias", width));
        }
        residual(block.at("resnets").at(1), width, width);
    }

    private void residuals(Weights block, int count, int input, int output) {
        for (int i = 0; i < count; i++) {
            residual(block.at("resnets").at(i), i == 0 ? input : output, output);
        }
    }

    private void residual(Weights block, int input, int output) {
        norm(block, "norm1", input);
        convolution(block, "conv1", input, output, 3);
        norm(block, "norm2", output);
        convolution(block, "conv2", output, output, 3);
        if (input != output) {
            convolution(block, "conv_shortcut", input, output, 1);
        }
    }

    private void convolution(Weights cursor, String name, int input, int output, int side) {
        read.add(cursor.read(name + ".weight", output, input, side, side));
        read.add(cursor.read(name + ".bias", output));
    }

    private void norm(Weights cursor, String name, int width) {
        read.add(cursor.read(name + ".weight", width));
        read.add(cursor.read(name + ".bias", width));
    }
}
