package studio.xomni.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.engine.Engine;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;

class PreviewsTest {

    private static final int CODES = 8;

    /** Colours are rounded to 8 bits before they are learned and after they are told. */
    private static final int ROUNDING = 2;

    /**
     * Of 255, on average over a poster of the built-in model; seen: 6.7 to 9.0, 67 to 100 if grey.
     */
    private static final double SHIPPED_LEVELS = 15;

    @TempDir Path folder;

    /** A picture of cells of 16 × 16 pixels, each of one colour. */
    private static Picture cells(int rows, int columns, int... colours) {
        byte[] rgb = new byte[3 * 256 * rows * columns];
        for (int y = 0; y < 16 * rows; y++) {
            for (int x = 0; x < 16 * columns; x++) {
                int colour = colours[y / 16 * columns + x / 16];
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * 16 * columns + x) + c] = (byte) (colour >> (16 - 8 * c));
                }
            }
        }
        return new Picture(16 * columns, 16 * rows, rgb);
    }

    private static int[] colours(Picture picture) {
        int[] colours = new int[picture.width() * picture.height()];
        for (int i = 0; i < colours.length; i++) {
            for (int c = 0; c < 3; c++) {
                colours[i] = colours[i] << 8 | (picture.rgb()[3 * i + c] & 255);
            }
        }
        return colours;
    }

    private static float[] noise(int positions, long seed) {
        var random = new Random(seed);
        float[] values = new float[16 * positions];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static Previews taught() {
        Previews previews = Previews.empty(CODES);
        previews.learn(
                new ImageTokens(1, 2, new int[] {3, 5}),
                noise(8, 1),
                cells(1, 2, 0xff0000, 0x102030));
        return previews;
    }

    @Test
    void aWrittenCellHasTheMeanColourOfItsCodeAnUnknownOneIsGreyTheRestIsDark() {
        Previews previews = taught();
        previews.learn(
                new ImageTokens(1, 2, new int[] {3, 3}),
                noise(8, 2),
                cells(1, 2, 0x0000ff, 0x00ff00));
        Picture seen = previews.writing(new ImageTokens(1, 3, new int[] {3, 5, 0}), 2);
        assertEquals(3, seen.width());
        assertArrayEquals(
                new int[] {0x555555, 0x102030, 0x808080, 0x181818, 0x181818, 0x181818},
                colours(seen));
        assertEquals(2, previews.knownCodes());
    }

    @Test
    void aLinearRelationOfLatentsAndColoursIsFound() {
        int side = 40;
        var random = new Random(4);
        double[][] relation = new double[3][17];
        for (double[] row : relation) {
            Arrays.setAll(row, i -> i == 16 ? 128 : 8 * random.nextGaussian());
        }
        float[] values = noise(4 * side * side, 5);
        byte[] rgb = new byte[3 * 256 * side * side];
        int positions = 4 * side * side;
        int[] wanted = new int[3 * positions];
        for (int p = 0; p < positions; p++) {
            for (int c = 0; c < 3; c++) {
                double colour = relation[c][16];
                for (int i = 0; i < 16; i++) {
                    colour += relation[c][i] * values[i * positions + p];
                }
                wanted[3 * p + c] = (int) Math.max(0, Math.min(255, Math.round(colour)));
            }
        }
        int width = 16 * side;
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % width / 8;
            int y = i / 3 / width / 8;
            rgb[i] = (byte) wanted[3 * (y * 2 * side + x) + i % 3];
        }
        Previews previews = Previews.empty(CODES);
        previews.learn(
                new ImageTokens(side, side, new int[side * side]),
                values,
                new Picture(width, width, rgb));
        byte[] told = previews.painting(values, 2 * side, 2 * side).orElseThrow().rgb();
        for (int i = 0; i < told.length; i++) {
            assertEquals(wanted[i], told[i] & 255, ROUNDING);
        }
    }

    @Test
    void theBuiltInModelsTokensLookLikeItsPosters() {
        var model = new ModelFolder(Golden.BUILTIN.checkpoint(), Golden.BUILTIN.flux());
        ModelConfig config = ModelConfig.read(model.checkpoint());
        Previews previews = Previews.shipped(model, config);
        for (Json sample : Golden.BUILTIN.expected().objects("samples")) {
            Picture poster = PictureReader.read(Golden.BUILTIN.expected(sample.text("picture")));
            int rows = poster.height() / 16;
            int columns = poster.width() / 16;
            var tokens = new ImageTokens(rows, columns, Golden.ints(sample.integers("tokens")));
            double learned = distance(poster, previews.writing(tokens, rows));
            Previews none = Previews.empty(config.codebook().codebookSize());
            double grey = distance(poster, none.writing(tokens, rows));
            assertTrue(learned < SHIPPED_LEVELS && learned < grey / 3, learned + " and " + grey);
        }
    }

    /** Of 255, between a coarse picture and the means of the blocks that it stands for. */
    private static double distance(Picture picture, Picture coarse) {
        float[] means = Blocks.means(picture, coarse.width(), coarse.height());
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            sum += Math.abs(means[i] - (coarse.rgb()[i] & 255));
        }
        return sum / means.length;
    }

    @Test
    void nothingIsToldOfAPaintingBeforeTheFirstPicture() {
        assertEquals(Optional.empty(), Previews.empty(CODES).painting(noise(4, 1), 2, 2));
    }

    @Test
    void whatWasLearnedIsReadBack() {
        Path file = folder.resolve("previews.bin");
        Previews previews = taught();
        previews.save(file);
        Previews read = Previews.open(file, CODES);
        var tokens = new ImageTokens(1, 2, new int[] {3, 5});
        assertArrayEquals(previews.writing(tokens, 1).rgb(), read.writing(tokens, 1).rgb());
        float[] values = noise(4, 9);
        assertArrayEquals(
                previews.painting(values, 2, 2).orElseThrow().rgb(),
                read.painting(values, 2, 2).orElseThrow().rgb());
    }

    @Test
    void aMissingDamagedOrForeignFileIsOneThatKnowsNothing() throws IOException {
        Path file = folder.resolve("previews.bin");
        assertEquals(0, Previews.open(file, CODES).knownCodes());
        taught().save(file);
        byte[] right = Files.readAllBytes(file);
        assertEquals(0, Previews.open(file, CODES + 1).knownCodes());
        for (int at = 0; at < right.length; at += 7) {
            byte[] damaged = right.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            assertEquals(0, Previews.open(file, CODES).knownCodes(), "byte " + at);
        }
        for (int length : new int[] {0, 1, 16, right.length - 1}) {
            Files.write(file, Arrays.copyOf(right, length));
            assertEquals(0, Previews.open(file, CODES).knownCodes(), length + " bytes");
        }
        assertEquals(0, Previews.open(folder, CODES).knownCodes());
    }

    @Test
    void refusesCodesThatTheModelDoesNotHave() {
        var foreign = new ImageTokens(1, 1, new int[] {CODES});
        assertThrows(
                IllegalArgumentException.class, () -> Previews.empty(CODES).writing(foreign, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> Previews.empty(CODES).learn(foreign, noise(4, 1), cells(1, 1, 0)));
    }

    @Test
    void eachPaintingStepIsSeenOnceAPictureWasLearnedFrom() {
        var settings =
                new EngineSettings(
                        new Device.Cpu(), new EngineSettings.Types.All(DType.FLOAT32), false);
        var model = new ModelFolder(Golden.ZH.checkpoint(), Golden.ZH.flux());
        try (Engine engine = Engine.open(model, settings)) {
            ImageRequest request = engine.request("Hi").withSize(64, 48).withSeed(5, 2);
            Previews previews = Previews.empty(engine.config().codebook().codebookSize());
            List<Progress.Preview> seen = new ArrayList<>();
            int before = Scope.live();
            List<GeneratedImage> images =
                    engine.textToImage()
                            .withPreviews(previews)
                            .generate(
                                    request,
                                    event -> {
                                        if (event instanceof Progress.Preview preview) {
                                            seen.add(preview);
                                        }
                                    },
                                    new Cancellation());
            assertEquals(request.paint().steps(), seen.size());
            for (Progress.Preview preview : seen) {
                assertEquals(1, preview.picture());
                assertEquals(6, preview.rgb().width());
                assertEquals(8, preview.rgb().height());
            }
            assertTrue(previews.knownCodes() > 0);

            // Looking changes nothing, and without previews nothing is told.
            List<GeneratedImage> unseen =
                    engine.textToImage()
                            .generate(
                                    request,
                                    event -> assertTrue(!(event instanceof Progress.Preview)),
                                    new Cancellation());
            assertArrayEquals(images.get(1).picture().rgb(), unseen.get(1).picture().rgb());
            int loaded = Scope.live();
            assertTrue(loaded > before);
            var unused =
                    engine.textToImage()
                            .withPreviews(previews)
                            .generate(request, event -> {}, new Cancellation());
            assertEquals(loaded, Scope.live());
        }
    }
}
