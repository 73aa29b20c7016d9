package studio.xomni.app.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Brings a closed library's pictures, journal and trash to another folder: all of it is there
 * before anything leaves the old one.
 */
public final class PicturesFolder {

    private PicturesFolder() {}

    /**
     * Brings all files to another folder; the old ones stay until {@link #leave}.
     *
     * @return the files, below the folder
     * @throws StoreException FOLDER when one folder lies in the other or a file is in the way,
     *     DISK_FULL; nothing is left in the new folder then
     */
    public static List<Path> bring(Path from, Path to) {
        Path old = from.toAbsolutePath().normalize();
        Path other = to.toAbsolutePath().normalize();
        if (old.startsWith(other) || other.startsWith(old)) {
            throw new StoreException(
                    StoreException.Kind.FOLDER, Say.of("folder.nested", old, other));
        }
        List<Path> files = files(old);
        for (Path file : files) {
            if (Files.exists(other.resolve(file))) {
                throw new StoreException(
                        StoreException.Kind.FOLDER, Say.of("folder.taken", file, other));
            }
        }
        List<Path> brought = new ArrayList<>();
        try {
            for (Path file : files) {
                brought.add(file);
                bringOne(old.resolve(file), other.resolve(file));
            }
        } catch (IOException e) {
            remove(other, brought);
            throw Failures.of(e, other, Say.of("kept.stay"));
        }
        return files;
    }

    private static void bringOne(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try {
            Files.createLink(to, from); // the same file under a second name: at once, and no copy
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
            Disk.syncFile(to);
        }
        Disk.syncFolder(to);
    }

    /** Removes from a folder what was brought elsewhere, and the folders that are empty then. */
    public static void leave(Path folder, List<Path> brought) {
        remove(folder.toAbsolutePath().normalize(), brought);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Failures.vanished(folder, Say.of("kept.stay"), null);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
        } catch (IOException e) {
            throw Failures.of(e, folder, Say.of("kept.stay"));
        } catch (UncheckedIOException e) {
            throw Failures.of(e, folder, Say.of("kept.stay"));
        }
    }

    private static void remove(Path folder, List<Path> files) {
        try {
            for (Path file : files) {
                Files.deleteIfExists(folder.resolve(file));
            }
            try (Stream<Path> folders = Files.walk(folder)) {
                List<Path> deepest =
                        folders.filter(Files::isDirectory)
                                .filter(one -> !one.equals(folder))
                                .sorted(Comparator.reverseOrder())
                                .toList();
                for (Path one : deepest) {
                    if (isEmpty(one)) {
                        Files.delete(one);
                    }
                }
            }
        } catch (IOException e) {
            throw Failures.of(e, folder, Say.of("kept.brought"));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
