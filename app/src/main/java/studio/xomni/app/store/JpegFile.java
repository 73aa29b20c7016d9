package studio.xomni.app.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.NodeList;
import studio.xomni.engine.vision.Picture;

/**
 * JPEG files in sRGB, said so by its profile. Colours are kept at full resolution: letters in a
 * strong colour would be blurred otherwise.
 */
final class JpegFile {

    private static final String TREE = "javax_imageio_jpeg_image_1.0";

    /** Of what a segment holds, its length among it. */
    private static final int LONGEST = 65_535;

    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;

    /** The mark that a file begins with. */
    private static final int START = 0xffd8;

    /** The first mark of a segment that has a length, and the last. */
    private static final int TABLES = 0xC0;

    private static final int LAST = 0xFE;

    /** What may stand before a mark. */
    private static final int FILL = 0xFF;

    /** The mark that pixels follow. */
    private static final int SCAN = 0xDA;

    /** Of damaged files too, which may repeat something without end. */
    private static final int MOST_SEGMENTS = 1000;

    /** The mark that a file begins with, and its first segment's mark and length. */
    private static final int HEAD = 6;

    private JpegFile() {}

    /**
     * A picture as JPEG.
     *
     * @param quality 1 to 100
     * @param metadata what it says of itself, as XMP; nothing where it is empty
     */
    static byte[] of(Picture picture, int quality, Optional<PictureMetadata> metadata) {
        byte[] plain = encode(picture, quality / 100f);
        // Up to the end of the first segment, which is JFIF's and must stay the first.
        int head = HEAD - 2 + ((plain[4] & 0xff) << 8 | plain[5] & 0xff);
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length + LONGEST);
        out.write(plain, 0, head);
        metadata.ifPresent(known -> segment(out, APP1, Xmp.of(known, LONGEST - 2)));
        segment(out, APP2, profile());
        out.write(plain, head, plain.length - head);
        return out.toByteArray();
    }

    /**
     * What a JPEG file of ours says of itself; empty where it says nothing, is damaged or no JPEG.
     * Its pixels are not looked at.
     */
    static Optional<PictureMetadata> metadata(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < HEAD || in.readUnsignedShort() != START) {
                return Optional.empty();
            }
            for (int i = 0; i < MOST_SEGMENTS && in.getFilePointer() + 4 <= in.length(); i++) {
                int mark = in.readUnsignedShort() - 0xff00;
                if (mark == FILL) {
                    in.seek(in.getFilePointer() - 1);
                    continue;
                }
                int length = in.readUnsignedShort() - 2;
                long end = in.getFilePointer() + length;
                // Pixels follow the scan's mark; what is no mark is damage.
                if (mark < TABLES || mark == SCAN || mark > LAST || length < 0) {
                    break;
                }
                if (mark == APP1 && end <= in.length()) {
                    byte[] content = new byte[length];
                    in.readFully(content);
                    Optional<PictureMetadata> found = Xmp.read(content);
                    if (found.isPresent()) {
                        return found;
                    }
                }
                in.seek(end);
            }
            return Optional.empty();
        }
    }

    private static void segment(ByteArrayOutputStream out, int mark, byte[] content) {
        int length = content.length + 2;
        out.write(0xff);
        out.write(mark);
        out.write(length >> 8);
        out.write(length);
        out.writeBytes(content);
    }

    /** The profile in one segment: 3 KB. */
    private static byte[] profile() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes("ICC_PROFILE\0".getBytes(ISO_8859_1));
        // The first segment of one.
        content.write(1);
        content.write(1);
        content.writeBytes(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        return content.toByteArray();
    }

    private static byte[] encode(Picture picture, float quality) {
        BufferedImage image = image(picture);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality);
            settings.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(
                    null,
                    new IIOImage(image, null, fullColours(writer, image, settings)),
                    settings);
        } catch (IOException e) {
            throw new IllegalStateException("A picture in memory could not be encoded.", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(Picture picture) {
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        int[] row = new int[picture.width()];
        byte[] rgb = picture.rgb();
        for (int y = 0; y < picture.height(); y++) {
            int at = 3 * y * picture.width();
            for (int x = 0; x < row.length; x++, at += 3) {
                row[x] = (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | rgb[at + 2] & 0xff;
            }
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return image;
    }

    /** One sample of each colour for each pixel. */
    private static IIOMetadata fullColours(
            ImageWriter writer, BufferedImage image, ImageWriteParam settings) throws IOException {
        IIOMetadata metadata =
                writer.getDefaultImageMetadata(
                        ImageTypeSpecifier.createFromRenderedImage(image), settings);
        IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(TREE);
        NodeList components = tree.getElementsByTagName("componentSpec");
        for (int i = 0; i < components.getLength(); i++) {
            IIOMetadataNode component = (IIOMetadataNode) components.item(i);
            component.setAttribute("HsamplingFactor", "1");
            component.setAttribute("VsamplingFactor", "1");
        }
        metadata.setFromTree(TREE, tree);
        return metadata;
    }
}
