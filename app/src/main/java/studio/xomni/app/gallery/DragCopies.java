package studio.xomni.app.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import studio.xomni.app.store.ExportFolder;
import studio.xomni.app.store.PictureCopy;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;

/**
 * Copies of pictures without prompt and settings, for programs that they are dragged into. They lie
 * in a folder that is emptied whenever the studio starts and ends. Used on JavaFX's thread.
 */
public final class DragCopies {

    /** Of an id, enough to tell pictures of one name apart. */
    private static final int SHORT_ID = 12;

    private final Path folder;
    private final Background writing;
    private final Consumer<Exception> failed;
    private final Set<Path> made = new HashSet<>();

    /**
     * @param folder for the copies alone
     * @param failed takes why a copy could not be made
     */
    public DragCopies(Path folder, Background writing, Consumer<Exception> failed) {
        this.folder = folder;
        this.writing = writing;
        this.failed = failed;
    }

    /**
     * The copies' files. They are written at once in the background: long before a mouse has
     * carried them anywhere.
     */
    public List<Path> of(List<StoredPicture> pictures) {
        List<Path> copies = new ArrayList<>();
        for (StoredPicture picture : pictures) {
            String ending = PictureCopy.usual(picture.file()).ending();
            String id = picture.id();
            Path place = folder.resolve(id.substring(0, Math.min(SHORT_ID, id.length())));
            Path copy = place.resolve(stem(picture.file()) + "." + ending);
            copies.add(copy);
            if (made.add(copy)) {
                writing.run(
                        () -> write(picture.file(), place),
                        done -> {},
                        failure -> {
                            made.remove(copy);
                            failed.accept(failure);
                        });
            }
        }
        return copies;
    }

    private static Path write(Path file, Path place) {
        var format = PictureCopy.usual(file);
        return new ExportFolder(place)
                .write(stem(file), format.ending(), PictureCopy.of(file, format, false), true);
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Deletes all copies, of this run and of runs that ended early. May block. */
    public static void empty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // Another program may still read one: the next start tries again.
            LoggerFactory.getLogger(DragCopies.class)
                    .warn("Copies of dragged pictures stay in {}", folder, e);
        }
    }
}
