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

/** The T5 encoder. Source: transformers' {@code T5EncoderModel}. */
public final class T5TextEncoder implements AutoCloseable {

    private final TorchProgram program;
    private final T5Config config;

    private T5TextEncoder(TorchProgram program, T5Config config) {
        this.program = program;
        this.config = config;
    }

    /**
     * Loads the encoder; its tensors belong to the owner that the weights were given.
     *
     * @throws CheckpointException when a tensor is missing, misshapen or unknown
     */
    public static T5TextEncoder load(
            Torch torch, Weights weights, T5Config config, Precision precision) {
        TorchProgram program = torch.program("t5");
        try {
            Weights kept = weights.in(precision.weights());
            program.number(
                    "bind",
                    precision.activations().number(),
                    config.heads(),
                    table(kept, config),
                    blocks(kept, config));
            weights.finish();
            return new T5TextEncoder(program, config);
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    private static List<Tensor> table(Weights weights, T5Config config) {
        // The two names hold one table; files have either, or both.
        String shared = "shared.weight";
        String tied = "encoder.embed_tokens.weight";
        String embeddings = !weights.has(shared) && weights.has(tied) ? tied : shared;
        weights.leave(tied);
        return List.of(
                weights.read(embeddings, config.vocabulary(), config.width()),
                weights.read(
                        "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
                        config.buckets(),
                        config.heads()),
                weights.read("encoder.final_layer_norm.weight", config.width()));
    }

    private static List<Tensor> blocks(Weights weights, T5Config config) {
        long width = config.width();
        long attended = (long) config.heads() * config.headSize();
        List<Tensor> blocks = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            Weights layers = weights.at("encoder.block").at(i).at("layer");
            Weights attention = layers.at(0).at("SelfAttention");
            blocks.add(layers.at(0).read("layer_norm.weight", width));
            blocks.add(attention.read("q.weight", attended, width));
            blocks.add(attention.read("k.weight", attended, width));
            blocks.add(attention.read("v.weight", attended, width));
            blocks.add(attention.read("o.weight", width, attended));
            Weights feedForward = layers.at(1).at("DenseReluDense");
            blocks.add(layers.at(1).read("layer_norm.weight", width));
            blocks.add(feedForward.read("wi_0.weight", config.inner(), width));
            blocks.add(feedForward.read("wi_1.weight", config.inner(), width));
            blocks.add(feedForward.read("wo.weight", width, config.inner()));
        }
        return blocks;
    }

    /**
     * Encodes one text. No token is masked: padding takes part, as it does in FLUX.
     *
     * @param ids the text's tokens, padded to the wanted length
     * @return hidden states, (1, ids, width)
     */
    public Tensor encode(Scope scope, int[] ids) {
        TokenIds.check(ids, config.vocabulary());
        try (Scope inner = scope.open()) {
            Tensor tokens = inner.longs(Arrays.stream(ids).asLongStream().toArray(), 1, ids.length);
            return program.tensor(scope, "encode", tokens, config.farthest(), config.epsilon());
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
