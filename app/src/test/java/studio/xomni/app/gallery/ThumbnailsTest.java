package studio.xomni.app.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import studio.xomni.app.work.Background;

class ThumbnailsTest {

    private static final int SIDE = 10;
    private static final int BYTES = SIDE * SIDE * 4;

    /** Pictures of JavaFX need its toolkit. */
    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void aFullCacheForgetsWhatWasLongestUnused() {
        ImageCache cache = new ImageCache(2 * BYTES);
        cache.put("one", new WritableImage(SIDE, SIDE));
        cache.put("two", new WritableImage(SIDE, SIDE));
        assertTrue(cache.get("one").isPresent());
        cache.put("three", new WritableImage(SIDE, SIDE));
        assertTrue(cache.get("one").isPresent() && cache.get("two").isEmpty());
        cache.put("one", new WritableImage(SIDE, SIDE));
        assertEquals(2 * BYTES, cache.bytes());
    }

    @Test
    void aRequestThatNobodyWaitsForReadsNothing() {
        FakePictures pictures = new FakePictures(Samples.pictures(1));
        Thumbnails thumbnails = new Thumbnails(pictures, Background.inline());
        List<Image> ready = new ArrayList<>();
        thumbnails.load("p1", SIDE, () -> false, ready::add);
        assertEquals(0, pictures.thumbnailsRead.get());
        thumbnails.load("p1", SIDE, () -> true, ready::add);
        assertEquals(1, pictures.thumbnailsRead.get());
        assertEquals(List.of(), ready, "a picture without a thumbnail shows nothing");
    }
}
