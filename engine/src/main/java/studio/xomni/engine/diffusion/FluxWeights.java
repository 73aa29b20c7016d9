package studio.xomni.engine.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.TorchProgram;

/** Reads the decoder's tensors in the order in which the program {@code flux} takes them. */
final class FluxWeights {

    /** Numbers in the sinusoid of a time, fixed in diffusers. */
    private static final int SINUSOID = 256;

    private final TorchProgram program;
    private final Scope owner;
    private final Weights weights;
    private final FluxConfig config;
    private final Precision precision;
    private final boolean english;
    private final int width;

    /**
     * @param owner owns what is made of the weights
     */
    FluxWeights(
            TorchProgram program,
            Scope owner,
            Weights weights,
            FluxConfig config,
            FluxKind kind,
            Precision precision) {
        this.program = program;
        this.owner = owner;
        this.weights = weights;
        this.config = config;
        this.precision = precision;
        this.english = kind instanceof FluxKind.English;
        this.width = config.width();
    }

    /** Reads all and binds them. */
    void bind() {
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
                matrix(attention, List.of("to_out.0"), width, width, picture);
                attention(
                        attention,
                        "add_q_proj",
                        "add_k_proj",
                        "add_v_proj",
                        "norm_added_q",
                        "norm_added_k",
                        text);
                feedForward(block.at("ff_context"), text);
                matrix(attention, List.of("to_add_out"), width, width, text);
            } else {
                leave(attention, "to_out.0");
            }
        }
        program.number(
                "bind_blocks",
                precision.int8(),
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
            matrix(block, List.of("proj_mlp"), width, 4 * width, single);
            out(block, single);
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
        into.add(attention.read(queryNorm + ".weight", config.headSize()));
        into.add(attention.read(keyNorm + ".weight", config.headSize()));
        List<String> names = List.of(query, key, value);
        matrix(attention, names, width, width, into);
        if (precision.int8()) {
            // one matrix stands where three do otherwise
            into.addAll(Collections.nCopies(4, into.get(0)));
        }
    }

    private void feedForward(Weights layers, List<Tensor> into) {
        matrix(layers, List.of("net.0.proj"), width, 4 * width, into);
        matrix(layers, List.of("net.2"), 4 * width, width, into);
    }

    /** The way out of a single block, over attention and feed-forward: that of the latter first. */
    private void out(Weights block, List<Tensor> into) {
        long[] rows = {width};
        Tensor none = owner.floats(new float[width], width);
        Tensor bias = block.read("proj_out.bias", width);
        List<String> name = List.of("proj_out.weight");
        if (!precision.int8()) {
            Tensor both = block.read(name.get(0), width, 5L * width);
            List<Tensor> halves = program.tensors(owner, "halves", both, width);
            into.addAll(List.of(halves.get(1), bias, halves.get(0), none));
            return;
        }
        List<Tensor> rounded = block.quantised(name, rows, 5L * width, DType.FLOAT32);
        try (Tensor both = rounded.get(0);
                Tensor scales = rounded.get(1);
                bias;
                none;
                Scope work = owner.open()) {
            List<Tensor> halves = program.tensors(work, "halves", both, width);
            into.addAll(packed(halves.get(1), scales, bias));
            into.addAll(packed(halves.get(0), scales, none));
        }
    }

    /** Matrices that take the same input, each with its bias; in int8 stacked as one. */
    private void matrix(
            Weights cursor, List<String> names, int input, int output, List<Tensor> into) {
        if (!precision.int8()) {
            for (String name : names) {
                linear(cursor, name, input, output, into);
            }
            return;
        }
        long[] rows = new long[names.size()];
        Arrays.fill(rows, output);
        List<String> biases = names.stream().map(name -> name + ".bias").toList();
        List<String> matrices = names.stream().map(name -> name + ".weight").toList();
        List<Tensor> rounded = cursor.quantised(matrices, rows, input, DType.FLOAT32);
        try (Tensor matrix = rounded.get(0);
                Tensor scales = rounded.get(1);
                Tensor bias = cursor.stack(biases, rows)) {
            into.addAll(packed(matrix, scales, bias));
        }
    }

    private List<Tensor> packed(Tensor matrix, Tensor scales, Tensor bias) {
        return List.of(
                program.tensor(owner, "pack8", matrix),
                program.tensor(owner, "rows", scales, bias));
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
