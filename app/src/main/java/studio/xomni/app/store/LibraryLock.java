package studio.xomni.app.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.store.StoreException.Kind;

/**
 * The file {@code lock} in the data folder: held by the one instance that has the library open. It
 * has a byte in it for as long as the library is open, so the next one sees a crash.
 */
final class LibraryLock implements AutoCloseable {

    static final String NAME = "lock";

    private final FileChannel channel;
    private final boolean afterCrash;

    private LibraryLock(FileChannel channel, boolean afterCrash) {
        this.channel = channel;
        this.afterCrash = afterCrash;
    }

    /**
     * Takes the lock.
     *
     * @throws StoreException LOCKED, or FOLDER when the file cannot be made
     */
    static LibraryLock take(Path folder) {
        FileChannel channel;
        try {
            channel =
                    FileChannel.open(
                            folder.resolve(NAME),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Failures.of(e, folder, "nothing was changed");
        }
        try {
            if (lock(channel) == null) {
                channel.close();
                throw new StoreException(
                        Kind.LOCKED,
                        "The library in %s is open in another window of X-Omni Studio; nothing was changed. Use that window or close it."
                                .formatted(folder));
            }
            boolean crashed = channel.size() > 0;
            channel.write(ByteBuffer.wrap("open\n".getBytes(StandardCharsets.UTF_8)), 0);
            channel.force(true);
            return new LibraryLock(channel, crashed);
        } catch (IOException e) {
            throw Failures.of(e, folder, "nothing was changed");
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
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
    }
}
