package studio.xomni.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import studio.xomni.engine.vision.Picture;

class ThumbnailsTest {

    /** JPEG loses a little: grey values may be off by so much. */
    private static final int TOLERANCE = 3;

    private static BufferedImage thumbnail(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Thumbnails.of(picture)));
    }

    @Test
    void theLongerSideHas256PixelsAndTheOtherFollows() throws IOException {
        BufferedImage wide = thumbnail(new Picture(1024, 512, new byte[3 * 1024 * 512]));
        assertEquals(256, wide.getWidth());
        assertEquals(128, wide.getHeight());
        BufferedImage thin = thumbnail(new Picture(2, 1000, new byte[3 * 2 * 1000]));
        assertEquals(1, thin.getWidth());
        assertEquals(256, thin.getHeight());
    }

    @Test
    void eachPixelIsTheMeanOfItsArea() throws IOException {
        byte[] rgb = new byte[3 * 1024 * 1024];
        for (int i = 0; i < 1024 * 1024; i++) {
            // Black and white rows by turns: a pixel picked from one of them would be either.
            byte grey = (byte) (i / 1024 % 2 == 0 ? 0 : 255);
            rgb[3 * i] = grey;
            rgb[3 * i + 1] = grey;
            rgb[3 * i + 2] = grey;
        }
        BufferedImage small = thumbnail(new Picture(1024, 1024, rgb));
        for (int y = 0; y < 256; y += 51) {
            assertEquals(128, small.getRGB(100, y) & 0xff, TOLERANCE);
        }
    }

    @Test
    void coloursAreKept() throws IOException {
        byte[] rgb = new byte[3 * 300 * 300];
        for (int i = 0; i < 300 * 300; i++) {
            rgb[3 * i] = (byte) 200;
            rgb[3 * i + 1] = 100;
            rgb[3 * i + 2] = 50;
        }
        int pixel = thumbnail(new Picture(300, 300, rgb)).getRGB(128, 128);
        assertEquals(200, pixel >> 16 & 0xff, TOLERANCE);
        assertEquals(100, pixel >> 8 & 0xff, TOLERANCE);
        assertEquals(50, pixel & 0xff, TOLERANCE);
    }
}
