package studio.xomni.engine.pipeline;

import java.util.Arrays;
import java.util.function.Consumer;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Tensor;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.Pixels;

/** Pictures to image tokens. */
public final class ImageTokenizer {

    private final Parts parts;

    public ImageTokenizer(Parts parts) {
        this.parts = parts;
    }

    /**
     * The tokens of a picture, which is resized as the checkpoint's configuration says.
     *
     * @throws studio.xomni.engine.error.UsageException when the picture is too small or too long
     */
    public ImageTokens tokenize(Picture picture, Consumer<Progress> progress) {
        Pixels pixels = parts.config().transform().apply(picture);
        int patch = parts.config().transform().patchSize();
        int rows = pixels.height() / patch;
        int columns = pixels.width() / patch;
        parts.enter(Stage.SEEING);
        var encoder = parts.encoder(progress);
        var codebook = parts.codebook(progress);
        try (Scope scope = parts.torch().scope()) {
            Tensor input = scope.floats(pixels.values(), 3, pixels.height(), pixels.width());
            Tensor features = encoder.encode(scope, input);
            long[] codes = codebook.encode(scope, features).toLongs();
            return new ImageTokens(
                    rows, columns, Arrays.stream(codes).mapToInt(code -> (int) code).toArray());
        } finally {
            parts.enter(Stage.RESTING);
        }
    }
}
