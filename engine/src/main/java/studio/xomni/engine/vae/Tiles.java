package studio.xomni.engine.vae;

/**
 * How a large picture is cut for decoding. Neighbouring tiles overlap and are blended there, for
 * norms and attention see each tile alone.
 *
 * @param side latents along a tile's side
 * @param overlap latents that neighbours share at least, fewer than the side
 */
public record Tiles(int side, int overlap) {

    /** Tiles of 512 pixels that share 128. */
    public static final Tiles DEFAULT = new Tiles(64, 16);

    public Tiles {
        if (overlap < 1 || 2 * overlap > side) {
            throw new IllegalArgumentException(
                    "Tiles overlap by 1 to half of their side, got %d of %d."
                            .formatted(overlap, side));
        }
    }

    /** Tiles along a side of so many latents. */
    int count(int length) {
        int step = side - overlap;
        return length <= side ? 1 : (length - overlap + step - 1) / step;
    }

    /** Where a tile begins, of {@link #count}; they are spread evenly. */
    int start(int tile, int length) {
        int count = count(length);
        return count == 1 ? 0 : (int) ((long) tile * (length - side) / (count - 1));
    }

    /** Latents along a tile, where the picture has so many. */
    int extent(int length) {
        return Math.min(side, length);
    }

    /**
     * How much a pixel of a tile counts: it rises over the overlap from where a neighbour is, and
     * falls to where one is.
     *
     * @param at the pixel's place in the tile
     * @param tile the tile's place among its neighbours
     * @param length latents along the picture
     * @param factor pixels along a latent
     */
    float weight(int at, int tile, int length, int factor) {
        float ramp = overlap * factor;
        int last = extent(length) * factor - 1;
        float rise = tile == 0 ? 1 : (at + 0.5f) / ramp;
        float fall = tile == count(length) - 1 ? 1 : (last - at + 0.5f) / ramp;
        return Math.min(1, Math.min(rise, fall));
    }
}
