package studio.xomni.app.sheet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.Origin;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Provenance;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.store.Sheet;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;
import studio.xomni.engine.vision.PngWriter;

class SheetTest {

    private static final Sheet SHEET = new Sheet("t", List.of(0.03, 0.1), List.of(1.0, 1.5));

    @TempDir Path folder;

    /** The third picture of a batch from seed 40 on, with a min-p of 0.2. */
    static PictureMetadata metadata() {
        var request =
                new ImageRequest(
                        "theirs",
                        256,
                        192,
                        new SamplingSettings(1, 0.9, 40, 0.8, 0.2, 1.1),
                        40,
                        4,
                        new ImageRequest.PaintSettings(10, new ImageRequest.PaintSeed.OfTokens()));
        return new PictureMetadata(
                "origin",
                Instant.EPOCH,
                new Recipe(request, new ModelSource.BuiltIn(), NumberType.INT8),
                new Provenance(2, "1", "Built-in", "cpu", 2, List.of(), ""),
                new ImageTokens(16, 12, new int[192]),
                Map.of());
    }

    private StoredPicture picture(String id, String settings, Path file) {
        return new StoredPicture(
                id, file, Instant.EPOCH, 4, 6, "", List.of(), 42, "", settings, false, 0, Set.of());
    }

    @Test
    void valuesAreReadAsPeopleTypeThem() {
        assertEquals(List.of(0.0, 0.03, 0.1), Axis.MIN_P.read(" .1, 0.03；0 0.03 ").values());
        assertEquals(Optional.of(Axis.Wrong.NONE), Axis.MIN_P.read(" , ").wrong());
        assertEquals(Optional.of(Axis.Wrong.NUMBER), Axis.MIN_P.read("0.1 x").wrong());
        assertEquals("x", Axis.MIN_P.read("0.1 x").word());
        assertEquals(Optional.of(Axis.Wrong.BOUNDS), Axis.MIN_P.read("0.1 0.6").wrong());
        assertEquals(Optional.of(Axis.Wrong.BOUNDS), Axis.GUIDANCE.read("NaN").wrong());
        assertEquals(Optional.of(Axis.Wrong.MANY), Axis.GUIDANCE.read("1 2 3 4 5 6 7 8 9").wrong());
    }

    @Test
    void thePicturesOwnValuesAreAmongThoseProposed() {
        assertEquals("0  0.03  0.1", Axis.MIN_P.proposed(0.03, List.of(0.0, 0.03, 0.1)));
        assertEquals("0  0.03  0.2", Axis.MIN_P.proposed(0.2, List.of(0.0, 0.03, 0.1)));
    }

    @Test
    void everyPairOfValuesIsOrderedWithTheSeedOfThePicture() {
        List<Recipe> ordered = new ArrayList<>();
        List<Origin> origins = new ArrayList<>();
        SheetOrderModel model =
                new SheetOrderModel(
                        metadata(),
                        (recipes, origin, sheet) -> {
                            ordered.addAll(recipes);
                            origins.add(origin);
                        });
        assertEquals("0  0.03  0.2", model.minP().get());
        model.minP().set("0.2 0.05");
        model.guidance().set("1 2 3");
        assertEquals(6, model.count());
        model.order();
        assertEquals(6, ordered.size());
        Recipe last = ordered.get(5);
        assertEquals(0.2, last.request().sampling().minP());
        assertEquals(3, last.request().sampling().guidance());
        assertEquals(0.05, ordered.get(0).request().sampling().minP());
        assertEquals(2, ordered.get(1).request().sampling().guidance());
        for (Recipe recipe : ordered) {
            assertEquals(42, recipe.request().seed());
            assertEquals(1, recipe.request().count());
            assertEquals("theirs", recipe.request().prompt());
            assertEquals(0.9, recipe.request().sampling().temperature());
            assertEquals(NumberType.INT8, recipe.numbers());
        }
        assertEquals("origin", origins.get(0).madeFrom());
        Sheet table = Objects.requireNonNull(origins.get(0).sheet());
        assertEquals(List.of(0.05, 0.2), table.minP());
    }

    @Test
    void nothingIsOrderedWhileAValueIsWrong() {
        SheetOrderModel model =
                new SheetOrderModel(
                        metadata(),
                        (recipes, origin, sheet) -> {
                            throw new AssertionError("ordered");
                        });
        model.guidance().set("0.5");
        assertEquals(0, model.count());
        model.order();
    }

