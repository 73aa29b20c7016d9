package studio.xomni.engine.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class PillowResizeTest {

    /** Expected: checksums of Pillow 12.3.0's resizes, pictures/make_pictures.py. */
    @Test
    void resizesBitForBitAsPillowDoes() {
        for (String[] line : PictureCases.lines("resizes.txt")) {
            Picture picture = numbers(Integer.parseInt(line[0]), Integer.parseInt(line[1]));

            Picture resized =
                    PillowResize.bicubic(
                            picture, Integer.parseInt(line[2]), Integer.parseInt(line[3]));

            CRC32 crc = new CRC32();
            crc.update(resized.rgb());
            assertEquals(line[4], "%08x".formatted(crc.getValue()), String.join(" ", line));
        }
    }

    @Test
    void leavesAPictureOfTheWantedSizeAlone() {
        Picture picture = numbers(7, 5);

        assertSame(picture, PillowResize.bicubic(picture, 7, 5));
    }

    @Test
    void refusesAnEmptySize() {
        Picture picture = numbers(7, 5);

        assertThrows(IllegalArgumentException.class, () -> PillowResize.bicubic(picture, 0, 5));
    }

    /** The picture of the generator's numbers, as in make_pictures.py. */
    private static Picture numbers(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        long x = 1;
        for (int i = 0; i < rgb.length; i++) {
            x = x * 1103515245L + 12345 & 0x7fffffff;
            rgb[i] = (byte) (x >> 16);
        }
        return new Picture(width, height, rgb);
    }
}
