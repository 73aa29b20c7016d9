package studio.xomni.app.store;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import studio.xomni.engine.vision.Picture;

/** Small JPEG pictures, each pixel the mean of the area it stands for. */
final class Thumbnails {

    /** Of the longer side, in pixels. A smaller picture keeps its size. */
    static final int SIDE = 256;

    private static final float QUALITY = 0.85f;

    private Thumbnails() {}

    /** A picture of at most {@link #SIDE} × {@link #SIDE} pixels as JPEG. */
    static byte[] of(Picture picture) {
        double scale = Math.min(1, (double) SIDE / Math.max(picture.width(), picture.height()));
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        return jpeg(averaged(picture, width, height));
    }

    private static BufferedImage averaged(Picture picture, int width, int height) {
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] columns = new int[width + 1];
        for (int x = 0; x <= width; x++) {
            columns[x] = (int) ((long) x * picture.width() / width);
        }
        for (int y = 0; y < height; y++) {
            int top = (int) ((long) y * picture.height() / height);
            int bottom = (int) ((long) (y + 1) * picture.height() / height);
            for (int x = 0; x < width; x++) {
                small.setRGB(x, y, mean(picture, columns[x], columns[x + 1], top, bottom));
            }
        }
        return small;
    }

    /** Never empty: a thumbnail is at most as large as its picture. */
    private static int mean(Picture picture, int left, int right, int top, int bottom) {
        long red = 0;
        long green = 0;
        long blue = 0;
        byte[] rgb = picture.rgb();
        for (int y = top; y < bottom; y++) {
            int at = 3 * (y * picture.width() + left);
            for (int x = left; x < right; x++, at += 3) {
                red += rgb[at] & 0xff;
                green += rgb[at + 1] & 0xff;
                blue += rgb[at + 2] & 0xff;
            }
        }
        long area = (long) (right - left) * (bottom - top);
        long half = area / 2;
        return (int) ((red + half) / area) << 16
                | (int) ((green + half) / area) << 8
                | (int) ((blue + half) / area);
    }

    private static byte[] jpeg(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), quality);
        } catch (IOException e) {
            throw new IllegalStateException("A picture in memory could not be encoded.", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
