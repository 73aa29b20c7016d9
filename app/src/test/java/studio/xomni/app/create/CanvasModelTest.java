package studio.xomni.app.create;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.xomni.app.create.CanvasModel.Shown;
import studio.xomni.engine.vision.Picture;

class CanvasModelTest {

    private final CanvasModel canvas = new CanvasModel();
    private final Shown.Live one = live(1);
    private final Shown.Live two = live(2);
    private final Shown.Stored stored = new Shown.Stored("id", Path.of("a.png"), 8, 8);

    private static Shown.Live live(int shade) {
        byte[] rgb = {(byte) shade, 0, 0};
        return new Shown.Live(new Picture(1, 1, rgb), 16, 16);
    }

    @Test
    void showsTheSelectedPictureOfTheBatch() {
        canvas.run("writing", "", 0.5, List.of(one, two));
        assertEquals(Optional.of(one), canvas.shown().get());
        canvas.select(1);
        assertEquals(Optional.of(two), canvas.shown().get());
    }

    @Test
    void anOpenedPictureStaysWhileOthersAreMade() {
        canvas.run("writing", "", 0.5, List.of(one));
        canvas.open(stored);
        canvas.run("writing", "", 0.6, List.of(two));
        assertEquals(Optional.of(stored), canvas.shown().get());
        canvas.select(0);
        assertEquals(Optional.of(two), canvas.shown().get());
    }

    @Test
    void aNewJobIsShownWhateverWasOpened() {
        canvas.open(stored);
        canvas.begin();
        canvas.run("writing", "", 0, List.of(one));
        assertEquals(Optional.of(one), canvas.shown().get());
    }

    @Test
    void whatWasMadeStaysWhenNothingRunsAnyMore() {
        canvas.run("painting", "about 2 s left", 0.9, List.of(one));
        assertTrue(canvas.running().get());
        canvas.idle();
        assertFalse(canvas.running().get());
        assertEquals("", canvas.stage().get());
        assertEquals(Optional.of(one), canvas.shown().get());
    }

    @Test
    void zoomsWithinBounds() {
        canvas.zoomTo(1000);
        assertEquals(16, canvas.zoom().get());
        canvas.zoomTo(0.0001);
        assertEquals(0.05, canvas.zoom().get());
    }
}