    @Test
    void picturesStandWhereTheirSettingsSay() {
        List<StoredPicture> all = new ArrayList<>();
        Path file = folder.resolve("a.png");
        SheetModel model = new SheetModel(id -> all, picture -> {}, Background.inline());
        model.refresh();
        model.show(SHEET);
        assertEquals(Map.of(), model.table().get().orElseThrow().cells());
        StoredPicture newer = picture("newer", "cfg=1.5 min-p=0.03 sheet=t", file);
        StoredPicture older = picture("older", "cfg=1.5 min-p=0.03 sheet=t", file);
        StoredPicture other = picture("other", "cfg=1 min-p=0.1 sheet=t", file);
        StoredPicture odd = picture("odd", "cfg=7 min-p=0.1 sheet=t", file);
        all.addAll(List.of(newer, older, other, odd));
        model.refresh();
        assertEquals(
                Map.of(new SheetModel.Place(0, 1), newer, new SheetModel.Place(1, 0), other),
                model.table().get().orElseThrow().cells());
    }

    private static Picture plain(int width, int height, int shade) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) shade);
        return new Picture(width, height, rgb);
    }

    private static int shade(Picture picture, int x, int y) {
        return picture.rgb()[3 * (y * picture.width() + x)] & 255;
    }

    @Test
    void aSheetIsOnePictureWithLabelsAndWithoutAnythingElse() throws Exception {
        Path file = folder.resolve("a.png");
        PngWriter.write(plain(4, 6, 50), file);
        Path out = folder.resolve("out/sheet.png");
        List<StoredPicture> all = List.of(picture("one", "cfg=1.5 min-p=0.1 sheet=t", file));
        SheetModel model = new SheetModel(id -> all, picture -> {}, Background.inline());
        model.show(SHEET);
        SheetPicture.Labels labels =
                new SheetPicture.Labels(
                        List.of(plain(10, 2, 1), plain(12, 2, 2)),
                        List.of(plain(3, 5, 3), plain(3, 5, 4)));
        List<Path> written = new ArrayList<>();
        model.export(
                out,
                labels,
                written::add,
                failure -> {
                    throw new AssertionError(failure);
                });
        assertEquals(List.of(out), written);
        Picture whole = PictureReader.read(out);
        int gap = SheetPicture.GAP;
        int left = 12 + 2 * gap;
        int top = 5 + 2 * gap;
        assertEquals(left + 2 * (4 + gap), whole.width());
        assertEquals(top + 2 * (6 + gap), whole.height());
        assertEquals(50, shade(whole, left + 4 + gap, top + 6 + gap), "the picture in its place");
        assertEquals(255, shade(whole, left, top), "a picture that is missing");
        assertEquals(2, shade(whole, gap, top + 6 + gap + 2), "the label of the second row");
        assertEquals(4, shade(whole, left + 4 + gap, gap), "the label of the second column");
        assertFalse(Files.readString(out, StandardCharsets.ISO_8859_1).contains("iTXt"));
    }

    @Test
    void aLargeSheetIsMadeSmaller() {
        Path file = folder.resolve("large.png");
        PngWriter.write(plain(2000, 1000, 9), file);
        StoredPicture large =
                new StoredPicture(
                        "l",
                        file,
                        Instant.EPOCH,
                        2000,
                        1000,
                        "",
                        List.of(),
                        1,
                        "",
                        "",
                        false,
                        0,
                        Set.of());
        List<Picture> four =
                List.of(plain(1, 1, 0), plain(1, 1, 0), plain(1, 1, 0), plain(1, 1, 0));
        Picture whole =
                SheetPicture.of(
                        1,
                        4,
                        List.of(new SheetPicture.Cell(0, 3, large)),
                        new SheetPicture.Labels(List.of(plain(1, 1, 0)), four));
        assertTrue(whole.width() <= SheetPicture.LONGEST + 200, "" + whole.width());
        assertEquals(9, shade(whole, whole.width() - SheetPicture.GAP - 5, whole.height() / 2));
    }

    @Test
    void aSmallerPictureKeepsTheMeanOfItsColours() {
        byte[] rgb = {0, 0, 0, 100, 100, 100, 50, 50, 50, (byte) 250, (byte) 250, (byte) 250};
        assertArrayEquals(
                new byte[] {100, 100, 100},
                SheetPicture.scaled(new Picture(2, 2, rgb), 1, 1).rgb());
    }
}
