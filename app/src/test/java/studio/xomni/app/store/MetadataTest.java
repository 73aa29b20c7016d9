package studio.xomni.app.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ImageRequest.PaintSeed;
import studio.xomni.engine.pipeline.ImageRequest.PaintSettings;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.PictureReader;

class MetadataTest {

    @TempDir Path folder;

    private Path write(PictureMetadata metadata) throws IOException {
        Path file = Files.createTempFile(folder, "picture", ".png");
        Files.write(file, PictureFiles.encode(Samples.picture(1), metadata));
        return file;
    }

    private static PictureMetadata read(Path file) throws IOException {
        return PictureFiles.metadata(file).orElseThrow();
    }

    /** Equal in all, with the tokens' codes compared one by one. */
    private static void assertSame(PictureMetadata wanted, PictureMetadata got) {
        assertEquals(wanted.id(), got.id());
        assertEquals(wanted.created(), got.created());
        assertEquals(wanted.recipe(), got.recipe());
        assertEquals(wanted.provenance(), got.provenance());
        assertEquals(wanted.tokens().rows(), got.tokens().rows());
        assertEquals(wanted.tokens().columns(), got.tokens().columns());
        assertArrayEquals(wanted.tokens().codes(), got.tokens().codes());
        assertEquals(wanted.unknown(), got.unknown());
    }

    /** Without the field's folder: properties are not run inside the extension that makes it. */
    @Property(tries = 1000)
    void whatIsWrittenIntoAFileIsReadBackWhole(@ForAll("metadata") PictureMetadata metadata)
            throws IOException {
        Path file = Files.createTempFile("round-trip", ".png");
        try {
            Files.write(file, PictureFiles.encode(Samples.picture(1), metadata));
            assertSame(metadata, read(file));
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 300)
    void whatIsWrittenIntoAJpegIsReadBackWhole(@ForAll("metadata") PictureMetadata metadata)
            throws IOException {
        Path file = Files.createTempFile("round-trip", ".jpg");
        try {
            Files.write(file, JpegFile.of(Samples.picture(1), 90, Optional.of(metadata)));
            assertSame(metadata, read(file));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void anyPngReaderSeesThePixelsTheDescriptionAndTheColourSpace() throws IOException {
        Path file = write(Samples.metadata("茶 \"tea\"", 1));
        assertArrayEquals(Samples.picture(1).rgb(), PictureReader.read(file).rgb());
        assertTrue(
                PngFile.read(file)
                        .orElseThrow()
                        .texts()
                        .contains(new PngFile.Text("Description", "茶 \"tea\"")));
        var reader = javax.imageio.ImageIO.getImageReadersByFormatName("png").next();
        try (var in = javax.imageio.ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            var tree =
                    (org.w3c.dom.Element)
                            reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
            assertEquals(1, tree.getElementsByTagName("sRGB").getLength());
            var text = (org.w3c.dom.Element) tree.getElementsByTagName("iTXtEntry").item(0);
            assertEquals("xomni", text.getAttribute("keyword"));
            assertTrue(text.getAttribute("text").contains("\"version\":1"));
        } finally {
            reader.dispose();
        }
    }

    @Test
    void fieldsOfLaterVersionsAreReadAndKept() {
        JsonObject json = JsonText.object(MetadataJson.write(Samples.metadata("a", 1)));
        json.addProperty("version", 7);
        json.addProperty("new/field~", 1.50);
        json.getAsJsonObject("recipe").add("new", JsonText.object("{\"a\":[1,null,\"茶\"]}"));
        json.getAsJsonObject("recipe").getAsJsonObject("sampling").addProperty("mirostat", 2);
        PictureMetadata read = MetadataJson.read(JsonText.of(json));
        assertEquals("a", read.recipe().request().prompt());
        assertEquals(json, JsonText.object(MetadataJson.write(read)));
    }

    @Test
    void whatIsMissingAndNotNeededHasItsDefault() {
        JsonObject json = JsonText.object(MetadataJson.write(Samples.metadata("a", 1)));
        json.remove("provenance");
        json.getAsJsonObject("recipe").remove("sampling");
        json.getAsJsonObject("recipe").remove("numbers");
        PictureMetadata read = MetadataJson.read(JsonText.of(json));
        assertEquals(SamplingSettings.DEFAULT, read.recipe().request().sampling());
        assertEquals(NumberType.FLOAT32, read.recipe().numbers());
        assertEquals("", read.provenance().build());
    }

    @Test
    void nonsenseIsRefused() {
        String good = MetadataJson.write(Samples.metadata("a", 1));
        for (String[] change :
                new String[][] {
                    {"\"rows\":2", "\"rows\":3"},
                    {"\"rows\":2,\"columns\":2", "\"rows\":65536,\"columns\":65536"},
                    {"\"width\":32", "\"width\":33"},
                    {"\"kind\":\"built-in\"", "\"kind\":\"another\""},
                    {"\"created\":\"2026", "\"created\":\"+999999999"},
                    {"\"created\":\"2026-", "\"created\":\"\u8336"},
                    {"\"prompt\":\"a\"", "\"prompt\":{}"},
                    {"\"id\":\"", "\"id\":\"../"},
                    {"\"recipe\":", "\"no-recipe\":"},
                }) {
            String bad = good.replace(change[0], change[1]);
            assertTrue(!bad.equals(good), () -> "nothing to change: " + change[0]);
            assertThrows(JsonParseException.class, () -> MetadataJson.read(bad), change[1]);
        }
        assertThrows(JsonParseException.class, () -> MetadataJson.read("["));
        assertThrows(JsonParseException.class, () -> MetadataJson.read("[".repeat(100_000)));
    }

    @Test
    void aFileThatIsDamagedAnywhereIsReadOrRefusedInWords() throws IOException {
        byte[] whole = Files.readAllBytes(write(Samples.metadata("damaged 茶", 1)));
        Path file = folder.resolve("damaged.png");
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j <= random.nextInt(4); j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            int length = i % 2 == 0 ? damaged.length : random.nextInt(damaged.length);
            Files.write(file, java.util.Arrays.copyOf(damaged, length));
            refusedInWords(() -> PictureFiles.read(file));
            refusedInWords(() -> PictureFiles.pixels(file));
            Optional<PngFile> png = PngFile.read(file);
            if (png.isPresent()) {
                refusedInWords(() -> PictureFiles.metadata(file, png.get()));
            }
        }
    }

    private static void refusedInWords(Runnable work) {
        try {
            work.run();
        } catch (StoreException e) {
            assertEquals(StoreException.Kind.PICTURE, e.kind(), e::getMessage);
        }
    }

    @Test
    void metadataThatIsDamagedAnywhereIsReadOrRefused() {
        byte[] whole = MetadataJson.write(Samples.metadata("damaged 茶", 1)).getBytes(UTF_8);
        Random random = new Random(4);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                MetadataJson.read(new String(damaged, i % 2 == 0 ? UTF_8 : ISO_8859_1));
            } catch (JsonParseException e) {
                refused++;
            }
        }
        assertTrue(refused > 0, "nothing was damaged");
    }

