package studio.xomni.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.xomni.engine.error.ResourceException;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.vision.OutputFile;

/**
 * The folder {@code .chat} in the pictures folder: pictures that are only in chats, each named by
 * the SHA-256 of its bytes. It is hidden, so that no scan takes its pictures into the gallery.
 */
final class Attachments {

    static final String NAME = ".chat";

    private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

    private final Path pictures;
    private final Path folder;

    Attachments(Path pictures) {
        this.pictures = pictures;
        this.folder = pictures.resolve(NAME);
    }

    Path folder() {
        return folder;
    }

    /**
     * Keeps bytes, if they are not there.
     *
     * @param ending of the file's name
     * @return where they are
     */
    Path keep(byte[] bytes, String ending) {
        if (!Files.isDirectory(pictures)) {
            throw Failures.vanished(pictures, Say.of("kept.attached"), null);
        }
        String name = sha256(bytes);
        try {
            Files.createDirectories(folder);
            Optional<Path> there = find(name);
            if (there.isPresent()) {
                return there.get();
            }
            Path file = folder.resolve(name + "." + ending);
            OutputFile.write(file, bytes);
            Disk.syncFolder(file);
            return file;
        } catch (IOException | UsageException | ResourceException e) {
            throw Failures.of(e, pictures, Say.of("kept.attached"));
        }
    }

    private Optional<Path> find(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> nameOf(file).startsWith(name + ".")).findFirst();
        }
    }

    void remove(Path file) {
        if (folder.equals(file.getParent())) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("A picture that is in no chat stays.", e);
            }
        }
    }

    /** Removes what a crash left of files that were being written. */
    void removePartials() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> partials = files.filter(file -> nameOf(file).endsWith(".part")).toList();
            partials.forEach(this::remove);
        } catch (IOException e) {
            LOG.warn("The folder {} could not be looked through.", folder, e);
        }
    }

    static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
