package studio.xomni.engine.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.xomni.engine.diffusion.FluxConfig;

/**
 * An image decoder's sizes to measure at, of the Chinese kind.
 *
 * @param name as it is printed
 * @param config the sizes
 * @param rows token rows of the picture
 * @param columns token columns of the picture
 */
record PaintingShape(String name, FluxConfig config, int rows, int columns) {

    static final List<PaintingShape> ALL =
            List.of(
                    new PaintingShape(
                            "builtin",
                            new FluxConfig(64, 3, 6, 6, 64, 64, 64, 256, List.of(8, 28, 28), false),
                            32,
                            24),
                    new PaintingShape(
                            "real1152",
                            new FluxConfig(
                                    64, 1, 1, 24, 128, 64, 768, 1536, List.of(16, 56, 56), false),
                            72,
                            72));

    Map<String, long[]> tensors() {
        Map<String, long[]> tensors = new LinkedHashMap<>();
        long width = config.width();
        tensors.put("pooled_embeds", new long[] {1, config.pooled()});
        tensors.put("siglip_embed.weight", new long[] {width, config.semantic()});
        linear(tensors, "x_embedder", config.channels(), width);
        linear(tensors, "proj_out", width, config.channels());
        linear(tensors, "context_embedder", config.text(), width);
        linear(tensors, "norm_out.linear", width, 2 * width);
        linear(tensors, "time_text_embed.timestep_embedder.linear_1", 256, width);
        linear(tensors, "time_text_embed.timestep_embedder.linear_2", width, width);
        linear(tensors, "time_text_embed.text_embedder.linear_1", config.pooled(), width);
        linear(tensors, "time_text_embed.text_embedder.linear_2", width, width);
        for (int i = 0; i < config.doubleBlocks(); i++) {
            String block = "transformer_blocks." + i + ".";
            attention(tensors, block + "attn.", width);
            linear(tensors, block + "attn.to_out.0", width, width);
            linear(tensors, block + "norm1.linear", width, 6 * width);
            linear(tensors, block + "ff.net.0.proj", width, 4 * width);
            linear(tensors, block + "ff.net.2", 4 * width, width);
        }
        for (int i = 0; i < config.singleBlocks(); i++) {
            String block = "single_transformer_blocks." + i + ".";
            attention(tensors, block + "attn.", width);
            linear(tensors, block + "norm.linear", width, 3 * width);
            linear(tensors, block + "proj_mlp", width, 4 * width);
            linear(tensors, block + "proj_out", 5 * width, width);
        }
        return tensors;
    }

    private void attention(Map<String, long[]> tensors, String name, long width) {
        for (String part : List.of("to_q", "to_k", "to_v")) {
            linear(tensors, name + part, width, width);
        }
        tensors.put(name + "norm_q.weight", new long[] {config.headSize()});
        tensors.put(name + "norm_k.weight", new long[] {config.headSize()});
    }

    private static void linear(Map<String, long[]> tensors, String name, long input, long output) {
        tensors.put(name + ".weight", new long[] {output, input});
        tensors.put(name + ".bias", new long[] {output});
    }
}
