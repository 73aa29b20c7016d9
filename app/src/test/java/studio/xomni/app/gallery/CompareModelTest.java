package studio.xomni.app.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import studio.xomni.engine.vision.Picture;

class CompareModelTest {

    private static final double EXACT = 1e-9;

    private final CompareModel model = new CompareModel();

    @Test
    void theEdgeStaysInThePicture() {
        for (int i = 0; i < 10; i++) {
            model.moveEdge(1, true);
        }
        assertEquals(1, model.edge().get());
        model.moveEdge(-1, false);
        assertEquals(0.98, model.edge().get(), EXACT);
    }

    @Test
    void zoomingKeepsThePointUnderThePointer() {
        model.zoomAt(2, 30, -10);
        // A point at 30 from the middle was at 30 of the unzoomed picture, now at 60 of it.
        assertEquals(30, 2 * 30 + model.panX().get(), EXACT);
        assertEquals(-10, 2 * -10 + model.panY().get(), EXACT);
    }

    @Test
    void theWholePictureIsNeverMoved() {
        model.pan(40, 40);
        assertEquals(0, model.panX().get());
        model.zoomAt(3, 5, 5);
        model.pan(40, 40);
        model.fit();
        assertEquals(0, model.panX().get());
        assertEquals(1, model.zoom().get());
    }

    @Test
    void countsThePixelsThatDiffer() {
        Picture one = new Picture(2, 1, new byte[] {0, 0, 0, 10, 20, 30});
        Picture other = new Picture(2, 1, new byte[] {0, 0, 0, (byte) 250, 20, 30});
        assertEquals(0.5, ComparedPair.differing(one, other));
        assertEquals(0, ComparedPair.differing(one, one));
        assertEquals(-1, ComparedPair.differing(one, new Picture(1, 1, new byte[3])));
        assertArrayEquals(
                new byte[] {0, 0, 0, (byte) 240, 0, 0}, ComparedPair.difference(one, other).rgb());
    }
}
