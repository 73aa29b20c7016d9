package studio.xomni.app.store;

import static java.util.Objects.requireNonNull;

import org.jdbi.v3.core.Handle;

/** Changes of {@link Desk}. */
sealed interface DeskChange extends Change {

    /** Prompts that the history keeps. */
    int MOST_PROMPTS = 1000;

    /** The form was saved. */
    record Draft(String form) implements DeskChange {
        public Draft {
            requireNonNull(form);
        }

        @Override
        public void apply(Handle handle) {
            Fact.DRAFT.put(handle, form);
        }
    }

    /** A prompt was used. */
    record Prompt(String prompt) implements DeskChange {
        public Prompt {
            requireNonNull(prompt);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute("DELETE FROM prompts WHERE prompt = ?", prompt);
            handle.execute(
                    "INSERT INTO prompts (used, prompt)"
                            + " SELECT COALESCE(MAX(used), 0) + 1, ? FROM prompts",
                    prompt);
            handle.execute(
                    "DELETE FROM prompts WHERE used <= (SELECT MAX(used) FROM prompts) - ?",
                    MOST_PROMPTS);
        }
    }

    /** A text was saved by name. */
    record Snippet(String name, String text) implements DeskChange {
        public Snippet {
            requireNonNull(name);
            requireNonNull(text);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute(
                    "MERGE INTO snippets (name, content) KEY (name) VALUES (?, ?)", name, text);
        }
    }

    /** A saved text was removed. */
    record SnippetRemoved(String name) implements DeskChange {
        public SnippetRemoved {
            requireNonNull(name);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute("DELETE FROM snippets WHERE name = ?", name);
        }
    }

    /** A setting of the window's was made. */
    record Setting(String key, String value) implements DeskChange {
        public Setting {
            requireNonNull(key);
            requireNonNull(value);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute(
                    "MERGE INTO settings (name, content) KEY (name) VALUES (?, ?)", key, value);
        }
    }
}
