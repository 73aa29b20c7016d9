package studio.xomni.engine.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Torch;

class FluxWeightsTest {

    @ParameterizedTest
    @CsvSource({
        "EN, x_embedder.bias",
        "EN, transformer_blocks.1.attn.to_out.0.weight",
        "EN, transformer_blocks.0.attn.norm_added_k.weight",
        "EN, context_embedder.weight",
        "EN, time_text_embed.guidance_embedder.linear_2.bias",
        "ZH, single_transformer_blocks.2.proj_out.weight",
        "ZH, siglip_embed.weight",
        "ZH, norm_out.linear.bias"
    })
    void namesATensorThatIsMissing(Golden golden, String name) {
        Map<String, StoredTensor> stored = Decoding.stored(golden);
        stored.remove(name);

        assertTrue(refusal(golden, stored).contains(name + " is missing"));
    }

    @Test
    void namesATensorOfAnotherShape() {
        Map<String, StoredTensor> stored = Decoding.stored(Golden.ZH);
        String name = "transformer_blocks.0.ff.net.2.weight";
        Decoding.copy(stored, "transformer_blocks.0.ff.net.0.proj.weight", name);

        String refusal = refusal(Golden.ZH, stored);

        assertTrue(refusal.contains(name), refusal);
        assertTrue(refusal.contains("[64, 256]") && refusal.contains("[256, 64]"), refusal);
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void namesATensorThatItHasNoPlaceFor(Golden golden) {
        Map<String, StoredTensor> stored = Decoding.stored(golden);
        Decoding.copy(stored, "x_embedder.bias", "single_transformer_blocks.3.norm.linear.bias");

        String refusal = refusal(golden, stored);

        assertTrue(refusal.contains("single_transformer_blocks.3.norm.linear.bias"), refusal);
    }

    @Test
    void refusesADecoderOfBothKinds() {
        Map<String, StoredTensor> stored = Decoding.stored(Golden.EN);
        Decoding.copy(stored, "x_embedder.bias", "pooled_embeds");

        assertEquals(
                "The image decoder holds both of pooled_embeds (the Chinese kind) and transformer_blocks.N.norm1_context (the English kind); it must hold one of them.",
                refusal(Golden.EN, stored));
    }

    @Test
    void refusesADecoderOfNeitherKind() {
        Map<String, StoredTensor> stored = Decoding.stored(Golden.ZH);
        stored.remove("pooled_embeds");

        assertEquals(
                "The image decoder holds neither of pooled_embeds (the Chinese kind) and transformer_blocks.N.norm1_context (the English kind); it must hold one of them.",
                refusal(Golden.ZH, stored));
    }

    @Test
    void leavesWhatTheChineseKindStoresButNeverApplies() {
        Map<String, StoredTensor> stored = Decoding.stored(Golden.ZH);
        assertTrue(stored.containsKey("context_embedder.weight"));
        assertTrue(stored.containsKey("transformer_blocks.0.attn.to_out.0.weight"));
        stored.keySet().removeIf(name -> name.startsWith("context_embedder."));
        stored.keySet().removeIf(name -> name.contains(".to_out.0."));

        try (Torch torch = Torch.start(new Device.Cpu());
                var scope = torch.scope();
                FluxDecoder decoder =
                        FluxDecoder.load(
                                torch,
                                scope,
                                Decoding.weights(stored, Golden.ZH, scope),
                                Decoding.config(Golden.ZH),
                                Decoding.FLOAT32)) {
            assertEquals(new FluxKind.Chinese(), decoder.kind());
        }
    }

    private static String refusal(Golden golden, Map<String, StoredTensor> stored) {
        try (Torch torch = Torch.start(new Device.Cpu());
                var scope = torch.scope()) {
            var refusal =
                    assertThrows(
                            CheckpointException.class,
                            () ->
                                    FluxDecoder.load(
                                            torch,
                                            scope,
                                            Decoding.weights(stored, golden, scope),
                                            Decoding.config(golden),
                                            Decoding.FLOAT32));
            return String.valueOf(refusal.getMessage());
        }
    }
}
