package studio.xomni.engine.vision;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures as 8-bit RGB PNG files, each in one step as {@link OutputFile} does. */
public final class PngWriter {

    private PngWriter() {}

    /**
     * Writes the picture, over an older file if there is one.
     *
     * @throws studio.xomni.engine.error.UsageException where the folder is missing or may not be
     *     written to, or the path is no file
     * @throws studio.xomni.engine.error.ResourceException where the disk is full
     */
    public static void write(Picture picture, Path path) {
        OutputFile.write(path, encode(picture));
    }

    /**
     * Refuses a path that {@link #write} could not write to; cheap, to be asked before long work.
     *
     * @throws studio.xomni.engine.error.UsageException as {@link #write}
     */
    public static void requireWritable(Path path) {
        OutputFile.requireWritable(path);
    }

    /** The bytes of a PNG file with the picture and nothing else. */
    public static byte[] encode(Picture picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(image(picture), null, null));
        } catch (IOException e) {
            throw new IllegalStateException("A picture in memory could not be encoded.", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The picture's bytes as an image, without a copy. */
    private static BufferedImage image(Picture picture) {
        WritableRaster raster =
                Raster.createInterleavedRaster(
                        new DataBufferByte(picture.rgb(), picture.rgb().length),
                        picture.width(),
                        picture.height(),
                        3 * picture.width(),
                        3,
                        new int[] {0, 1, 2},
                        null);
        ComponentColorModel rgb =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        ComponentColorModel.OPAQUE,
                        DataBuffer.TYPE_BYTE);
        return new BufferedImage(rgb, raster, false, null);
    }
}
