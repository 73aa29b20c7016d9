package studio.xomni.app.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import studio.xomni.app.text.Texts;

class GalleryTextsTest {

    @Test
    void everyFactAndOrderAndModeHasWords() {
        Texts texts = Texts.of("gallery");
        for (Order order : Order.values()) {
            assertFalse(texts.get("order." + order.name().toLowerCase(Locale.ROOT)).isBlank());
        }
        for (CompareModel.Mode mode : CompareModel.Mode.values()) {
            assertFalse(texts.get("compare." + mode.name().toLowerCase(Locale.ROOT)).isBlank());
        }
    }

    @Test
    void numbersOfPicturesReadAsPeopleSayThem() {
        Texts texts = Texts.of("gallery");
        assertEquals("No pictures", texts.get("count.all", 0));
        assertEquals("1 picture", texts.get("count.all", 1));
        assertEquals("50,000 pictures", texts.get("count.all", 50_000));
        assertEquals("1 picture moved to the trash, kept for 30 days.", texts.get("trashed", 1));
    }
}
