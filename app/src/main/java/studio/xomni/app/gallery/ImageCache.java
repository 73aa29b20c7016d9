package studio.xomni.app.gallery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.image.Image;

/** Decoded pictures, as many as a number of bytes holds; the longest unused goes first. */
final class ImageCache {

    private static final int BYTES_PER_PIXEL = 4;

    private final long most;
    private final Map<String, Image> images = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    ImageCache(long mostBytes) {
        most = mostBytes;
    }

    Optional<Image> get(String key) {
        return Optional.ofNullable(images.get(key));
    }

    void put(String key, Image image) {
        Image before = images.put(key, image);
        if (before != null) {
            bytes -= size(before);
        }
        bytes += size(image);
        var oldest = images.entrySet().iterator();
        while (bytes > most && oldest.hasNext()) {
            bytes -= size(oldest.next().getValue());
            oldest.remove();
        }
    }

    /** Bytes of all pixels that are kept. */
    long bytes() {
        return bytes;
    }

    private static long size(Image image) {
        return Math.round(image.getWidth() * image.getHeight()) * BYTES_PER_PIXEL;
    }
}
