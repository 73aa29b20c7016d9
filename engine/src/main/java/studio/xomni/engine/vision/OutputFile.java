package studio.xomni.engine.vision;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import studio.xomni.engine.error.ResourceException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.error.XomniException;

/**
 * Writes a result's file in one step: beside its place under another name, synchronised to disk and
 * then moved there. A failure leaves the old file as it was, and no part of a new one.
 */
public final class OutputFile {

    private OutputFile() {}

    /**
     * Writes the bytes, over an older file if there is one.
     *
     * @throws UsageException where the folder is missing or may not be written to, or the path is
     *     no file
     * @throws ResourceException where the disk is full
     */
    public static void write(Path path, byte[] bytes) {
        Path target = target(path);
        Path partial = partial(target);
        try {
            Files.createFile(partial);
            // Not a channel: an interrupted thread would close it, and lose the picture.
            try (FileOutputStream out = new FileOutputStream(partial.toFile())) {
                out.write(bytes);
                out.getFD().sync();
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            XomniException failure = failure(path, e, freeBytes(target), bytes.length);
            deleteQuietly(partial, failure);
            throw failure;
        }
    }

    /**
     * Refuses a path that {@link #write} could not write to; cheap, to be asked before long work.
     *
     * @throws UsageException as {@link #write}
     */
    public static void requireWritable(Path path) {
        Path target = target(path);
        Path partial = partial(target);
        try {
            Files.createFile(partial);
            Files.delete(partial);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** The file that is to be replaced, behind links, or the new one. */
    private static Path target(Path path) {
        Path absolute = path.toAbsolutePath();
        Path folder = absolute.getParent();
        if (Files.isDirectory(absolute) || folder == null) {
            throw new UsageException(
                    Sentence.of("The output %s is a folder; wanted is a file.", path));
        }
        if (!Files.isDirectory(folder)) {
            throw new UsageException(
                    Sentence.of(
                            "The folder %s of the output %s does not exist.",
                            folder, path.getFileName()));
        }
        if (!Files.exists(absolute)) {
            return absolute;
        }
        // Moving a file over a device such as /dev/null would destroy the device.
        if (!Files.isRegularFile(absolute)) {
            throw new UsageException(Sentence.of("The output %s is not a regular file.", path));
        }
        if (!Files.isWritable(absolute)) {
            throw new UsageException(Sentence.of("The output %s is write-protected.", path));
        }
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Short and unlike any other, for names may be as long as the file system allows. */
    private static Path partial(Path target) {
        return target.resolveSibling("." + UUID.randomUUID() + ".part");
    }

    /** Full disks are told by the room that is left: the systems' messages differ. */
    static XomniException failure(Path path, IOException cause, long freeBytes, long neededBytes) {
        if (freeBytes < neededBytes) {
            return new ResourceException(
                    Sentence.of(
                            "The disk is full: the output %s needs %d bytes, %d are free.",
                            path, neededBytes, freeBytes),
                    cause);
        }
        return unwritable(path, cause);
    }

    private static UsageException unwritable(Path path, IOException cause) {
        return new UsageException(Sentence.of("The output %s cannot be written.", path), cause);
    }

    private static long freeBytes(Path target) {
        try {
            FileStore store = Files.getFileStore(target.getParent());
            // Stores that hold no files of their own, such as /proc, have no size.
            return store.getTotalSpace() == 0 ? Long.MAX_VALUE : store.getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static void deleteQuietly(Path partial, XomniException failure) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
