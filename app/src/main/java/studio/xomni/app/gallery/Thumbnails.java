package studio.xomni.app.gallery;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import studio.xomni.app.store.Pictures;
import studio.xomni.app.work.Background;

/**
 * Small pictures for the grid, read and decoded away from JavaFX's thread. A request that nobody
 * waits for any more is dropped before it reads. Used on JavaFX's thread.
 */
final class Thumbnails {

    /** Bytes of decoded pixels that are kept: about 250 thumbnails of the largest size. */
    private static final long CACHE = 64L << 20;

    /** Decoded sides: a small cell does not keep four times the pixels it shows. */
    private static final int SMALL = 128;

    private static final int LARGE = 256;

    private final Pictures pictures;
    private final Background decoding;
    private final ImageCache cache = new ImageCache(CACHE);

    /**
     * Thumbnails of a library.
     *
     * @param decoding two threads are enough
     */
    Thumbnails(Pictures pictures, Background decoding) {
        this.pictures = pictures;
        this.decoding = decoding;
    }

    /** A thumbnail that was decoded before. */
    Optional<Image> cached(String id, double pixels) {
        Optional<Image> image = cache.get(key(id, side(pixels)));
        return image.isPresent() ? image : cache.get(key(id, LARGE));
    }

    /**
     * Reads a thumbnail.
     *
     * @param pixels the longer side on the screen
     * @param wanted whether it is still waited for; asked on any thread
     * @param ready takes the picture; not called where there is none or it is no longer wanted
     */
    void load(String id, double pixels, BooleanSupplier wanted, Consumer<Image> ready) {
        int side = side(pixels);
        decoding.run(
                () -> wanted.getAsBoolean() ? decode(id, side) : Optional.<Image>empty(),
                image ->
                        image.ifPresent(
                                decoded -> {
                                    cache.put(key(id, side), decoded);
                                    if (wanted.getAsBoolean()) {
                                        ready.accept(decoded);
                                    }
                                }),
                // The cell keeps its empty frame; the store says elsewhere what is wrong with it.
                failure -> {});
    }

    /** Whether a thumbnail was decoded large enough for a cell. */
    static boolean isSharp(Image image, double pixels) {
        return pixels <= SMALL || Math.max(image.getWidth(), image.getHeight()) > SMALL;
    }

    private Optional<Image> decode(String id, int side) {
        return pictures.thumbnail(id)
                .map(bytes -> new Image(new ByteArrayInputStream(bytes), side, side, true, true))
                .filter(image -> !image.isError());
    }

    private static int side(double pixels) {
        return pixels <= SMALL ? SMALL : LARGE;
    }

    private static String key(String id, int side) {
        return side + " " + id;
    }
}
