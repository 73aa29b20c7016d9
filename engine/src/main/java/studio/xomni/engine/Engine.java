package studio.xomni.engine;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import studio.xomni.engine.pipeline.EngineSettings;
import studio.xomni.engine.pipeline.ImageChat;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ImageTokenizer;
import studio.xomni.engine.pipeline.ModelConfig;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.pipeline.Parts;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.pipeline.TextToImage;
import studio.xomni.engine.torch.Torch;

/**
 * A model, opened: the engine's one public door.
 *
 * <pre>{@code
 * try (Engine engine = Engine.open(ModelFolder.builtIn(), EngineSettings.DEFAULT)) {
 *     engine.textToImage().generate(engine.request("A poster …"), progress -> {}, new Cancellation());
 * }
 * }</pre>
 *
 * <p>Its parts are loaded when they are first needed. For one thread at a time.
 */
public final class Engine implements AutoCloseable {

    private final Torch torch;
    private final Parts parts;

    private Engine(Torch torch, Parts parts) {
        this.torch = torch;
        this.parts = parts;
    }

    /**
     * Opens a model: reads its configuration, not yet its weights.
     *
     * @throws studio.xomni.engine.error.CheckpointException when the folder is no checkpoint
     */
    public static Engine open(ModelFolder folder, EngineSettings settings) {
        ModelConfig config = ModelConfig.read(folder.checkpoint());
        Torch torch = Torch.start(settings.device());
        return new Engine(torch, new Parts(torch, folder, config, settings));
    }

    /**
     * The devices that models can be run on here, {@code cpu} first. Starts libtorch, which takes a
     * moment.
     */
    public static List<String> devices() {
        return Stream.concat(
                        Stream.of("cpu"),
                        IntStream.range(0, Torch.cards()).mapToObj(card -> "cuda:" + card))
                .toList();
    }

    public ModelConfig config() {
        return parts.config();
    }

    public TextToImage textToImage() {
        return new TextToImage(parts);
    }

    public ImageTokenizer imageTokenizer() {
        return new ImageTokenizer(parts);
    }

    public ImageChat imageChat() {
        return new ImageChat(parts);
    }

    /** A request for one picture with the model's defaults. */
    public ImageRequest request(String prompt) {
        return ImageRequest.of(parts.folder(), parts.config(), prompt);
    }

    /**
     * Loads every part that pictures and chats need, which is else done when it is first needed.
     *
     * @param progress told of each part
     */
    public void load(Consumer<Progress> progress) {
        parts.load(progress);
    }

    /**
     * Does something else on this thread in the middle of a work, from its progress: a question of
     * a chat between two tokens or painting steps. The work that waits keeps all that it computes
     * with, whatever the memory mode, and goes on as if nothing had been.
     *
     * <p>Only where a {@link Progress.Writing} or {@link Progress.Painting} was told: not while a
     * part is being loaded.
     */
    public <T> T aside(Supplier<T> work) {
        return parts.aside(work);
    }

    @Override
    public void close() {
        parts.close();
        torch.close();
    }
}
