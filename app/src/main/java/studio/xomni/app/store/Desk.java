package studio.xomni.app.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lies on the user's desk: the form as it stands, prompts, window sizes. For any thread. */
public interface Desk {

    /** The form as it was last saved, as JSON text; empty at first. */
    Optional<String> draft();

    /** Saves the form; fsynced in the journal. */
    void saveDraft(String json);

    /** Prompts that were generated from, the latest first, each once. */
    List<String> history();

    void addToHistory(String prompt);

    /** Saved prompts and snippets by name. */
    Map<String, String> snippets();

    void saveSnippet(String name, String text);

    void removeSnippet(String name);

    /** A small setting of the window's, such as sizes of panels. */
    Optional<String> get(String key);

    void put(String key, String value);
}
