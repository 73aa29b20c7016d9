package studio.xomni.app.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import studio.xomni.app.store.StoreException.Kind;

/**
 * The file {@code lock} in the data folder: held by the one instance that has the library open. It
 * has a byte in it for as long as the library is open, so the next one sees a crash.
 */
final class LibraryLock implements AutoCloseable {

    static final String NAME = "lock";

    /** Closing a second channel of this process would free the lock, so none is opened. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private final boolean afterCrash;

    private LibraryLock(Path folder, FileChannel channel, boolean afterCrash) {
        this.folder = folder;
        this.channel = channel;
        this.afterCrash = afterCrash;
    }

    /**
     * Takes the lock.
     *
     * @param folder an absolute path
     * @throws StoreException LOCKED, or FOLDER when the file cannot be made
     */
    static LibraryLock take(Path folder) {
        if (!HELD_HERE.add(folder)) {
            throw locked(folder);
        }
        try {
            return open(folder);
        } catch (IOException e) {
            HELD_HERE.remove(folder);
            throw Failures.of(e, folder, Say.of("kept.nothing"));
        } catch (StoreException e) {
            HELD_HERE.remove(folder);
            throw e;
        }
    }

    private static LibraryLock open(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(NAME),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw locked(folder);
        }
        boolean crashed = channel.size() > 0;
        channel.write(ByteBuffer.wrap("open\n".getBytes(StandardCharsets.UTF_8)), 0);
        channel.force(true);
        return new LibraryLock(folder, channel, crashed);
    }

    private static StoreException locked(Path folder) {
        return new StoreException(Kind.LOCKED, Say.of("library.locked", folder));
    }

    /** Whether the last holder ended without {@link #clear}. */
    boolean afterCrash() {
        return afterCrash;
    }

    /** Notes that all is in order: the next holder does not see a crash. */
    void clear() {
        try {
            channel.truncate(0);
            channel.force(true);
        } catch (IOException e) {
            // Then the next start looks after everything, as after a crash.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the process.
        }
        HELD_HERE.remove(folder);
    }
}
