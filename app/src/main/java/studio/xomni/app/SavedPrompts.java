package studio.xomni.app;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.collections.MapChangeListener;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.create.CreateModel;
import studio.xomni.app.create.SavedPrompt;

/** The library keeps prompts and phrases in one list by name; here they are told apart. */
final class SavedPrompts {

    /** Names of prompts begin with this; what it is followed by is theirs. */
    private static final String PROMPT = "prompt/";

    private final CreateModel form;
    private final BiConsumer<String, @Nullable String> keep;

    /**
     * @param keep keeps a text by name, or forgets it where there is none
     */
    SavedPrompts(CreateModel form, BiConsumer<String, @Nullable String> keep) {
        this.form = form;
        this.keep = keep;
    }

    /** Fills the form's lists, and keeps what changes in the prompts from then on. */
    void take(Map<String, String> kept) {
        kept.forEach(
                (name, text) -> {
                    Optional<SavedPrompt> prompt =
                            name.startsWith(PROMPT) ? SavedPrompt.fromJson(text) : Optional.empty();
                    if (prompt.isPresent()) {
                        form.saved().all().put(name.substring(PROMPT.length()), prompt.get());
                    } else {
                        form.styles().put(name, text);
                    }
                });
        form.saved()
                .all()
                .addListener(
                        (MapChangeListener<String, SavedPrompt>)
                                change ->
                                        keep.accept(
                                                PROMPT + change.getKey(),
                                                change.getValueAdded() == null
                                                        ? null
                                                        : change.getValueAdded().toJson()));
    }
}
