package studio.xomni.app.create;

import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.xomni.engine.vision.Picture;

/** The engine's pictures as JavaFX's. */
final class Pixels {

    private Pixels() {}

    static Image image(Picture picture) {
        WritableImage image = new WritableImage(picture.width(), picture.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        picture.width(),
                        picture.height(),
                        PixelFormat.getByteRgbInstance(),
                        picture.rgb(),
                        0,
                        3 * picture.width());
        return image;
    }
}
