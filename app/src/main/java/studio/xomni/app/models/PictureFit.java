package studio.xomni.app.models;

import studio.xomni.app.store.ModelSource;
import studio.xomni.engine.pipeline.ModelConfig;

/** Whether a model can look at a picture, told from its configuration alone. */
public final class PictureFit {

    private PictureFit() {}

    /**
     * Refuses a picture that is too small or too long for a model.
     *
     * @param width pixels
     * @param height pixels
     * @throws studio.xomni.engine.error.XomniException with both sizes
     */
    public static void require(ModelSource source, int width, int height) {
        var unused =
                ModelConfig.read(EngineModel.folder(source).checkpoint())
                        .transform()
                        .targetSize(width, height);
    }
}
