package studio.xomni.engine.vae;

import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;

/**
 * Latents to a picture tile by tile: memory is needed for one tile, and for the picture's pixels.
 */
final class TiledDecoding {

    private final Tiles tiles;
    private final int factor;
    private final int channels;
    private final int height;
    private final int width;
    private final float[] latents;

    /** Weighted red, green and blue, row by row. */
    private final float[] sums;

    private final float[] weights;

    /**
     * @param latents (1, channels, h, w)
     * @param factor pixels along a latent
     */
    TiledDecoding(Tiles tiles, Tensor latents, int factor) {
        long[] shape = latents.shape();
        this.tiles = tiles;
        this.factor = factor;
        this.channels = (int) shape[1];
        this.height = (int) shape[2];
        this.width = (int) shape[3];
        this.latents = latents.toFloats();
        int pixels = Math.multiplyExact(height * factor, width * factor);
        this.sums = new float[3 * pixels];
        this.weights = new float[pixels];
    }

    /** Whether the latents fit one tile. */
    boolean isOne() {
        return tiles.count(height) == 1 && tiles.count(width) == 1;
    }

    /**
     * Decodes.
     *
     * @param scope its device is used
     * @param pixels latents of a tile to its pixels about -1 to 1, (1, 3, f · h, f · w)
     * @return red, green and blue, row by row
     */
    byte[] decode(Scope scope, Decoder pixels) {
        for (int row = 0; row < tiles.count(height); row++) {
            for (int column = 0; column < tiles.count(width); column++) {
                try (Scope work = scope.open()) {
                    Tensor cut = cut(work, tiles.start(row, height), tiles.start(column, width));
                    add(pixels.pixels(work, cut).toFloats(), row, column);
                }
            }
        }
        byte[] rgb = new byte[sums.length];
        for (int i = 0; i < rgb.length; i++) {
            float unit = sums[i] / weights[i / 3] * 0.5f + 0.5f;
            rgb[i] = (byte) Math.rint(255f * Math.max(0f, Math.min(1f, unit)));
        }
        return rgb;
    }

    private Tensor cut(Scope scope, int top, int left) {
        int h = tiles.extent(height);
        int w = tiles.extent(width);
        float[] cut = new float[channels * h * w];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < h; y++) {
                int from = (c * height + top + y) * width + left;
                System.arraycopy(latents, from, cut, (c * h + y) * w, w);
            }
        }
        return scope.floats(cut, 1, channels, h, w);
    }

    private void add(float[] pixels, int row, int column) {
        int h = tiles.extent(height) * factor;
        int w = tiles.extent(width) * factor;
        int top = tiles.start(row, height) * factor;
        int left = tiles.start(column, width) * factor;
        for (int y = 0; y < h; y++) {
            float vertical = tiles.weight(y, row, height, factor);
            for (int x = 0; x < w; x++) {
                float weight = vertical * tiles.weight(x, column, width, factor);
                int at = (top + y) * width * factor + left + x;
                weights[at] += weight;
                for (int c = 0; c < 3; c++) {
                    sums[3 * at + c] += weight * pixels[(c * h + y) * w + x];
                }
            }
        }
    }

    /** Turns latents into pixels. */
    interface Decoder {
        Tensor pixels(Scope scope, Tensor latents);
    }
}
