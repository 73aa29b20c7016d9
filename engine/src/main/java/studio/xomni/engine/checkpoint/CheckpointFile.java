package studio.xomni.engine.checkpoint;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/** An open file of a model: reads that are checked against its size, and refusals that name it. */
final class CheckpointFile implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;
    private final long size;

    private CheckpointFile(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    /**
     * Opens a file for reading.
     *
     * @throws CheckpointException when it is missing, no file, or cannot be read
     */
    static CheckpointFile open(Path path) {
        try {
            if (Files.isDirectory(path)) {
                throw Refusal.of(path.toString(), " is a folder, not a file.");
            }
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return new CheckpointFile(path, channel, channel.size());
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw Refusal.of(path.toString(), " is missing.");
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    Path path() {
        return path;
    }

    /** Bytes of the file when it was opened. */
    long size() {
        return size;
    }

    /**
     * Reads bytes, little-endian.
     *
     * @param what what lies there, for the message
     * @throws CheckpointException when they do not lie inside the file, or cannot be read
     */
    ByteBuffer read(long offset, int length, Sentence what) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw refuse(
                    ": %s needs %d bytes at %d, but the file has %d.", what, length, offset, size);
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw refuse(" was cut short while it was read.");
                }
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        return bytes.flip();
    }

    /** What is wrong with this file; see {@link Refusal#of}. */
    @FormatMethod
    CheckpointException refuse(@FormatString String format, @Nullable Object... arguments) {
        return Refusal.of(path.toString(), format, arguments);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static CheckpointException unreadable(Path path, IOException cause) {
        CheckpointException refusal =
                Refusal.of(
                        path.toString(),
                        " cannot be read (%s).",
                        String.valueOf(cause.getMessage()));
        refusal.initCause(cause);
        return refusal;
    }
}
