package studio.xomni.engine.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;
import studio.xomni.engine.torch.TorchProgram;

/** The CLIP text encoder. Source: transformers' {@code CLIPTextModel}. */
public final class ClipTextEncoder implements AutoCloseable {

    private final TorchProgram program;
    private final ClipConfig config;

    private ClipTextEncoder(TorchProgram program, ClipConfig config) {
        this.program = program;
        this.config = config;
    }

    /**
     * Loads the encoder; its tensors belong to the owner that the weights were given.
     *
     * @param weights with or without {@code text_model.} before each name
     * @throws CheckpointException when a tensor is missing, misshapen or unknown
     */
    public static ClipTextEncoder load(
            Torch torch, Weights weights, ClipConfig config, Precision precision) {
        TorchProgram program = torch.program("clip");
        try {
            Weights kept = weights.in(precision.weights());
            Weights model =
                    kept.has("embeddings.token_embedding.weight") ? kept : kept.at("text_model");
            program.number(
                    "bind",
                    precision.activations().number(),
                    config.heads(),
                    config.quick(),
                    table(model, config),
                    blocks(model, config));
            weights.finish();
            return new ClipTextEncoder(program, config);
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    private static List<Tensor> table(Weights model, ClipConfig config) {
        Weights embeddings = model.at("embeddings");
        // The numbers from 0 on, which older files store.
        embeddings.leave("position_ids");
        List<Tensor> table = new ArrayList<>();
        table.add(embeddings.read("token_embedding.weight", config.vocabulary(), config.width()));
        table.add(embeddings.read("position_embedding.weight", config.positions(), config.width()));
        norm(model, "final_layer_norm", config.width(), table);
        return table;
    }

    private static List<Tensor> blocks(Weights model, ClipConfig config) {
        int width = config.width();
        List<Tensor> blocks = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            Weights block = model.at("encoder.layers").at(i);
            norm(block, "layer_norm1", width, blocks);
            Weights attention = block.at("self_attn");
            linear(attention, "q_proj", width, width, blocks);
            linear(attention, "k_proj", width, width, blocks);
            linear(attention, "v_proj", width, width, blocks);
            linear(attention, "out_proj", width, width, blocks);
            norm(block, "layer_norm2", width, blocks);
            linear(block.at("mlp"), "fc1", width, config.inner(), blocks);
            linear(block.at("mlp"), "fc2", config.inner(), width, blocks);
        }
        return blocks;
    }

    private static void linear(
            Weights cursor, String name, int input, int output, List<Tensor> into) {
        into.add(cursor.read(name + ".weight", output, input));
        into.add(cursor.read(name + ".bias", output));
    }

    private static void norm(Weights cursor, String name, int width, List<Tensor> into) {
        into.add(cursor.read(name + ".weight", width));
        into.add(cursor.read(name + ".bias", width));
    }

    /**
     * Encodes one text.
     *
     * @param ids the text's tokens with its end, padded or not: what follows the end has no effect
     * @return the pooled vector, (1, width)
     */
    public Tensor encode(Scope scope, int[] ids) {
        TokenIds.check(ids, config.vocabulary());
        if (ids.length > config.positions()) {
            throw new IllegalArgumentException(
                    "The CLIP text encoder takes at most %d tokens, got %d."
                            .formatted(config.positions(), ids.length));
        }
        try (Scope inner = scope.open()) {
            Tensor tokens = inner.longs(Arrays.stream(ids).asLongStream().toArray(), 1, ids.length);
            return program.tensor(scope, "encode", tokens, config.pooledAt(ids), config.epsilon());
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
