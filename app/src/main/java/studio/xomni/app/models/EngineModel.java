package studio.xomni.app.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.Recipe;
import studio.xomni.engine.Engine;
import studio.xomni.engine.error.XomniException;
import studio.xomni.engine.pipeline.ChatSettings;
import studio.xomni.engine.pipeline.EngineSettings;
import studio.xomni.engine.pipeline.GenerationDefaults;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.pipeline.ModelCard;
import studio.xomni.engine.pipeline.ModelConfig;
import studio.xomni.engine.pipeline.ModelFiles;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.pipeline.Previews;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.pipeline.TextToImage;

/** Opens models with the engine. */
public final class EngineModel implements OpenModel {

    private static final Logger LOG = Logger.getLogger(EngineModel.class.getName());

    private final Path previewFolder;
    private volatile String device = "cpu";
    private volatile boolean previewing = true;
    private volatile Memory memory = Memory.FULL;
    private @Nullable Open open;
    private @Nullable Talker talker;

    /** What an engine is opened for. */
    private record Key(ModelSource model, NumberType numbers, Memory memory, String device) {}

    /**
     * @param previews colours that were learned
     * @param file where they are kept; of the built-in model they come with it
     */
    private record Open(Key key, Engine engine, Previews previews, Path file) {

        boolean isOf(ModelSource model, NumberType numbers) {
            return key.model().equals(model) && key.numbers() == numbers;
        }
    }

    /**
     * @param previewFolder where colours of previews are kept for models that bring none
     */
    public EngineModel(Path previewFolder) {
        this.previewFolder = previewFolder;
    }

    @Override
    public Opened open(Recipe recipe, Consumer<Progress> progress) {
        Key wanted = new Key(recipe.model(), recipe.numbers(), recipe.memory(), device);
        Open current = open;
        if (current == null || !current.key().equals(wanted)) {
            close();
            current = opened(wanted);
            open = current;
        }
        TextToImage drawing = current.engine().textToImage();
        return previewing
                ? new Opened(
                        drawing.withPreviews(current.previews()), Optional.of(current.previews()))
                : new Opened(drawing, Optional.empty());
    }

    @Override
    public Talker chat(ModelSource model, NumberType numbers) {
        ModelFolder folder = folder(model);
        new ModelFiles(folder, ModelConfig.read(folder.checkpoint())).requireForChat();
        Open current = open;
        if (current == null || !current.isOf(model, numbers)) {
            close();
            current = opened(new Key(model, numbers, memory, device));
            open = current;
        }
        return talker(current);
    }

    @Override
    public Optional<Talker> chatting() {
        Open current = open;
        if (current == null) {
            return Optional.empty();
        }
        try {
            new ModelFiles(folder(current.key().model()), current.engine().config())
                    .requireForChat();
            return Optional.of(talker(current));
        } catch (XomniException e) {
            LOG.log(Level.INFO, "The open model draws and does not talk.", e);
            return Optional.empty();
        }
    }

    /** What talks with the open model; made when it is first asked. */
    private Talker talker(Open current) {
        Talker made = talker;
        if (made == null) {
            made = talker(folder(current.key().model()), current.engine());
            talker = made;
        }
        return made;
    }

    private static Talker talker(ModelFolder folder, Engine engine) {
        double penalty = GenerationDefaults.read(folder.checkpoint()).repetitionPenalty();
        var settings = new ChatSettings(ChatSettings.DEFAULT.maxNewTokens(), penalty);
        return new Talker(engine, ModelCard.read(folder).name(), settings);
    }

    private Open opened(Key key) {
        ModelFolder folder = folder(key.model());
        Engine engine = Engine.open(folder, settings(key.numbers(), key.memory()).on(key.device()));
        Previews shipped = Previews.shipped(folder, engine.config());
        Path file = previewFolder.resolve(fileName(folder));
        Previews previews =
                shipped.knownCodes() > 0
                        ? shipped
                        : Previews.open(file, engine.config().codebook().codebookSize());
        return new Open(key, engine, previews, file);
    }

    /** A name of its own for each model's folder. */
    private static String fileName(ModelFolder folder) {
        String path = folder.checkpoint().toAbsolutePath().normalize().toString();
        return Integer.toHexString(path.hashCode()) + ".bin";
    }

    @Override
    public String name(ModelSource source) {
        return ModelCard.read(folder(source)).name();
    }

    @Override
    public String device() {
        return device;
    }

    /** Takes another device; what is open on the old one is closed before the next use. */
    public void useDevice(String name) {
        device = name;
    }

    /** The mode in which a model is opened for talking alone. */
    public void useMemory(Memory mode) {
        memory = mode;
    }

    /** Whether coarse pictures are made on the way; for any thread. */
    public void usePreviews(boolean wanted) {
        previewing = wanted;
    }

    static ModelFolder folder(ModelSource source) {
        return source instanceof ModelSource.Folders folders
                ? new ModelFolder(folders.checkpoint(), folders.flux())
                : ModelFolder.builtIn();
    }

    static EngineSettings settings(NumberType numbers, Memory memory) {
        EngineSettings settings =
                switch (numbers) {
                    case FLOAT32 -> EngineSettings.float32();
                    case BFLOAT16 -> EngineSettings.bfloat16();
                    case INT8 -> EngineSettings.quantised();
                };
        return settings.with(memory);
    }

    @Override
    public void close() {
        Open current = open;
        if (current != null) {
            open = null;
            Talker talking = talker;
            talker = null;
            if (talking != null) {
                talking.close();
            }
            current.engine().close();
            if (current.key().model() instanceof ModelSource.Folders) {
                keep(current);
            }
        }
    }

    /** Keeps what the previews learned; without it they are only greyer next time. */
    private void keep(Open closed) {
        try {
            Files.createDirectories(previewFolder);
            closed.previews().save(closed.file());
        } catch (IOException | XomniException e) {
            LOG.log(Level.WARNING, "The colours of previews could not be kept.", e);
        }
    }
}
