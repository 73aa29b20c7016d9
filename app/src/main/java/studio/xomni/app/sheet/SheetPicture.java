package studio.xomni.app.sheet;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import studio.xomni.app.store.ExportFolder;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;
import studio.xomni.engine.vision.PngWriter;

/** A table of pictures as one picture: white, with the values over columns and beside rows. */
final class SheetPicture {

    /** The longer side of what is written: enough for print, and any program opens it. */
    static final int LONGEST = 6000;

    /** White between pictures and around them. */
    static final int GAP = 24;

    private SheetPicture() {}

    /** A picture in its place, from 0. */
    record Cell(int row, int column, StoredPicture picture) {}

    /** The values as they are written beside rows and over columns, on white. */
    record Labels(List<Picture> rows, List<Picture> columns) {

        Labels {
            rows = List.copyOf(rows);
            columns = List.copyOf(columns);
        }
    }

    /**
     * Puts a table together; where a picture is missing it is white.
     *
     * @throws studio.xomni.engine.error.XomniException when a picture cannot be read
     */
    static Picture of(int rows, int columns, List<Cell> cells, Labels labels) {
        int cellWidth = cells.stream().mapToInt(cell -> cell.picture().width()).max().orElse(1);
        int cellHeight = cells.stream().mapToInt(cell -> cell.picture().height()).max().orElse(1);
        double scale =
                Math.min(
                        1,
                        Math.min(
                                (double) LONGEST / (columns * (cellWidth + GAP)),
                                (double) LONGEST / (rows * (cellHeight + GAP))));
        int across = Math.max(1, (int) (cellWidth * scale));
        int down = Math.max(1, (int) (cellHeight * scale));
        int left = widest(labels.rows()) + 2 * GAP;
        int top = highest(labels.columns()) + 2 * GAP;
        int width = left + columns * (across + GAP);
        int height = top + rows * (down + GAP);
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 255);
        Picture whole = new Picture(width, height, rgb);
        for (int column = 0; column < columns; column++) {
            Picture label = labels.columns().get(column);
            int x = left + column * (across + GAP) + (across - label.width()) / 2;
            put(label, whole, Math.max(0, x), GAP);
        }
        for (int row = 0; row < rows; row++) {
            Picture label = labels.rows().get(row);
            put(label, whole, GAP, top + row * (down + GAP) + (down - label.height()) / 2);
        }
        for (Cell cell : cells) {
            Picture picture = PictureReader.read(cell.picture().file());
            put(
                    scaled(
                            picture,
                            Math.max(1, (int) (picture.width() * scale)),
                            Math.max(1, (int) (picture.height() * scale))),
                    whole,
                    left + cell.column() * (across + GAP),
                    top + cell.row() * (down + GAP));
        }
        return whole;
    }

    /** Writes the table alone, without anything that tells how it was made. */
    static Path write(Picture whole, Path file) {
        String name = String.valueOf(file.getFileName());
        String stem = name.endsWith(".png") ? name.substring(0, name.length() - 4) : name;
        Path folder = file.toAbsolutePath().getParent();
        return new ExportFolder(folder == null ? file : folder)
                .write(stem, "png", PngWriter.encode(whole), true);
    }

    private static int widest(List<Picture> labels) {
        return labels.stream().mapToInt(Picture::width).max().orElse(0);
    }

    private static int highest(List<Picture> labels) {
        return labels.stream().mapToInt(Picture::height).max().orElse(0);
    }

    private static void put(Picture part, Picture whole, int x, int y) {
        int width = Math.min(part.width(), whole.width() - x);
        for (int row = 0; row < part.height() && y + row < whole.height(); row++) {
            if (y + row >= 0) {
                System.arraycopy(
                        part.rgb(),
                        3 * row * part.width(),
                        whole.rgb(),
                        3 * ((y + row) * whole.width() + x),
                        3 * width);
            }
        }
    }

    /** Each pixel the mean of the area that it stands for. */
    static Picture scaled(Picture picture, int width, int height) {
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        byte[] small = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            int top = (int) ((long) y * picture.height() / height);
            int bottom = Math.max(top + 1, (int) ((long) (y + 1) * picture.height() / height));
            for (int x = 0; x < width; x++) {
                int from = (int) ((long) x * picture.width() / width);
                int to = Math.max(from + 1, (int) ((long) (x + 1) * picture.width() / width));
                for (int colour = 0; colour < 3; colour++) {
                    long sum = 0;
                    for (int row = top; row < bottom; row++) {
                        for (int column = from; column < to; column++) {
                            sum +=
                                    picture.rgb()[3 * (row * picture.width() + column) + colour]
                                            & 255;
                        }
                    }
                    long area = (long) (bottom - top) * (to - from);
                    small[3 * (y * width + x) + colour] = (byte) ((sum + area / 2) / area);
                }
            }
        }
        return new Picture(width, height, small);
    }
}
