package studio.xomni.engine.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.Previews;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PngWriter;

/**
 * Coarse pictures of a batch as PNG files, written anew at each row of tokens and each painting
 * step. They have the size of the pictures.
 */
final class PreviewFiles implements Consumer<Progress> {

    /** Pixels along a token's side, in every model. */
    private static final int CELL = 16;

    private final List<Path> files;
    private final Previews previews;
    private final ImageRequest request;
    private final int columns;
    private final int[][] codes;

    /**
     * @param files one for each picture of the request
     * @param kept the rows of tokens that are there already, empty for none
     */
    PreviewFiles(
            List<Path> files, Previews previews, ImageRequest request, List<ImageTokens> kept) {
        this.files = files;
        this.previews = previews;
        this.request = request;
        this.columns = request.width() / CELL;
        this.codes = new int[request.count()][request.height() / CELL * columns];
        for (int i = 0; i < kept.size(); i++) {
            int[] before = kept.get(i).codes();
            System.arraycopy(before, 0, codes[i], 0, before.length);
        }
    }

    @Override
    public void accept(Progress progress) {
        if (progress instanceof Progress.Row row) {
            int[] mine = codes[row.picture()];
            System.arraycopy(row.codes(), 0, mine, row.row() * columns, columns);
            int written = row.row() + 1;
            var tokens = new ImageTokens(written, columns, Arrays.copyOf(mine, written * columns));
            write(row.picture(), previews.writing(tokens, request.height() / CELL));
        } else if (progress instanceof Progress.Preview preview) {
            write(preview.picture(), preview.rgb());
        }
    }

    private void write(int picture, Picture coarse) {
        PngWriter.write(enlarged(coarse, request.width() / coarse.width()), files.get(picture));
    }

    /** Each pixel as a square of so many a side. */
    private static Picture enlarged(Picture picture, int side) {
        int width = picture.width() * side;
        int height = picture.height() * side;
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = 3 * (y / side * picture.width() + x / side);
                System.arraycopy(picture.rgb(), from, rgb, 3 * (y * width + x), 3);
            }
        }
        return new Picture(width, height, rgb);
    }
}
