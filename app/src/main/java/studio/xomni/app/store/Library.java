package studio.xomni.app.store;

import java.time.Clock;
import java.util.List;

/**
 * The pictures folder and the database beside it, opened by one instance at a time.
 *
 * <p>Opening mends what it can: a missing or damaged database is made anew from the files and the
 * journal (the damaged one is kept under another name), an older one is migrated after a backup.
 * What was mended is in {@link #notices}.
 */
public interface Library extends AutoCloseable {

    /**
     * Opens the library, making its folders when they are missing.
     *
     * @throws StoreException with {@link StoreException.Kind#LOCKED}, {@code NEWER}, {@code FOLDER}
     *     or {@code DISK_FULL}
     */
    static Library open(Folders folders) {
        return OpenLibrary.open(folders, Schema.CURRENT, Clock.systemUTC());
    }

    Folders folders();

    /** Plain sentences on what was mended while opening, for the user. */
    List<String> notices();

    /** Whether the last instance ended without closing the library. */
    boolean afterCrash();

    Pictures pictures();

    Jobs jobs();

    Desk desk();

    Chats chats();

    /**
     * Called after each change of pictures and of the queue, on the thread that made it; not for
     * single rows of tokens and what lies on the desk.
     */
    void onChange(Runnable listener);

    /** Makes the database anew from the files and the journal. */
    void rebuild();

    @Override
    void close();
}
