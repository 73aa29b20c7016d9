package studio.xomni.app.models;

import studio.xomni.app.store.ModelSource;
import studio.xomni.engine.pipeline.ModelCard;
import studio.xomni.engine.pipeline.ModelConfig;
import studio.xomni.engine.pipeline.ModelFolder;

/**
 * What is known of a model without loading it.
 *
 * @param source where it is
 * @param card what it says of itself
 * @param steps its painting steps
 * @param positions ids that it has room for, prompt and picture together
 * @param guided whether its painting uses guidance
 */
public record ModelInfo(
        ModelSource source, ModelCard card, int steps, int positions, boolean guided) {

    /**
     * Reads a model's configuration.
     *
     * @throws studio.xomni.engine.error.CheckpointException when it is no checkpoint
     */
    public static ModelInfo read(ModelSource source) {
        ModelFolder folder = EngineModel.folder(source);
        ModelConfig config = ModelConfig.read(folder.checkpoint());
        return new ModelInfo(
                source,
                ModelCard.read(folder),
                config.steps(),
                config.language().positions(),
                config.guidance() != 1);
    }
}
