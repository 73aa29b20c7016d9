package studio.xomni.app.gallery;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.xomni.app.work.Background;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;

/** Pictures at full size, read and decoded away from JavaFX's thread. */
final class FullPictures {

    private final Background decoding;

    FullPictures(Background decoding) {
        this.decoding = decoding;
    }

    /**
     * Reads a picture.
     *
     * @param ready takes it on JavaFX's thread
     * @param failed takes what went wrong
     */
    void load(Path file, Consumer<Image> ready, Consumer<Exception> failed) {
        decoding.run(() -> image(PictureReader.read(file)), ready, failed);
    }

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
                        picture.width() * 3);
        return image;
    }
}
