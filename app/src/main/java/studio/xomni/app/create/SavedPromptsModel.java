package studio.xomni.app.create;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/** Prompts by name: kept, found, put into the form, renamed, deleted; each change can be undone. */
public final class SavedPromptsModel {

    /** Older steps are forgotten. */
    private static final int MOST_STEPS = 100;

    private final CreateModel form;
    private final ObservableMap<String, SavedPrompt> all =
            FXCollections.observableMap(new TreeMap<>());
    private final StringProperty search = new SimpleStringProperty("");
    private final ObservableList<String> shown = FXCollections.observableArrayList();
    private final Deque<Map<String, SavedPrompt>> steps = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();

    SavedPromptsModel(CreateModel form) {
        this.form = form;
        all.addListener((MapChangeListener<String, SavedPrompt>) change -> find());
        search.addListener((text, before, now) -> find());
    }

    /** All prompts by name. */
    public ObservableMap<String, SavedPrompt> all() {
        return all;
    }

    Optional<SavedPrompt> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /** What is typed to find one. */
    StringProperty search() {
        return search;
    }

    /** Names whose prompt or name holds every word that is searched, in order. */
    ObservableList<String> shown() {
        return shown;
    }

    ReadOnlyBooleanProperty undoable() {
        return undoable.getReadOnlyProperty();
    }

    private void find() {
        List<String> words = List.of(search.get().toLowerCase(Locale.ROOT).strip().split("\\s+"));
        List<String> found =
                all.entrySet().stream()
                        .filter(
                                entry -> {
                                    String text =
                                            (entry.getKey() + "\n" + entry.getValue().prompt())
                                                    .toLowerCase(Locale.ROOT);
                                    return words.stream().allMatch(text::contains);
                                })
                        .map(Map.Entry::getKey)
                        .toList();
        if (!shown.equals(found)) {
            shown.setAll(found);
        }
    }

    /**
     * Keeps the form's prompt under a name; an older one of that name is replaced.
     *
     * @param withForm whether size, seed and all settings are kept as well
     */
    void save(String name, boolean withForm) {
        String key = name.strip();
        if (!key.isEmpty()) {
            note();
            all.put(key, new SavedPrompt(form.prompt().get(), withForm ? form.draft() : ""));
        }
    }

    /** Puts a prompt into the form, with the settings that were kept with it. */
    void insert(String name) {
        SavedPrompt saved = all.get(name);
        if (saved == null) {
            return;
        }
        if (saved.withForm()) {
            form.restore(saved.form());
        }
        form.prompt().set(saved.prompt());
    }

    /** Gives a prompt another name; false where another prompt has it. */
    boolean rename(String name, String wished) {
        String key = wished.strip();
        SavedPrompt saved = all.get(name);
        if (saved == null || key.isEmpty() || key.equals(name)) {
            return true;
        }
        if (all.containsKey(key)) {
            return false;
        }
        note();
        all.put(key, saved);
        all.remove(name);
        return true;
    }

    void delete(String name) {
        if (all.containsKey(name)) {
            note();
            all.remove(name);
        }
    }

    private void note() {
        steps.push(Map.copyOf(all));
        if (steps.size() > MOST_STEPS) {
            steps.removeLast();
        }
        undoable.set(true);
    }

    /** Undoes the latest change. */
    void undo() {
        @Nullable Map<String, SavedPrompt> before = steps.poll();
        if (before == null) {
            return;
        }
        undoable.set(!steps.isEmpty());
        before.forEach(
                (name, saved) -> {
                    if (!saved.equals(all.get(name))) {
                        all.put(name, saved);
                    }
                });
        List.copyOf(all.keySet()).stream()
                .filter(name -> !before.containsKey(name))
                .forEach(all::remove);
    }
}
