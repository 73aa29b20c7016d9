package studio.xomni.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** Below the trash, where the gallery's pictures are not looked for. */
    private static final Path TRASH = Path.of(".trash", "chat");

    private static final Duration IN_TRASH = Duration.ofDays(30);

    /** What is named otherwise is none of ours. */
    private static final Pattern OURS = Pattern.compile("[0-9a-f]{64}\\.[a-z]+");

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

    /**
     * Moves attachments to the trash, and deletes those that were moved there long ago.
     *
     * @param used names of those that stay
     */
    void trashAllBut(Set<String> used, Instant now) {
        Path trash = pictures.resolve(TRASH);
        try {
            for (Path old : ours(trash)) {
                if (Files.getLastModifiedTime(old).toInstant().isBefore(now.minus(IN_TRASH))) {
                    Files.deleteIfExists(old);
                }
            }
            for (Path file : ours(folder)) {
                if (!used.contains(nameOf(file))) {
                    Path kept = trash.resolve(nameOf(file));
                    // The days count from now on; a crash before the move does no harm.
                    Files.setLastModifiedTime(file, FileTime.from(now));
                    Files.deleteIfExists(kept);
                    Disk.move(file, kept);
                }
            }
        } catch (IOException e) {
            LOG.warn("Pictures that are in no chat stay in {}.", folder, e);
        }
    }

    private static List<Path> ours(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> OURS.matcher(nameOf(file)).matches())
                    .filter(Files::isRegularFile)
                    .toList();
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
