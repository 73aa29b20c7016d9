package studio.xomni.app.gallery;

import javafx.scene.image.Image;
import studio.xomni.engine.vision.Picture;

/**
 * Two pictures that are compared.
 *
 * @param differing share of the pixels that are not the same, 0 to 1; −1 where the sizes differ
 */
record ComparedPair(Image one, Image other, double differing) {

    private static final int CHANNELS = 3;

    static ComparedPair of(Picture one, Picture other) {
        return new ComparedPair(
                FullPictures.image(one), FullPictures.image(other), differing(one, other));
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
