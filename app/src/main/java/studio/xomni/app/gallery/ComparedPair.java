package studio.xomni.app.gallery;

import java.util.Optional;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.vision.Picture;

/** Two pictures that are compared, and how they differ. */
final class ComparedPair {

    private static final int CHANNELS = 3;

    private final Image one;
    private final Image other;
    private final @Nullable Image difference;
    private final double differing;

    private ComparedPair(Picture one, Picture other) {
        this.one = FullPictures.image(one);
        this.other = FullPictures.image(other);
        differing = differing(one, other);
        difference = differing < 0 ? null : FullPictures.image(difference(one, other));
    }

    static ComparedPair of(Picture one, Picture other) {
        return new ComparedPair(one, other);
    }

    Image one() {
        return one;
    }

    Image other() {
        return other;
    }

    /** How far apart each channel of each pixel is; empty where the sizes differ. */
    Optional<Image> difference() {
        return Optional.ofNullable(difference);
    }

    /** Share of the pixels that are not the same, 0 to 1; −1 where the sizes differ. */
    double differing() {
        return differing;
    }

    /** The distance of the channels, of pictures of one size. */
    static Picture difference(Picture one, Picture other) {
        byte[] rgb = new byte[one.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
        }
        return new Picture(one.width(), one.height(), rgb);
    }

    /** Share of the pixels that are not the same; −1 where the sizes differ. */
    static double differing(Picture one, Picture other) {
        if (one.width() != other.width() || one.height() != other.height()) {
            return -1;
        }
        byte[] left = one.rgb();
        byte[] right = other.rgb();
        int count = 0;
        for (int at = 0; at < left.length; at += CHANNELS) {
            if (left[at] != right[at]
                    || left[at + 1] != right[at + 1]
                    || left[at + 2] != right[at + 2]) {
                count++;
            }
        }
        return (double) count / (one.width() * one.height());
    }
}
