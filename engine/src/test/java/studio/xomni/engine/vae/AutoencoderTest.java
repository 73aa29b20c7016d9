package studio.xomni.engine.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.StoredTensor;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;

class AutoencoderTest {

    private static final Precision FLOAT32 = new Precision(DType.FLOAT32, DType.FLOAT32, false);
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
            System.err.println("DISTANCE vae " + golden + " " + distance);
            assertTrue(distance < Golden.TOLERANCE, "the pixels are off by " + distance);
        }
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
