package studio.xomni.engine.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.xomni.engine.language.LanguageConfig;
import studio.xomni.engine.torch.DType;

/**
 * A language model's sizes to measure at.
 *
 * @param name as it is printed
 * @param config the sizes
 * @param context positions that are filled when the last token is decoded
 */
record LanguageShape(String name, LanguageConfig config, int context) {

    static final List<LanguageShape> ALL =
            List.of(
                    new LanguageShape(
                            "builtin", config(384, 1024, 10, 2, 6, 2, 1280, 8256, 8192), 768),
                    new LanguageShape(
                            "hidden1024",
                            config(1024, 2816, 24, 4, 16, 4, 1280, 16448, 16384),
                            1024),
                    new LanguageShape(
                            "layers3584",
                            config(3584, 18944, 4, 1, 28, 4, 1280, 16448, 16384),
                            1024));

    private static LanguageConfig config(
            int hidden,
            int inner,
            int layers,
            int imageOnly,
            int heads,
            int kvHeads,
            int text,
            int multimodal,
            int image) {
        return new LanguageConfig(
                hidden,
                inner,
                layers,
                imageOnly,
                imageOnly,
                heads,
                kvHeads,
                text,
                multimodal,
                image,
                4096,
                1e-6,
                1e6,
                DType.BFLOAT16,
                List.of("<SOM>", "<EOM>", "<IMAGE>"));
    }

    Map<String, long[]> tensors() {
        Map<String, long[]> tensors = new LinkedHashMap<>();
        long hidden = config.hidden();
        long kv = (long) config.kvHeads() * config.headSize();
        for (int i = 0; i < config.layers(); i++) {
            String layer = "model.layers." + i + ".";
            tensors.put(layer + "input_layernorm.weight", new long[] {hidden});
            tensors.put(layer + "post_attention_layernorm.weight", new long[] {hidden});
            for (String name : List.of("q", "k", "v")) {
                long rows = name.equals("q") ? hidden : kv;
                tensors.put(
                        layer + "self_attn." + name + "_proj.weight", new long[] {rows, hidden});
                tensors.put(layer + "self_attn." + name + "_proj.bias", new long[] {rows});
            }
            tensors.put(layer + "self_attn.o_proj.weight", new long[] {hidden, hidden});
            tensors.put(layer + "mlp.gate_proj.weight", new long[] {config.inner(), hidden});
            tensors.put(layer + "mlp.up_proj.weight", new long[] {config.inner(), hidden});
            tensors.put(layer + "mlp.down_proj.weight", new long[] {hidden, config.inner()});
        }
        tensors.put("model.lm_embed_tokens.weight", new long[] {config.text(), hidden});
        tensors.put("model.mm_embed_tokens.weight", new long[] {config.multimodal(), hidden});
        tensors.put("model.lm_norm.weight", new long[] {hidden});
        tensors.put("model.mm_norm.weight", new long[] {hidden});
        tensors.put("lm_head.weight", new long[] {config.text(), hidden});
        tensors.put("mm_head.weight", new long[] {config.multimodal(), hidden});
        return tensors;
    }

    /** Bytes of the matrices that one image token reads. */
    long bytesPerToken(Mode mode) {
        long hidden = config.hidden();
        long kv = (long) config.kvHeads() * config.headSize();
        long layer = 2 * hidden * (hidden + kv) + 3 * hidden * config.inner();
        return (config.layers() * layer + config.image() * hidden) * mode.bytes();
    }
}
