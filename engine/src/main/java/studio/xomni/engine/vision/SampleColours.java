package studio.xomni.engine.vision;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import javax.imageio.IIOException;

/**
 * What red, green and blue the samples of one pixel mean.
 *
 * <p>The rules are those of Pillow's {@code Image.convert("RGB")}: grey is replicated, palettes are
 * looked up, alpha is dropped and the colour under it kept. Java's own conversions are never used:
 * its grey has another gamma, and it applies colour profiles.
 */
@FunctionalInterface
interface SampleColours {

    /** Alpha stored with colours already multiplied by it has this band after red, green, blue. */
    int ALPHA = 3;

    /**
     * Writes one pixel.
     *
     * @param samples a row of samples, pixel by pixel
     * @param at where the pixel's samples start
     * @param rgb receives red, green and blue
     * @param to where they go
     */
    void write(int[] samples, int at, byte[] rgb, int to);

    /** A raster's pixels in these colours. */
    default Picture picture(Raster raster) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int bands = raster.getNumBands();
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        int[] row = new int[Math.multiplyExact(width, bands)];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                write(row, x * bands, rgb, 3 * (y * width + x));
            }
        }
        return new Picture(width, height, rgb);
    }

    /** A decoded image's pixels, told by its colour model. */
    static Picture picture(BufferedImage image) throws IIOException {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette) {
            return palette(palette).picture(image.getRaster());
        }
        return of(model, image.getSampleModel()).picture(image.getRaster());
    }

    /** Indices into a palette. */
    static SampleColours palette(IndexColorModel palette) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        return palette(colours);
    }

    /** Indices into colours 0xRRGGBB. */
    static SampleColours palette(int[] colours) {
        return (samples, at, rgb, to) -> {
            int colour = colours[samples[at]];
            rgb[to] = (byte) (colour >> 16);
            rgb[to + 1] = (byte) (colour >> 8);
            rgb[to + 2] = (byte) colour;
        };
    }

    /** Cyan, magenta, yellow and black of 8 bits, 255 for full ink. */
    static void writeInks(int cyan, int magenta, int yellow, int black, byte[] rgb, int to) {
        int light = 255 - black;
        rgb[to] = (byte) (light - multiply255(cyan, light));
        rgb[to + 1] = (byte) (light - multiply255(magenta, light));
        rgb[to + 2] = (byte) (light - multiply255(yellow, light));
    }

    private static SampleColours of(ColorModel model, SampleModel layout) throws IIOException {
        int[] bits = layout.getSampleSize();
        int space = model.getColorSpace().getType();
        if (space == ColorSpace.TYPE_GRAY && bits.length == 1 && bits[0] > 8) {
            return SampleColours::writeClippedGrey;
        }
        if (space == ColorSpace.TYPE_GRAY && bits[0] <= 16) {
            return (samples, at, rgb, to) -> {
                byte grey = (byte) eightBits(samples[at], bits[0]);
                rgb[to] = grey;
                rgb[to + 1] = grey;
                rgb[to + 2] = grey;
            };
        }
        if (space == ColorSpace.TYPE_RGB && bits.length >= 3 && bits[0] <= 16) {
            return model.isAlphaPremultiplied() && bits.length > ALPHA
                    ? premultiplied(bits)
                    : (samples, at, rgb, to) -> {
                        for (int c = 0; c < 3; c++) {
                            rgb[to + c] = (byte) eightBits(samples[at + c], bits[c]);
                        }
                    };
        }
        if (space == ColorSpace.TYPE_CMYK && bits.length >= 4 && bits[0] == 8) {
            return (samples, at, rgb, to) ->
                    writeInks(
                            samples[at],
                            samples[at + 1],
                            samples[at + 2],
                            samples[at + 3],
                            rgb,
                            to);
        }
        throw new IIOException(
                "Samples of %d bits in %d bands of colour space %d are not supported."
                        .formatted(bits[0], bits.length, space));
    }

    /**
     * Grey of 16 bits, of 32 or of floating point: Pillow cuts it off at 255 and does not scale it.
     */
    private static void writeClippedGrey(int[] samples, int at, byte[] rgb, int to) {
        byte grey = (byte) clip(samples[at]);
        rgb[to] = grey;
        rgb[to + 1] = grey;
        rgb[to + 2] = grey;
    }

    private static SampleColours premultiplied(int[] bits) {
        return (samples, at, rgb, to) -> {
            int alpha = eightBits(samples[at + ALPHA], bits[ALPHA]);
            for (int c = 0; c < 3; c++) {
                int colour = eightBits(samples[at + c], bits[c]);
                rgb[to + c] = (byte) (alpha == 0 ? colour : clip(255 * colour / alpha));
            }
        };
    }

    /** High byte of longer samples, shorter ones stretched: both cut off and do not round. */
    private static int eightBits(int sample, int bits) {
        return bits > 8 ? sample >> (bits - 8) : sample * 255 / ((1 << bits) - 1);
    }

    /** The product of two parts of 255, as a part of 255, rounded to the nearest. */
    private static int multiply255(int a, int b) {
        int product = a * b + 128;
        return ((product >> 8) + product) >> 8;
    }

    static int clip(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
