package studio.xomni.engine.vision;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;

/**
 * How a picture was held, in the order of EXIF's values from 1: where its first row and its first
 * column are seen.
 */
enum Orientation {
    TOP_LEFT(false, false, false),
    TOP_RIGHT(false, true, false),
    BOTTOM_RIGHT(false, true, true),
    BOTTOM_LEFT(false, false, true),
    LEFT_TOP(true, false, false),
    RIGHT_TOP(true, false, true),
    RIGHT_BOTTOM(true, true, true),
    LEFT_BOTTOM(true, true, false);

    private final boolean transposed;
    private final boolean columnsReversed;
    private final boolean rowsReversed;

    Orientation(boolean transposed, boolean columnsReversed, boolean rowsReversed) {
        this.transposed = transposed;
        this.columnsReversed = columnsReversed;
        this.rowsReversed = rowsReversed;
    }

    /**
     * The orientation that an EXIF block tells, {@link #TOP_LEFT} where it tells none.
     *
     * @param exif the block from its TIFF header on, empty for none
     */
    static Orientation ofExif(byte[] exif) {
        Metadata metadata = new Metadata();
        try {
            new ExifReader().extract(new ByteArrayReader(exif), metadata);
        } catch (RuntimeException e) {
            // A damaged side note spoils no picture: what was read of it before counts.
        }
        ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer value =
                directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return value == null || value < 1 || value > values().length
                ? TOP_LEFT
                : values()[value - 1];
    }

    /** The picture turned and mirrored so that it is seen as it was taken. */
    Picture upright(Picture picture) {
        if (this == TOP_LEFT) {
            return picture;
        }
        int width = transposed ? picture.height() : picture.width();
        int height = transposed ? picture.width() : picture.height();
        byte[] rgb = new byte[picture.rgb().length];
        int to = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = transposed ? y : x;
                int row = transposed ? x : y;
                column = columnsReversed ? picture.width() - 1 - column : column;
                row = rowsReversed ? picture.height() - 1 - row : row;
                System.arraycopy(picture.rgb(), 3 * (row * picture.width() + column), rgb, to, 3);
                to += 3;
            }
        }
        return new Picture(width, height, rgb);
    }
}
