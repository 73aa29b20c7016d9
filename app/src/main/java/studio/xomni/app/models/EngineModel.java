package studio.xomni.app.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.Recipe;
import studio.xomni.engine.Engine;
import studio.xomni.engine.pipeline.EngineSettings;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.pipeline.TextToImage;

/** Opens models with the engine. */
public final class EngineModel implements OpenModel {

    private final Path previewFolder;
    private @Nullable Engine engine;
    private @Nullable Key open;

    /** What an engine is opened for. */
    private record Key(ModelSource model, NumberType numbers) {}

    /**
     * @param previewFolder where colours of previews are kept for models that bring none
     */
    public EngineModel(Path previewFolder) {
        this.previewFolder = previewFolder;
    }

    @Override
    public TextToImage open(Recipe recipe, Consumer<Progress> progress) {
        Key wanted = new Key(recipe.model(), recipe.numbers());
        Engine current = engine;
        if (current == null || !wanted.equals(open)) {
            close();
            current = Engine.open(folder(recipe.model()), settings(recipe.numbers()));
            engine = current;
            open = wanted;
        }
        return current.textToImage();
    }

    @Override
    public String name(ModelSource source) {
        return source instanceof ModelSource.Folders folders
                ? String.valueOf(folders.checkpoint().getFileName())
                : "Built-in poster model";
    }

    @Override
    public String device() {
        return "cpu";
    }

    static ModelFolder folder(ModelSource source) {
        return source instanceof ModelSource.Folders folders
                ? new ModelFolder(folders.checkpoint(), folders.flux())
                : ModelFolder.builtIn();
    }

    private static EngineSettings settings(NumberType numbers) {
        return EngineSettings.DEFAULT;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
            engine = null;
            open = null;
        }
    }
}
