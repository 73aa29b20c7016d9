package studio.xomni.app.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.slf4j.LoggerFactory;

/**
 * A folder that files are handed out into. Each is written under another name first and then moved
 * to its place: a failure leaves no half file, and no file is lost by chance.
 */
public final class ExportFolder {

    private final Path folder;

    /** A folder, which is made when the first file is written. */
    public ExportFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Whether the folder is the library's: files there are its own business. */
    public boolean isOf(Folders library) {
        return real(folder).startsWith(real(library.absolute().pictures()))
                || real(folder).startsWith(real(library.absolute().data()));
    }

    /** Behind links, as far as the path is there. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path parent = path.getParent();
            return parent == null ? path : real(parent).resolve(path.getFileName());
        }
    }

    /** Whether there is a file of that name. */
    public boolean has(String stem, String ending) {
        return Files.exists(file(stem + "." + ending));
    }

    /**
     * Writes a file.
     *
     * @param replace whether a file of that name is replaced; else the new one gets a number
     * @return where it is
     * @throws StoreException FOLDER, DISK_FULL or OTHER; nothing is left behind then
     */
    public Path write(String stem, String ending, byte[] bytes, boolean replace) {
        Path partial = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(folder);
            try (FileOutputStream out = new FileOutputStream(partial.toFile())) {
                out.write(bytes);
                out.getFD().sync();
            }
            return replace ? replace(partial, stem, ending) : place(partial, stem, ending);
        } catch (IOException e) {
            StoreException failure = Failures.of(e, folder, Say.of("kept.written"));
            try {
                Files.deleteIfExists(partial);
            } catch (IOException more) {
                LoggerFactory.getLogger(ExportFolder.class)
                        .warn("A part of a file stays: {}", partial, more);
            }
            throw failure;
        }
    }

    private Path replace(Path partial, String stem, String ending) throws IOException {
        Path file = file(stem + "." + ending);
        Files.move(
                partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    /** Moves to the first free name; one that was taken meanwhile is not. */
    private Path place(Path partial, String stem, String ending) throws IOException {
        for (int number = 1; ; number++) {
            Path file = file((number == 1 ? stem : stem + "-" + number) + "." + ending);
            try {
                return Files.move(partial, file);
            } catch (FileAlreadyExistsException e) {
                continue; // the next number
            }
        }
    }

    /** A system that has no letters but English ones gets underscores for the others. */
    private Path file(String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            return folder.resolve(name.replaceAll("[^ -~]", "_"));
        }
    }
}
