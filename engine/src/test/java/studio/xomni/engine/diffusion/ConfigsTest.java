package studio.xomni.engine.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.CheckpointException;

class ConfigsTest {

    @Test
    void readsTheSizesOfTheBuiltInDecoder() {
        assertEquals(
                new FluxConfig(64, 3, 6, 6, 64, 64, 64, 256, List.of(8, 28, 28), false),
                Decoding.config(Golden.BUILTIN));
        assertEquals(384, Decoding.config(Golden.BUILTIN).width());
        assertEquals(16, Decoding.config(Golden.BUILTIN).latentChannels());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attention_head_dim\": 32 | attention_head_dim\": 34 | axes_dims_rope must add up to attention_head_dim, got 32 and 34.",
                "\"in_channels\": 64     | \"in_channels\": 66     | in_channels must be a multiple of the 4 latents in a token, got 66.",
                "num_layers\": 2         | num_layers\": 0         | num_layers must be 1 or more, got 0.",
                "patch_size\": 1         | patch_size\": 2         | patch_size must be 1, got 2.",
                "out_channels\": null    | out_channels\": 32      | out_channels must be absent or as in_channels, 64, got 32.",
                "8,                      | 7,                     | axes_dims_rope must be 3 even numbers, got [7, 12, 12]."
            })
    void refusesADecoderThatMakesNoSense(String found, String instead, String refusal)
            throws IOException {
        refuses(
                Golden.EN.checkpoint().resolve("decoder/config.json"),
                found,
                instead,
                FluxConfig::from,
                refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gated-gelu          | relu                | feed_forward_proj must be \"gated-gelu\", got \"relu\".",
                "num_buckets\": 32   | num_buckets\": 30   | relative_attention_num_buckets must be a multiple of 4, a quarter of it below relative_attention_max_distance, got 30 and 128.",
                "\"d_kv\": 10        | \"d_kv\": 0         | d_kv must be 1 or more, got 0."
            })
    void refusesAT5EncoderThatMakesNoSense(String found, String instead, String refusal)
            throws IOException {
        refuses(
                Golden.EN.flux().resolve("text_encoder_2/config.json"),
                found,
                instead,
                T5Config::from,
                refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quick_gelu              | relu                    | hidden_act must be \"quick_gelu\" or \"gelu\", got \"relu\".",
                "num_attention_heads\": 3 | num_attention_heads\": 5 | hidden_size must be a multiple of num_attention_heads, got 24 and 5."
            })
    void refusesAClipEncoderThatMakesNoSense(String found, String instead, String refusal)
            throws IOException {
        refuses(
                Golden.EN.flux().resolve("text_encoder/config.json"),
                found,
                instead,
                ClipConfig::from,
                refusal);
    }

    private static void refuses(
            Path file, String found, String instead, Function<Json, ?> read, String refusal)
            throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(found));
        Json json = Json.parse(text.replace(found, instead), "config.json");

        var thrown = assertThrows(CheckpointException.class, () -> read.apply(json));

        assertEquals("config.json: " + refusal, thrown.getMessage());
    }
}
