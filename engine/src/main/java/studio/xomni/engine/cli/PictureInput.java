package studio.xomni.engine.cli;

import java.nio.file.Path;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.vision.ImageTransform;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;

/** A picture that a command is given. */
final class PictureInput {

    private PictureInput() {}

    /**
     * Reads a picture, and refuses it before anything is loaded where the model does not take it.
     *
     * @throws UsageException when it is no picture, too small or too long
     */
    static Picture read(Path file, ImageTransform transform) {
        Picture picture = PictureReader.read(file);
        try {
            transform.targetSize(picture.width(), picture.height());
        } catch (UsageException e) {
            throw new UsageException(Sentence.of("%s: %s", file, e.sentence()), e);
        }
        return picture;
    }
}
