package studio.xomni.app.store;

import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Single values in the database's table {@code facts}. */
enum Fact {
    /** Id of the library that the database is of. */
    LIBRARY,
    /** The pictures folder. */
    FOLDER,
    /** {@link Journal.Header#copy} of the journal that the database follows. */
    JOURNAL,
    /** Bytes of that journal that the database knows. */
    JOURNAL_AT,
    /** Bytes of that journal when it was written anew. */
    JOURNAL_START,
    /** The form as it was last saved. */
    DRAFT,
    /** Whether the queue is paused. */
    PAUSED,
    /** Id of the next job. */
    NEXT_JOB;

    private String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Optional<String> get(Handle handle) {
        return handle.createQuery("SELECT content FROM facts WHERE name = ?")
                .bind(0, key())
                .mapTo(String.class)
                .findOne();
    }

    /** A number; 0 where there is none. */
    long number(Handle handle) {
        return get(handle).map(Long::parseLong).orElse(0L);
    }

    void put(Handle handle, String content) {
        handle.execute("MERGE INTO facts (name, content) KEY (name) VALUES (?, ?)", key(), content);
    }

    void put(Handle handle, long number) {
        put(handle, Long.toString(number));
    }

    void remove(Handle handle) {
        handle.execute("DELETE FROM facts WHERE name = ?", key());
    }
}
