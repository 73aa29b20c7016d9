package studio.xomni.engine.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.checkpoint.Safetensors;
import studio.xomni.engine.checkpoint.Weights;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Precision;
import studio.xomni.engine.torch.Precision.Matrices;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.torch.Torch;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;

class TilesTest {

    private static final int FACTOR = 2;

    /**
     * Of 255, between a poster of the built-in model decoded whole and in tiles of 256 pixels,
     * where norms and attention see a quarter of it; seen: 0.74 on average, 30 at most.
     */
    private static final double MEAN_LEVELS = 1.5;

    private static final int MOST_LEVELS = 60;

    private final Torch torch = Torch.start(new Device.Cpu());
    private final Scope scope = torch.scope();

    @AfterEach
    void free() {
        scope.close();
        torch.close();
    }

    /** A decoder without any sight of its neighbours: each latent becomes a square of pixels. */
    private static Tensor enlarge(Scope scope, Tensor latents) {
        int h = (int) latents.shape()[2];
        int w = (int) latents.shape()[3];
        float[] values = latents.toFloats();
        float[] pixels = new float[3 * h * w * FACTOR * FACTOR];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % (w * FACTOR) / FACTOR;
            int y = i / (w * FACTOR) % (h * FACTOR) / FACTOR;
            int c = i / (w * FACTOR * h * FACTOR);
            pixels[i] = values[(c * h + y) * w + x];
        }
        return scope.floats(pixels, 1, 3, (long) h * FACTOR, (long) w * FACTOR);
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "9, 8", "8, 21", "17, 40", "31, 3"})
    void tilesOfADecoderWithoutNeighboursMakeTheWholePicture(int height, int width) {
        var random = new Random(3);
        float[] values = new float[3 * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        Tensor latents = scope.floats(values, 1, 3, height, width);
        byte[] tiled =
                new TiledDecoding(new Tiles(8, 3), latents, FACTOR)
                        .decode(scope, TilesTest::enlarge);
        byte[] whole =
                new TiledDecoding(new Tiles(64, 3), latents, FACTOR)
                        .decode(scope, TilesTest::enlarge);
        assertEquals(3 * height * width * FACTOR * FACTOR, tiled.length);
        for (int i = 0; i < whole.length; i++) {
            assertEquals(whole[i] & 255, tiled[i] & 255, 1, "byte " + i);
        }
    }

    @Test
    void tilesCoverAPictureAndOverlapEnough() {
        var tiles = new Tiles(8, 3);
        for (int length = 1; length < 100; length++) {
            int count = tiles.count(length);
            assertEquals(0, tiles.start(0, length));
            assertEquals(length, tiles.start(count - 1, length) + tiles.extent(length));
            for (int i = 1; i < count; i++) {
                int shared = tiles.start(i - 1, length) + 8 - tiles.start(i, length);
                assertTrue(shared >= 3, "%d of %d".formatted(shared, length));
            }
        }
    }

    @Test
    void aTilesEdgeCountsLittleWhereANeighbourIsAndFullyWhereNoneIs() {
        var tiles = new Tiles(8, 4);
        assertEquals(1, tiles.weight(0, 0, 20, 1));
        assertEquals(0.125f, tiles.weight(0, 1, 20, 1));
        assertEquals(0.125f, tiles.weight(7, 0, 20, 1));
        assertEquals(1, tiles.weight(7, tiles.count(20) - 1, 20, 1));
        assertEquals(1, tiles.weight(0, 0, 8, 1));
    }

    @Test
    void refusesAnOverlapBeyondHalfATile() {
        assertThrows(IllegalArgumentException.class, () -> new Tiles(8, 5));
        assertThrows(IllegalArgumentException.class, () -> new Tiles(8, 0));
    }

    @Test
    void aPosterInTilesIsNearTheWholeOne() {
        try (Autoencoder vae = load()) {
            VaeConfig config = config();
            Tensor mean = vae.mean(scope, pixels("0.png"));
            float[] values = mean.toFloats();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((values[i] - config.shift()) * config.scaling());
            }
            Tensor latents = scope.floats(values, mean.shape());
            byte[] whole = vae.decode(scope, latents).toBytes();

            assertArrayEquals(whole, vae.decodeInTiles(latents, Tiles.DEFAULT), "of one tile");
            byte[] tiled = vae.decodeInTiles(latents, new Tiles(32, 8));
            double sum = 0;
            int largest = 0;
            for (int i = 0; i < whole.length; i++) {
                int difference = Math.abs((whole[i] & 255) - (tiled[i] & 255));
                sum += difference;
                largest = Math.max(largest, difference);
            }
            assertTrue(sum / whole.length < MEAN_LEVELS, "mean distance " + sum / whole.length);
            assertTrue(largest < MOST_LEVELS, "a pixel differs by " + largest);
        }
    }

    private Tensor pixels(String name) {
        Picture picture = PictureReader.read(Golden.BUILTIN.expected(name));
        int count = picture.width() * picture.height();
        float[] values = new float[3 * count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (picture.rgb()[3 * (i % count) + i / count] & 255) / 127.5f - 1;
        }
        return scope.floats(values, 1, 3, picture.height(), picture.width());
    }

    private static VaeConfig config() {
        return VaeConfig.from(Json.read(Golden.BUILTIN.flux().resolve("vae/config.json")));
    }

    private Autoencoder load() {
        var folder = Golden.BUILTIN.flux().resolve("vae");
        var stored = Safetensors.readFolder(folder, "diffusion_pytorch_model");
        return Autoencoder.load(
                torch,
                Weights.of(stored, folder, scope, DType.FLOAT32),
                config(),
                new Precision(DType.FLOAT32, DType.FLOAT32, Matrices.PLAIN));
    }
}
