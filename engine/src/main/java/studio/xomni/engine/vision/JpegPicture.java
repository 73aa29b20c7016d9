package studio.xomni.engine.vision;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOException;

/**
 * JPEG: components are decoded as stored, and turned into colours here as libjpeg and Pillow do.
 *
 * <p>Equal to Pillow's pixels bit for bit where the decoder's inverse transform and upsampling are
 * (the JDK's own libjpeg; tested against libjpeg-turbo 3.1).
 */
final class JpegPicture {

    private static final int NO_ADOBE_MARKER = -1;

    private boolean jfif;
    private int adobeTransform = NO_ADOBE_MARKER;
    private byte[] componentIds = {};
    private byte[] exif = {};

    private JpegPicture() {}

    static Picture read(PictureFile file) throws IOException {
        JpegPicture jpeg = new JpegPicture();
        jpeg.readMarkers(file.bytes());
        try (ImageIoPicture decoder = ImageIoPicture.open(file, file.bytes())) {
            Raster samples = decoder.samples();
            if (samples.getNumBands() != jpeg.componentIds.length) {
                throw new IIOException("The number of components changes within the file.");
            }
            return Orientation.ofExif(jpeg.exif).upright(jpeg.colours().picture(samples));
        }
    }

    /** The colour spaces that libjpeg takes components for. */
    private SampleColours colours() throws IIOException {
        return switch (componentIds.length) {
            case 1 -> (samples, at, rgb, to) -> Arrays.fill(rgb, to, to + 3, (byte) samples[at]);
            case 3 ->
                    isRgb()
                            ? (samples, at, rgb, to) -> {
                                rgb[to] = (byte) samples[at];
                                rgb[to + 1] = (byte) samples[at + 1];
                                rgb[to + 2] = (byte) samples[at + 2];
                            }
                            : JpegPicture::writeLumaChroma;
            // Pillow takes every such file for an inverted one, as Adobe's programs write them.
            case 4 ->
                    adobeTransform > 0
                            ? (samples, at, rgb, to) -> {
                                writeLumaChroma(samples, at, rgb, to);
                                SampleColours.writeInks(
                                        rgb[to] & 255,
                                        rgb[to + 1] & 255,
                                        rgb[to + 2] & 255,
                                        255 - samples[at + 3],
                                        rgb,
                                        to);
                            }
                            : (samples, at, rgb, to) ->
                                    SampleColours.writeInks(
                                            255 - samples[at],
                                            255 - samples[at + 1],
                                            255 - samples[at + 2],
                                            255 - samples[at + 3],
                                            rgb,
                                            to);
            default ->
                    throw new IIOException(
                            "A JPEG of %d components is not supported."
                                    .formatted(componentIds.length));
        };
    }

    private boolean isRgb() {
        if (jfif) {
            return false;
        }
        if (adobeTransform != NO_ADOBE_MARKER) {
            return adobeTransform == 0;
        }
        return Arrays.equals(componentIds, new byte[] {'R', 'G', 'B'});
    }

    /** ITU-R BT.601 of full range in 16 fractional bits, rounded as libjpeg's tables are. */
    private static void writeLumaChroma(int[] samples, int at, byte[] rgb, int to) {
        int luma = samples[at];
        int blue = samples[at + 1] - 128;
        int red = samples[at + 2] - 128;
        rgb[to] = (byte) SampleColours.clip(luma + ((91881 * red + 32768) >> 16));
        rgb[to + 1] =
                (byte) SampleColours.clip(luma + ((-22554 * blue - 46802 * red + 32768) >> 16));
        rgb[to + 2] = (byte) SampleColours.clip(luma + ((116130 * blue + 32768) >> 16));
    }

    /** Walks the markers of the first picture to its end, so that a file cut short is refused. */
    private void readMarkers(byte[] bytes) throws IOException {
        int at = 2;
        while (true) {
            at = nextMarker(bytes, at);
            int marker = bytes[at++] & 255;
            if (marker == 0xd9) {
                return;
            }
            if (marker == 0x01 || marker == 0xd8) {
                continue;
            }
            if (bytes.length - at < 2) {
                throw endMissing();
            }
            int length = (bytes[at] & 255) << 8 | bytes[at + 1] & 255;
            if (length < 2 || length > bytes.length - at) {
                throw new IIOException("A segment is longer than the file.");
            }
            readSegment(marker, bytes, at + 2, length - 2);
            at += length;
        }
    }

    /** Past stuffed zeros, restart markers and stray bytes, as libjpeg looks for markers. */
    private static int nextMarker(byte[] bytes, int from) throws EOFException {
        for (int at = from + 1; at < bytes.length; at++) {
            int code = bytes[at] & 255;
            boolean restart = code >= 0xd0 && code <= 0xd7;
            if (bytes[at - 1] == (byte) 0xff && code != 0 && code != 0xff && !restart) {
                return at;
            }
        }
        throw endMissing();
    }

    private static EOFException endMissing() {
        return new EOFException("The end-of-image marker is missing.");
    }

    private void readSegment(int marker, byte[] bytes, int at, int length) {
        boolean frame = marker >= 0xc0 && marker <= 0xcf;
        boolean tables = marker == 0xc4 || marker == 0xc8 || marker == 0xcc;
        if (frame && !tables && length >= 6) {
            componentIds = new byte[Math.min(bytes[at + 5] & 255, (length - 6) / 3)];
            for (int i = 0; i < componentIds.length; i++) {
                componentIds[i] = bytes[at + 6 + 3 * i];
            }
        } else if (marker == 0xe0 && length >= 14 && startsWith(bytes, at, "JFIF\0")) {
            jfif = true;
        } else if (marker == 0xee && length >= 12 && startsWith(bytes, at, "Adobe")) {
            adobeTransform = bytes[at + 11] & 255;
        } else if (marker == 0xe1
                && exif.length == 0
                && length > 6
                && startsWith(bytes, at, "Exif\0\0")) {
            exif = Arrays.copyOfRange(bytes, at + 6, at + length);
        }
    }

    private static boolean startsWith(byte[] bytes, int at, String text) {
        return new String(bytes, at, text.length(), ISO_8859_1).equals(text);
    }
}
