package studio.xomni.app.create;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.store.ModelSource;

class ColourTest {

    /** Rounding of the published values. */
    private static final double CLOSE = 0.1;

    @Test
    void itIsWrittenAsSixDigits() {
        assertEquals("#0a00ff", new Colour(0xff0a00ff).hex());
        assertEquals(Optional.of(new Colour(0x0a00ff)), Colour.parse("#0A00fF"));
        assertEquals(Optional.empty(), Colour.parse("#0a00f"));
        assertEquals(Optional.empty(), Colour.parse("navy"));
    }

    /** Lab of sRGB red is (53.24, 80.09, 67.20), of green (87.73, −86.18, 83.18): any table. */
    @Test
    void theDistanceIsThatOfCie1976() {
        assertEquals(0, new Colour(0x123456).distance(new Colour(0x123456)));
        assertEquals(100, new Colour(0).distance(new Colour(0xffffff)), CLOSE);
        assertEquals(170.6, new Colour(0xff0000).distance(new Colour(0x00ff00)), CLOSE);
    }

    @Test
    void theNearestNameIsTheOneThatLooksMostAlike() {
        Map<String, String> palette =
                Map.of("navy", "#1a2a5e", "red", "#cc2222", "white", "#ffffff", "odd", "none");
        assertEquals(Optional.of("navy"), new Colour(0x102040).nearest(palette));
        assertEquals(Optional.of("white"), new Colour(0xf0f0e8).nearest(palette));
        assertEquals(Optional.of("red"), new Colour(0xff0000).nearest(palette));
        assertEquals(Optional.empty(), new Colour(0).nearest(Map.of()));
    }

    @Test
    void everyColourOfTheBuiltInModelIsItsOwnNearest() {
        Map<String, String> palette = ModelInfo.read(new ModelSource.BuiltIn()).card().colours();
        assertTrue(palette.size() > 20, palette.toString());
        palette.forEach(
                (name, hex) ->
                        assertEquals(
                                Optional.of(hex.toLowerCase(java.util.Locale.ROOT)),
                                Colour.parse(hex)
                                        .orElseThrow()
                                        .nearest(palette)
                                        .map(palette::get)
                                        .map(one -> one.toLowerCase(java.util.Locale.ROOT)),
                                name));
    }
}
