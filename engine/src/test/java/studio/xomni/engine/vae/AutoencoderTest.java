package studio.xomni.engine.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Precision.Matrices;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;

class AutoencoderTest {

    private static final Precision FLOAT32 =
            new Precision(DType.FLOAT32, DType.FLOAT32, Matrices.PLAIN);

    /** Float32 sums in another order, of the largest value; seen 2e-6, and 1e-5 at 512 × 384. */
    private static final double TOLERANCE = 1e-4;

    /** Twelve tiny blocks in 8 bits, of the largest pixel; seen 0.007 and 0.013. */
    private static final double BFLOAT16_DISTANCE = 0.03;

    private static final String STEM = "diffusion_pytorch_model";

    private Torch torch;
    private Scope scope;

    @BeforeEach
    void start() {
        torch = Torch.start(new Device.Cpu());
        scope = torch.scope();
    }

    @AfterEach
    void stop() {
        scope.close();
        torch.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void decodesTheLatentsOfTheRelease(Golden golden) {
        int height = golden.expected().integer("height");
        int width = golden.expected().integer("width");
        float[] expected = golden.tensor(scope, "vae_decoded");
        try (Autoencoder vae = load(golden, stored(golden), FLOAT32)) {
            Tensor pixels = vae.pixels(scope, latents(golden, height, width));

            assertArrayEquals(new long[] {1, 3, height, width}, pixels.shape());
            double distance = Golden.distance(expected, pixels.toFloats());
            assertTrue(distance < TOLERANCE, "the pixels are off by " + distance);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void roundsPixelsToBytesAsDiffusersDoes(Golden golden) {
        int height = golden.expected().integer("height");
        int width = golden.expected().integer("width");
        try (Autoencoder vae = load(golden, stored(golden), FLOAT32)) {
            Tensor latents = latents(golden, height, width);
            float[] pixels = vae.pixels(scope, latents).toFloats();

            Tensor picture = vae.decode(scope, latents);

            assertArrayEquals(new long[] {height, width, 3}, picture.shape());
            byte[] bytes = picture.toBytes();
            for (int i = 0; i < height * width; i++) {
                for (int c = 0; c < 3; c++) {
                    float unit = pixels[c * height * width + i] * 0.5f + 0.5f;
                    long expected = Math.round(Math.rint(Math.max(0, Math.min(1, unit)) * 255f));
                    assertEquals(expected, bytes[3 * i + c] & 0xff);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void encodesThePhotoToTheMeanOfTheRelease(Golden golden) {
        float[] expected = golden.tensor(scope, "vae_mean");
        Tensor pixels = scope.floats(golden.tensor(scope, "preprocessed"), 1, 3, 144, 192);
        try (Autoencoder vae = load(golden, stored(golden), FLOAT32)) {
            Tensor mean = vae.mean(scope, pixels);

            assertArrayEquals(new long[] {1, 16, 18, 24}, mean.shape());
            double distance = Golden.distance(expected, mean.toFloats());
            assertTrue(distance < TOLERANCE, "the mean is off by " + distance);
        }
    }

    @Test
    void decodesNearlyInBfloat16() {
        float[] expected = Golden.ZH.tensor(scope, "vae_decoded");
        for (DType activations : new DType[] {DType.FLOAT32, DType.BFLOAT16}) {
            var precision = new Precision(DType.BFLOAT16, activations, Matrices.PLAIN);
            try (Autoencoder vae = load(Golden.ZH, stored(Golden.ZH), precision)) {
                float[] pixels = vae.pixels(scope, latents(Golden.ZH, 64, 96)).toFloats();

                double distance = Golden.distance(expected, pixels);
                assertTrue(distance < BFLOAT16_DISTANCE, activations + " is off by " + distance);
            }
        }
    }

    @Test
    void namesATensorThatIsMissingMisshapenOrUnknown() {
        String name = "decoder.up_blocks.2.resnets.0.conv_shortcut.weight";
        Map<String, StoredTensor> missing = stored(Golden.ZH);
        missing.remove(name);
        Map<String, StoredTensor> misshapen = stored(Golden.ZH);
        copy(misshapen, "decoder.conv_in.weight", name);
        Map<String, StoredTensor> unknown = stored(Golden.ZH);
        copy(unknown, name, "quant_conv.weight");

        assertTrue(refusal(missing).contains(name + " is missing"));
        assertTrue(refusal(misshapen).contains(name + " must have the shape [16, 32, 1, 1]"));
        assertTrue(refusal(unknown).contains("quant_conv.weight"));
    }

    @Test
    void readsTheConvolutionsOfLatentsWhereTheConfigurationHasThem() {
        String json =
                """
                {"block_out_channels": [16, 16, 32, 32], "latent_channels": 16,
                 "layers_per_block": 1, "norm_num_groups": 8, "scaling_factor": 1,
                 "shift_factor": 0, "use_quant_conv": %s, "use_post_quant_conv": %s,
                 "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D",
                   "DownEncoderBlock2D", "DownEncoderBlock2D"],
                 "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D",
                   "UpDecoderBlock2D", "UpDecoderBlock2D"]}
                """;

        assertTrue(
                refusal(
                                stored(Golden.ZH),
                                VaeConfig.from(Json.parse(json.formatted(true, false), "x")))
                        .contains("quant_conv.weight is missing"));
        assertTrue(
                refusal(
                                stored(Golden.ZH),
                                VaeConfig.from(Json.parse(json.formatted(false, true), "x")))
                        .contains("post_quant_conv.weight is missing"));
    }

    @Test
    void refusesPixelsThatNoLatentCovers() {
        try (Autoencoder vae = load(Golden.ZH, stored(Golden.ZH), FLOAT32)) {
            Tensor pixels = scope.floats(new float[3 * 12 * 16], 1, 3, 12, 16);

            var refusal =
                    assertThrows(IllegalArgumentException.class, () -> vae.mean(scope, pixels));

            assertEquals(
                    "The pixels must have the shape (1, 3, h, w) with sides that are multiples of 8, got [1, 3, 12, 16].",
                    refusal.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"act_fn\": \"silu\"            | \"act_fn\": \"relu\"",
                "\"norm_num_groups\": 8        | \"norm_num_groups\": 5",
                "\"out_channels\": 3           | \"out_channels\": 4",
                "\"scaling_factor\": 0.3611    | \"scaling_factor\": 0",
                "\"latents_mean\": null        | \"latents_mean\": 1",
                "\"mid_block_add_attention\": true | \"mid_block_add_attention\": false",
                "UpDecoderBlock2D            | UpBlock2D"
            })
    void refusesAnotherAutoencoder(String found, String instead) throws IOException {
        String text = Files.readString(Golden.ZH.flux().resolve("vae/config.json"));
        assertTrue(text.contains(found));
        Json json = Json.parse(text.replace(found, instead), "config.json");

        var refusal = assertThrows(CheckpointException.class, () -> VaeConfig.from(json));

        assertTrue(String.valueOf(refusal.getMessage()).startsWith("config.json: "));
    }

    private String refusal(Map<String, StoredTensor> stored) {
        return refusal(stored, config(Golden.ZH));
    }

    private String refusal(Map<String, StoredTensor> stored, VaeConfig config) {
        Weights weights = Weights.of(stored, Golden.ZH.flux(), scope, DType.FLOAT32);
        var refusal =
                assertThrows(
                        CheckpointException.class,
                        () -> Autoencoder.load(torch, weights, config, FLOAT32));
        return String.valueOf(refusal.getMessage());
    }

    private static void copy(Map<String, StoredTensor> stored, String from, String to) {
        StoredTensor tensor = Objects.requireNonNull(stored.get(from), from);
        stored.put(
                to,
                new StoredTensor(
                        to,
                        tensor.file(),
                        tensor.offset(),
                        tensor.dtype(),
                        tensor.shape(),
                        tensor.strides()));
    }

    private static VaeConfig config(Golden golden) {
        return VaeConfig.from(Json.read(golden.flux().resolve("vae/config.json")));
    }

    private static Map<String, StoredTensor> stored(Golden golden) {
        return new LinkedHashMap<>(Safetensors.readFolder(golden.flux().resolve("vae"), STEM));
    }

    private Autoencoder load(Golden golden, Map<String, StoredTensor> stored, Precision precision) {
        Weights weights = Weights.of(stored, golden.flux().resolve("vae"), scope, DType.FLOAT32);
        return Autoencoder.load(torch, weights, config(golden), precision);
    }

    /** The expected packed latents, put back into their places. */
    private Tensor latents(Golden golden, int height, int width) {
        float[] packed = golden.tensor(scope, "denoised");
        int h = height / 8;
        int w = width / 8;
        float[] latents = new float[packed.length];
        for (int c = 0; c < 16; c++) {
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    int token = (y / 2) * (w / 2) + x / 2;
                    latents[(c * h + y) * w + x] = packed[token * 64 + c * 4 + (y % 2) * 2 + x % 2];
                }
            }
        }
        return scope.floats(latents, 1, 16, h, w);
    }
}
