package studio.xomni.engine.diffusion;

import java.util.ArrayList;
import java.util.List;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.TorchProgram;

/** Reads the decoder's tensors in the order in which the program {@code flux} takes them. */
final class FluxWeights {

    /** Numbers in the sinusoid of a time, fixed in diffusers. */
    private static final int SINUSOID = 256;

    private final Weights weights;
    private final FluxConfig config;
    private final boolean english;
    private final int width;

    FluxWeights(Weights weights, FluxConfig config, FluxKind kind) {
        this.weights = weights;
        this.config = config;
        this.english = kind instanceof FluxKind.English;
        this.width = config.width();
    }

    /** Reads all and binds them. */
    void bind(TorchProgram program, Precision precision) {
        program.number(
                "bind_ends",
                precision.activations().number(),
                precision.weights().number(),
                ends(),
                embedding("timestep_embedder", SINUSOID),
                config.embedsGuidance() ? embedding("guidance_embedder", SINUSOID) : List.of(),
                embedding("text_embedder", config.pooled()));
        List<Tensor> picture = new ArrayList<>();
        List<Tensor> text = new ArrayList<>();
        for (int i = 0; i < config.doubleBlocks(); i++) {
            Weights block = weights.at("transformer_blocks").at(i);
            Weights attention = block.at("attn");
            attention(attention, "to_q", "to_k", "to_v", "norm_q", "norm_k", picture);
            feedForward(block.at("ff"), picture);
            if (english) {
                linear(attention, "to_out.0", width, width, picture);
                attention(
                        attention,
                        "add_q_proj",
                        "add_k_proj",
                        "add_v_proj",
                        "norm_added_q",
                        "norm_added_k",
                        text);
                feedForward(block.at("ff_context"), text);
                linear(attention, "to_add_out", width, width, text);
            } else {
                leave(attention, "to_out.0");
            }
        }
        program.number(
                "bind_blocks",
                config.heads(),
                config.doubleBlocks(),
                modulation(),
                picture,
                text,
                single());
    }

    private List<Tensor> ends() {
        List<Tensor> ends = new ArrayList<>();
        linear(weights, "x_embedder", config.channels(), width, ends);
        linear(weights, "proj_out", width, config.channels(), ends);
        ends.add(weights.read("siglip_embed.weight", width, config.semantic()));
        if (english) {
            linear(weights, "context_embedder", config.text(), width, ends);
        } else {
            leave(weights, "context_embedder");
        }
        return ends;
    }

    private List<Tensor> embedding(String name, int input) {
        Weights embedder = weights.at("time_text_embed").at(name);
        List<Tensor> layers = new ArrayList<>();
        linear(embedder, "linear_1", input, width, layers);
        linear(embedder, "linear_2", width, width, layers);
        return layers;
    }

    private List<Tensor> modulation() {
        List<Tensor> modulation = new ArrayList<>();
        for (int i = 0; i < config.doubleBlocks(); i++) {
            Weights block = weights.at("transformer_blocks").at(i);
            linear(block, "norm1.linear", width, 6 * width, modulation);
            if (english) {
                linear(block, "norm1_context.linear", width, 6 * width, modulation);
            }
        }
        for (int i = 0; i < config.singleBlocks(); i++) {
            Weights block = weights.at("single_transformer_blocks").at(i);
            linear(block, "norm.linear", width, 3 * width, modulation);
        }
        linear(weights, "norm_out.linear", width, 2 * width, modulation);
        return modulation;
    }

    private List<Tensor> single() {
        List<Tensor> single = new ArrayList<>();
        for (int i = 0; i < config.singleBlocks(); i++) {
            Weights block = weights.at("single_transformer_blocks").at(i);
            attention(block.at("attn"), "to_q", "to_k", "to_v", "norm_q", "norm_k", single);
            linear(block, "proj_mlp", width, 4 * width, single);
            linear(block, "proj_out", width + 4 * width, width, single);
        }
        return single;
    }

    private void attention(
            Weights attention,
            String query,
            String key,
            String value,
            String queryNorm,
            String keyNorm,
            List<Tensor> into) {
        linear(attention, query, width, width, into);
        linear(attention, key, width, width, into);
        linear(attention, value, width, width, into);
        into.add(attention.read(queryNorm + ".weight", config.headSize()));
        into.add(attention.read(keyNorm + ".weight", config.headSize()));
    }

    private void feedForward(Weights layers, List<Tensor> into) {
        linear(layers, "net.0.proj", width, 4 * width, into);
        linear(layers, "net.2", 4 * width, width, into);
    }

    private static void linear(
            Weights cursor, String name, int input, int output, List<Tensor> into) {
        into.add(cursor.read(name + ".weight", output, input));
        into.add(cursor.read(name + ".bias", output));
    }

    /** The release stores these in the Chinese kind and never applies them. */
    private static void leave(Weights cursor, String name) {
        cursor.leave(name + ".weight");
        cursor.leave(name + ".bias");
    }
}
