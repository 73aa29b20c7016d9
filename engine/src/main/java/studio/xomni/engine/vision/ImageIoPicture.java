package studio.xomni.engine.vision;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;

/** The first picture of bytes in memory as ImageIO decodes it; its size is within bounds. */
final class ImageIoPicture implements AutoCloseable {

    private final ImageReader reader;
    private final ImageInputStream stream;

    private ImageIoPicture(ImageReader reader, ImageInputStream stream) {
        this.reader = reader;
        this.stream = stream;
    }

    /**
     * Reads the header only.
     *
     * @param bytes what to decode: the file's own bytes or what its container holds
     */
    static ImageIoPicture open(PictureFile file, byte[] bytes) throws IOException {
        return open(file, bytes, true);
    }

    /** As {@link #open}, and {@link #metadata} can be asked for. */
    static ImageIoPicture openWithMetadata(PictureFile file, byte[] bytes) throws IOException {
        return open(file, bytes, false);
    }

    private static ImageIoPicture open(PictureFile file, byte[] bytes, boolean ignoreMetadata)
            throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(file.format().name()).next();
        ImageIoPicture picture = new ImageIoPicture(reader, new MemoryImageInputStream(bytes));
        try {
            reader.setInput(picture.stream, false, ignoreMetadata);
            file.requireReadableSize(reader.getWidth(0), reader.getHeight(0));
            return picture;
        } catch (IOException | RuntimeException e) {
            picture.close();
            throw e;
        }
    }

    /** The pixels with their colour model, which is only asked what the samples mean. */
    BufferedImage pixels() throws IOException {
        return reader.read(0);
    }

    /** The samples as the file stores them, before any colour conversion. */
    Raster samples() throws IOException {
        return reader.readRaster(0, null);
    }

    IIOMetadata metadata() throws IOException {
        return reader.getImageMetadata(0);
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        stream.close();
    }
}
