package studio.xomni.app.models;

import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.Recipe;
import studio.xomni.engine.pipeline.EngineSettings;
import studio.xomni.engine.pipeline.Fit;
import studio.xomni.engine.pipeline.Footprint;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.Machine;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.pipeline.ModelConfig;
import studio.xomni.engine.pipeline.ModelFolder;

/** Whether this computer has the memory for a model, told from the sizes of its files alone. */
public final class ModelFit {

    private ModelFit() {}

    /**
     * Asks for a model, with a picture of its own size.
     *
     * @throws studio.xomni.engine.error.XomniException when its files cannot be read
     */
    public static Fit of(ModelSource source, NumberType numbers, Memory memory) {
        ModelFolder folder = EngineModel.folder(source);
        ImageRequest request = ImageRequest.of(folder, ModelConfig.read(folder.checkpoint()), "");
        return of(new Recipe(request, source, numbers, memory));
    }

    /**
     * Asks for the pictures of a recipe.
     *
     * @throws studio.xomni.engine.error.XomniException when the model's files cannot be read
     */
    public static Fit of(Recipe recipe) {
        EngineSettings settings = EngineModel.settings(recipe.numbers(), recipe.memory());
        return Fit.of(
                Footprint.of(EngineModel.folder(recipe.model()), settings, recipe.request()),
                settings.memory(),
                Machine.here());
    }
}
