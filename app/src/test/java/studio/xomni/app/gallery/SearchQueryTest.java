package studio.xomni.app.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import studio.xomni.app.store.StoredPicture;

class SearchQueryTest {

    private static final StoredPicture FOX =
            Marks.onBoard(
                    Marks.rated(Samples.picture(7, "A red fox under \"SALE\", 夏日音乐节 海报"), 4),
                    "Jazz Night");

    private static boolean finds(String query, StoredPicture picture) {
        return SearchQuery.parse(query, ZoneOffset.UTC).matches(Catalogue.Entry.of(picture));
    }

    private static void assertFinds(String... queries) {
        for (String query : queries) {
            assertTrue(finds(query, FOX), query);
        }
    }

    private static void assertHides(String... queries) {
        for (String query : queries) {
            assertFalse(finds(query, FOX), query);
        }
    }

    @Test
    void wordsMustAllMatchInAnyOrderAndCase() {
        assertFinds("fox RED", "  ", "", "built-in min-p=0.03", "picture-00007");
        assertHides("fox blue");
    }

    @Test
    void whatWasSaidInChatsIsFoundByWordsAndByItsField() {
        Catalogue.Entry chatted =
                Catalogue.Entry.of(FOX).saying(Folded.of("What does it say?\n标题是“大减价”\n"));
        for (String query : List.of("does IT", "大减价", "fox 标题", "chat:", "chat:大减价", "-chat:tea")) {
            assertTrue(SearchQuery.parse(query, ZoneOffset.UTC).matches(chatted), query);
        }
        for (String query : List.of("chat:fox", "-chat:", "text:大减价", "chat:tea")) {
            assertFalse(SearchQuery.parse(query, ZoneOffset.UTC).matches(chatted), query);
        }
        assertHides("chat:", "chat:fox", "大减价");
        assertFinds("-chat:");
    }

    @Test
    void chineseIsFoundInsideAText() {
        assertFinds("音乐", "夏日 海报", "夏日音乐节");
        assertHides("冬日");
    }

    @Test
    void wideSignsOfAnInputMethodArePlainOnes() {
        assertFinds("ｆｏｘ", "ｓｅｅｄ：７", "fox　red", "“red fox”");
        assertHides("－fox");
    }

    @Test
    void quotesKeepWordsTogether() {
        assertFinds("\"red fox\"", "\"red fox");
        assertHides("\"fox red\"");
    }

    @Test
    void aMinusTurnsATermRound() {
        assertFinds("-blue", "fox -rating:1", "-\"fox red\"");
        assertHides("-fox", "-rating:>=3", "-seed:7");
    }

    @Test
    void fieldsAskForOneThing() {
        assertFinds("seed:7", "model:built", "size:384x512", "size:384×512");
        assertHides("seed:8", "model:7b", "size:512x384", "seed:70");
        assertFinds("board:jazz", "board:\"jazz night\"");
        assertHides("board:rock");
    }

    @Test
    void textLooksAtThePosterOnly() {
        StoredPicture poster = Samples.picture(3, "A fox under \"LIFT OFF\"");
        assertTrue(finds("text:\"lift off\"", poster));
        assertFalse(finds("text:fox", poster));
    }

    @Test
    void ratingsAreCompared() {
        assertFinds("rating:4", "rating:>=3", "rating:>3", "rating:<5", "rating:<=4", "rating:=4");
        assertHides("rating:3", "rating:>4", "rating:<4", "rating:<=3", "rating:5");
    }

    @Test
    void favouritesAreFoundByEitherName() {
        StoredPicture marked = Marks.favourite(FOX, true);
        for (String query : List.of("fav:", "fav:yes", "favourite:", "favourite:yes")) {
            assertTrue(finds(query, marked), query);
            assertFalse(finds(query, FOX), query);
        }
        assertFinds("fav:no");
    }

    @Test
    void datesAreYearsMonthsOrDays() {
        assertFinds("after:2026", "after:2026-11", "after:2026-11-20", "before:2026-11-21");
        assertHides("before:2026-11-20", "after:2026-11-21", "before:2026", "after:2027");
    }

    @Test
    void aFieldThatIsStillBeingTypedHidesNothing() {
        assertFinds("seed:", "fox rating:", "before:", "board:");
    }

    @Test
    void whatIsNoFieldIsText() {
        StoredPicture odd = Samples.picture(1, "ratio:wide and rating:great at 12:30");
        assertTrue(finds("ratio:wide", odd));
        assertTrue(finds("rating:great", odd));
        assertTrue(finds("12:30", odd));
        assertTrue(finds("\"rating:great\"", odd));
        assertFalse(finds("\"seed:1\"", odd));
    }

    @Property
    void anyTextIsUnderstoodWithoutAnError(@ForAll String typed) {
        SearchQuery query = SearchQuery.parse(typed, ZoneOffset.UTC);
        // What asks for nothing shows everything.
        assertTrue(!query.isEmpty() || query.matches(Catalogue.Entry.of(FOX)));
    }

    @Property
    void anyWordsOfThePromptFindThePicture(
            @ForAll List<@AlphaChars @StringLength(min = 1, max = 9) String> words) {
        StoredPicture picture = Samples.picture(1, String.join(" ", words));
        assertTrue(finds(String.join(" ", words).toUpperCase(Locale.ROOT), picture));
        assertTrue(finds("\"" + String.join(" ", words) + "\"", picture));
    }

    @Property
    void aTermAndItsNegationNeverAgree(
            @ForAll @AlphaChars @StringLength(min = 1, max = 3) String word,
            @ForAll @IntRange(max = 5) int rating) {
        assertNotEquals(finds(word, FOX), finds("-" + word, FOX));
        assertNotEquals(finds("rating:>=" + rating, FOX), finds("-rating:>=" + rating, FOX));
    }

    @Property
    void twoTermsFindWhatEachOfThemFinds(
            @ForAll @AlphaChars @StringLength(min = 1, max = 2) String one,
            @ForAll @AlphaChars @StringLength(min = 1, max = 2) String other) {
        assertEquals(finds(one, FOX) && finds(other, FOX), finds(one + " " + other, FOX));
    }

    @Property
    void everyPictureIsEitherBeforeADayOrAfterItsStart(
            @ForAll @IntRange(min = -700, max = 700) int days) {
        LocalDate day = LocalDate.of(2026, 11, 20).plusDays(days);
        assertNotEquals(finds("before:" + day, FOX), finds("after:" + day, FOX));
    }
}
