package studio.xomni.engine.vision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.engine.error.UsageException;

class ImageTransformTest {

    private static final ImageTransform RELEASE = new ImageTransform(128, 384, 1152, 3, 16, true);
    private static final ImageTransform UNFILTERED =
            new ImageTransform(128, 384, 1152, 3, 16, false);

    /** Equal: the resize is exact, and both sides do the same two float32 operations. */
    private static final float TOLERANCE = 0;

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void preparesTheReferencePhotoAsTheReleaseDoes(String language) throws IOException {
        Path expected = Path.of("src/test/resources/goldens", language, "expected");
        ImageTransform transform = new ImageTransform(32, 96, 192, 3, 16, true);

        Pixels pixels = transform.apply(PictureReader.read(expected.resolve("photo.png")));

        Pixels wanted = preprocessed(expected.resolve("tensors.safetensors"));
        assertEquals(wanted.height(), pixels.height());
        assertEquals(wanted.width(), pixels.width());
        assertArrayEquals(wanted.values(), pixels.values(), TOLERANCE);
    }

    /** Expected: the release's rule run in Python, pictures/make_pictures.py. */
    @Test
    void choosesTheSizesThatTheReleaseChooses() {
        for (String[] line : PictureCases.lines("sizes.txt")) {
            ImageTransform.Size size =
                    RELEASE.targetSize(Integer.parseInt(line[0]), Integer.parseInt(line[1]));

            assertEquals(
                    new ImageTransform.Size(Integer.parseInt(line[2]), Integer.parseInt(line[3])),
                    size,
                    String.join(" ", line));
        }
    }

    @Test
    void roundsHalfAPatchToTheEvenNumberOfPatches() {
        assertEquals(new ImageTransform.Size(384, 416), RELEASE.targetSize(392, 408));
        assertEquals(new ImageTransform.Size(416, 448), RELEASE.targetSize(424, 440));
    }

    @Test
    void refusesAPictureThatIsTooSmall() {
        UsageException refusal =
                assertThrows(UsageException.class, () -> RELEASE.targetSize(200, 127));

        assertEquals(
                "A picture of 200×127 pixels (width × height) is too small: its short side must have at least 128.",
                refusal.getMessage());
        assertEquals(new ImageTransform.Size(608, 384), RELEASE.targetSize(202, 128));
    }

    @Test
    void refusesAPictureThatIsTooLong() {
        UsageException refusal =
                assertThrows(UsageException.class, () -> RELEASE.targetSize(200, 601));

        assertEquals(
                "A picture of 200×601 pixels (width × height) is too long: its long side may be at most 3.0 times its short side.",
                refusal.getMessage());
        assertEquals(new ImageTransform.Size(384, 1152), RELEASE.targetSize(200, 600));
    }

    @Test
    void withoutFilteringSmallAndLongPicturesAreTaken() {
        assertEquals(new ImageTransform.Size(384, 384), UNFILTERED.targetSize(1, 1));
        assertEquals(new ImageTransform.Size(128, 1152), UNFILTERED.targetSize(200, 1800));
    }

    @Test
    void withoutFilteringAPictureOfWhichNothingWouldBeLeftIsRefused() {
        assertThrows(UsageException.class, () -> UNFILTERED.targetSize(10, 5000));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 384, 1152, 3, 16, min_short_size",
        "128, 0, 1152, 3, 16, short_size",
        "128, 384, 15, 3, 16, long_size",
        "128, 384, 1152, 0.9, 16, max_aspect_ratio",
        "128, 384, 1152, NaN, 16, max_aspect_ratio",
        "128, 384, 1152, 3, 0, patch_size"
    })
    void refusesSettingsThatMakeNoSense(
            int minShort, int shortSize, int longSize, double ratio, int patch, String name) {
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new ImageTransform(
                                        minShort, shortSize, longSize, ratio, patch, true));

        assertEquals(name, String.valueOf(refusal.getMessage()).split(" ", 2)[0]);
    }

    @Test
    void refusesPixelsOfAnotherCount() {
        assertThrows(IllegalArgumentException.class, () -> new Pixels(2, 2, new float[11]));
    }

    /**
     * The tensor {@code preprocessed} of a safetensors file, float32 of shape [3, height, width].
     */
    private static Pixels preprocessed(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = (int) bytes.getLong();
        String header = new String(bytes.array(), 8, headerLength, UTF_8);
        JsonObject entry =
                JsonParser.parseString(header).getAsJsonObject().getAsJsonObject("preprocessed");
        List<Integer> shape =
                entry.getAsJsonArray("shape").asList().stream().map(e -> e.getAsInt()).toList();
        JsonArray offsets = entry.getAsJsonArray("data_offsets");
        int from = offsets.get(0).getAsInt();
        FloatBuffer data =
                bytes.slice(8 + headerLength + from, offsets.get(1).getAsInt() - from)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
        float[] values = new float[data.remaining()];
        data.get(values);
        return new Pixels(shape.get(1), shape.get(2), values);
    }
}
