package studio.xomni.engine.pipeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.OutputFile;
import studio.xomni.engine.vision.Picture;

/**
 * Coarse pictures of unfinished work, which cost next to nothing: of tokens, one pixel for each
 * cell, and of latents, one for each latent.
 *
 * <p>Both are learned from finished pictures: the mean colour of each code's cells, and a linear
 * map from latents to colours. What is learned is kept in a small file for each model.
 *
 * <p>The file: {@code XOPV}, version, codes, channels (each 32 bits); for each code the number of
 * cells (32 bits) and three mean colours (float32); the number of latents (64 bits), 17 × 17 and 17
 * × 3 sums (float64); the CRC-32 of all before (64 bits). All is big-endian.
 *
 * <p>For any thread.
 */
public final class Previews {

    private static final String FILE = "previews.bin";
    private static final int MAGIC = 0x584f5056;
    private static final int VERSION = 1;

    private final CellColours cells;
    private final LatentColours latents;

    private Previews(CellColours cells, LatentColours latents) {
        this.cells = cells;
        this.latents = latents;
    }

    /**
     * Previews that have learned nothing.
     *
     * @param codes size of the model's codebook
     */
    public static Previews empty(int codes) {
        return new Previews(CellColours.none(codes), new LatentColours());
    }

    /**
     * What a file keeps; nothing where it is missing, damaged or another model's.
     *
     * @param codes size of the model's codebook
     */
    public static Previews open(Path file, int codes) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == bytes(codes)
                    ? read(Files.readAllBytes(file), codes)
                    : empty(codes);
        } catch (IOException e) {
            return empty(codes);
        }
    }

    /** What comes with a model, in its folder's {@code previews.bin}; else empty. */
    public static Previews shipped(ModelFolder folder, ModelConfig config) {
        return open(folder.checkpoint().resolve(FILE), config.codebook().codebookSize());
    }

    private static long bytes(int codes) {
        int sums = LatentColours.FEATURES * (LatentColours.FEATURES + 3);
        return 16 + 16L * codes + 8 + 8L * sums + 8;
    }

    private static Previews read(byte[] bytes, int codes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        boolean known =
                in.readInt() == MAGIC
                        && in.readInt() == VERSION
                        && in.readInt() == codes
                        && in.readInt() == LatentColours.CHANNELS;
        in.reset();
        in.skipNBytes(bytes.length - 8);
        if (!known || in.readLong() != checksum(bytes, bytes.length - 8)) {
            return empty(codes);
        }
        in.reset();
        in.skipNBytes(16);
        Previews read = empty(codes);
        for (int i = 0; i < codes; i++) {
            read.cells.counts()[i] = in.readInt();
            for (int c = 0; c < 3; c++) {
                read.cells.means()[3 * i + c] = in.readFloat();
            }
        }
        read.latents.latents = in.readLong();
        for (double[][] table : new double[][][] {read.latents.products, read.latents.colours}) {
            for (double[] row : table) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = in.readDouble();
                }
            }
        }
        return read;
    }

    private static long checksum(byte[] bytes, int length) {
        var checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return checksum.getValue();
    }

    /**
     * Keeps what was learned, in one step.
     *
     * @throws studio.xomni.engine.error.UsageException when the file cannot be written
     * @throws studio.xomni.engine.error.ResourceException when the disk is full
     */
    public synchronized void save(Path file) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(cells.counts().length);
            out.writeInt(LatentColours.CHANNELS);
            for (int i = 0; i < cells.counts().length; i++) {
                out.writeInt(cells.counts()[i]);
                for (int c = 0; c < 3; c++) {
                    out.writeFloat(cells.means()[3 * i + c]);
                }
            }
            out.writeLong(latents.latents);
            for (double[][] table : new double[][][] {latents.products, latents.colours}) {
                for (double[] row : table) {
                    for (double value : row) {
                        out.writeDouble(value);
                    }
                }
            }
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not of memory
        }
        OutputFile.write(file, bytes.toByteArray());
    }

    /** Codes whose colour is known. */
    public synchronized int knownCodes() {
        return cells.known();
    }

    /**
     * Learns from a finished picture.
     *
     * @param tokens its tokens
     * @param values its latents, {@code 16 × 2·rows × 2·columns}, channel by channel
     * @param picture its pixels
     */
    public synchronized void learn(ImageTokens tokens, float[] values, Picture picture) {
        requireCodes(tokens);
        cells.learn(tokens, picture);
        latents.learn(values, 2 * tokens.rows(), 2 * tokens.columns(), picture);
    }

    /**
     * Tokens as one pixel for each cell: grey where a code is unknown, dark where nothing is
     * written yet.
     *
     * @param written the rows that are written
     * @param rows all rows of the picture
     */
    public synchronized Picture writing(ImageTokens written, int rows) {
        requireCodes(written);
        if (written.rows() > rows) {
            throw new IllegalArgumentException(
                    "A picture of %d rows has no %d written ones.".formatted(rows, written.rows()));
        }
        return cells.picture(written, rows);
    }

    /**
     * Latents as one pixel for each; nothing before the first picture was learned from.
     *
     * @param values {@code 16 × height × width}, channel by channel
     */
    public synchronized Optional<Picture> painting(float[] values, int height, int width) {
        return latents.picture(values, height, width);
    }

    private void requireCodes(ImageTokens tokens) {
        int codes = cells.counts().length;
        Arrays.stream(tokens.codes())
                .filter(code -> code < 0 || code >= codes)
                .findFirst()
                .ifPresent(
                        code -> {
                            throw new IllegalArgumentException(
                                    "Image tokens must be from 0 to %d, got %d."
                                            .formatted(codes - 1, code));
                        });
    }
}
