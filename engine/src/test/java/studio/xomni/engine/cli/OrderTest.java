package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

    @Test
    void onePictureKeepsItsName() {
        assertEquals(List.of(Path.of("a/poster.png")), Order.numbered(Path.of("a/poster.png"), 1));
    }

    @Test
    void severalPicturesAreNumberedBeforeTheEnding() {
        assertEquals(
                List.of(Path.of("a.b/poster-1.png"), Path.of("a.b/poster-2.png")),
                Order.numbered(Path.of("a.b/poster.png"), 2));
        assertEquals(
                List.of(Path.of("a.b/poster-1"), Path.of("a.b/poster-2")),
                Order.numbered(Path.of("a.b/poster"), 2));
        assertEquals(
                List.of(Path.of(".hidden-1"), Path.of(".hidden-2")),
                Order.numbered(Path.of(".hidden"), 2));
    }
}