    @Test
    void tokenCodesOfEverySizeAreReadBack() {
        int[] codes = {0, 1, 127, 128, 16_383, 16_384, 1 << 28, Integer.MAX_VALUE};
        assertArrayEquals(codes, TokenCodes.codes(TokenCodes.bytes(codes)));
        assertEquals(2, TokenCodes.bytes(new int[] {16_383}).length);
        byte[] cut = {(byte) 0x80};
        assertThrows(IllegalArgumentException.class, () -> TokenCodes.codes(cut));
        byte[] large = {-1, -1, -1, -1, 127};
        assertThrows(IllegalArgumentException.class, () -> TokenCodes.codes(large));
    }

    @Provide
    Arbitrary<PictureMetadata> metadata() {
        Arbitrary<ImageTokens> tokens =
                Combinators.combine(
                                Arbitraries.integers().between(1, 6),
                                Arbitraries.integers().between(1, 6),
                                Arbitraries.longs())
                        .as(Samples::tokens);
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
        Arbitrary<Provenance> provenances =
                Combinators.combine(
                                Arbitraries.integers().between(0, 15),
                                texts(),
                                texts(),
                                Arbitraries.integers().between(0, 99).list().ofMaxSize(3),
                                Arbitraries.of(Memory.class).injectNull(0.5))
                        .as(
                                (position, build, name, resumed, memory) ->
                                        new Provenance(
                                                position, build, name, "cpu", 4, resumed, "x",
                                                memory));
        Arbitrary<Map<String, String>> unknown =
                Arbitraries.maps(
                                Arbitraries.of("a", "茶", "recipe/new", "provenance/b~1c"),
                                texts().map(text -> JsonText.strings(List.of(text))))
                        .ofMaxSize(3);
        return Combinators.combine(recipes(), provenances, tokens, times, unknown)
                .as(
                        (recipe, provenance, codes, time, fields) ->
                                new PictureMetadata(
                                        PictureMetadata.newId(),
                                        time,
                                        recipe,
                                        provenance,
                                        codes,
                                        fields));
    }

    private Arbitrary<Recipe> recipes() {
        Arbitrary<SamplingSettings> sampling =
                Combinators.combine(
                                Arbitraries.doubles().between(0, 100),
                                Arbitraries.doubles().between(0.1, 2),
                                Arbitraries.integers().between(0, 2000),
                                Arbitraries.doubles().between(0.01, 1),
                                Arbitraries.doubles().between(0, 1),
                                Arbitraries.doubles().between(0.5, 2))
                        .as(SamplingSettings::new);
        Arbitrary<PaintSettings> paint =
                Combinators.combine(
                                Arbitraries.integers().between(1, 100),
                                Arbitraries.longs().injectNull(0.5))
                        .as(
                                (steps, seed) ->
                                        new PaintSettings(
                                                steps,
                                                seed == null
                                                        ? new PaintSeed.OfTokens()
                                                        : new PaintSeed.Own(seed)));
        Arbitrary<ModelSource> models =
                Arbitraries.of(
                        new ModelSource.BuiltIn(),
                        new ModelSource.Folders(Path.of("模型 \"7B\""), Path.of("flux", "dev")));
        Arbitrary<ImageRequest> requests =
                Combinators.combine(
                                texts(),
                                Arbitraries.integers().between(1, 100),
                                Arbitraries.integers().between(1, 100),
                                sampling,
                                Arbitraries.longs(),
                                Arbitraries.integers().between(1, 16),
                                paint)
                        .as(
                                (prompt, rows, columns, settings, seed, count, painting) ->
                                        new ImageRequest(
                                                prompt,
                                                16 * rows,
                                                16 * columns,
                                                settings,
                                                seed,
                                                count,
                                                painting));
        return Combinators.combine(requests, models, Arbitraries.of(NumberType.class))
                .as(Recipe::new);
    }

    /** Any characters at all, halves of pairs too, with many of those that are hard. */
    private Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "茶",
                                "🍵",
                                "👩‍👩‍👧",
                                "\n",
                                "\r\n",
                                "\t",
                                "\"",
                                "“",
                                "'",
                                "\\",
                                "\0",
                                "\ud83c",
                                "é",
                                " ",
                                "{\"a\":1}",
                                "</script>",
                                "\u2028"),
                        Arbitraries.strings().ofMaxLength(8))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
