package studio.xomni.app.models;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.Engine;
import studio.xomni.engine.pipeline.ChatSettings;
import studio.xomni.engine.pipeline.Conversation;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;

/**
 * A model that is open and can talk about pictures. It keeps what it has read of the latest
 * conversation. For the device's thread alone.
 */
public final class Talker implements AutoCloseable {

    private final Engine engine;
    private final String name;
    private final ChatSettings settings;
    private @Nullable Current current;

    private record Current(String key, Conversation conversation) {}

    /**
     * @param name the model's, as people read it
     */
    Talker(Engine engine, String name, ChatSettings settings) {
        this.engine = engine;
        this.name = name;
        this.settings = settings;
    }

    public String name() {
        return name;
    }

    public ChatSettings settings() {
        return settings;
    }

    /** The tokens of a picture, from its pixels. */
    public ImageTokens see(Picture picture, Consumer<Progress> progress) {
        return engine.imageTokenizer().tokenize(picture, progress);
    }

    /**
     * The conversation of a key where it is the latest, else a new one.
     *
     * @param pictures their tokens
     * @param before questions and answers that came before, of a new one
     */
    public Conversation conversation(
            String key, List<ImageTokens> pictures, List<Map.Entry<String, String>> before) {
        Current latest = current;
        if (latest != null && latest.key().equals(key)) {
            return latest.conversation();
        }
        close();
        Conversation made = engine.imageChat().start(pictures);
        before.forEach(turn -> made.remember(turn.getKey(), turn.getValue()));
        current = new Current(key, made);
        return made;
    }

    /** Does something between two steps of a job, which then goes on as if nothing had been. */
    public void aside(Runnable work) {
        boolean done =
                engine.aside(
                        () -> {
                            work.run();
                            return true;
                        });
        assert done;
    }

    /** Forgets the latest conversation. */
    @Override
    public void close() {
        Current latest = current;
        current = null;
        if (latest != null) {
            latest.conversation().close();
        }
    }
}
