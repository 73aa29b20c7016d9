package studio.xomni.app.models;

import java.util.Optional;
import java.util.function.Consumer;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.Recipe;
import studio.xomni.engine.pipeline.Previews;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.pipeline.TextToImage;

/** The model that is open on the device; one at a time. For the device's thread alone. */
public interface OpenModel extends AutoCloseable {

    /**
     * The model that a recipe wants; another one that is open is closed first.
     *
     * @param progress told of the parts that are loaded
     * @throws studio.xomni.engine.error.XomniException when it cannot be opened
     */
    Opened open(Recipe recipe, Consumer<Progress> progress);

    /**
     * A model that is ready to draw.
     *
     * @param drawing draws, and tells of coarse pictures on the way where there are previews
     * @param previews turns rows of tokens into coarse pictures; empty when they are switched off
     */
    record Opened(TextToImage drawing, Optional<Previews> previews) {}

    /**
     * A model to talk with; another one that is open is closed first.
     *
     * @throws studio.xomni.engine.error.XomniException when it cannot be opened, or cannot talk
     */
    Talker chat(ModelSource model, NumberType numbers);

    /** The model that is open, to talk with; empty where none is open or it cannot talk. */
    Optional<Talker> chatting();

    /** A model's name as people read it. */
    String name(ModelSource source);

    /** The device, such as {@code cpu}. */
    String device();

    /** Lets go of the model and its memory. */
    @Override
    void close();
}
