package studio.xomni.app.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for picture files that the database does not know. Changes no file of the user's. */
final class FolderScan {

    private static final Logger LOG = LoggerFactory.getLogger(FolderScan.class);

    /** What a crash leaves of a file that was being written. */
    private static final Pattern PARTIAL = Pattern.compile("\\.[0-9a-f-]{36}\\.part");

    private final List<Path> folders;
    private final PictureRows rows;

    FolderScan(List<Path> folders, PictureRows rows) {
        this.folders = List.copyOf(folders);
        this.rows = rows;
    }

    /** All picture files in a folder and those below it, sorted; hidden ones are left out. */
    static List<Path> pictures(Path folder) {
        List<Path> files = new ArrayList<>();
        visit(
                folder,
                file -> {
                    if (PictureFiles.isPictureName(file)) {
                        files.add(file);
                    }
                });
        Collections.sort(files);
        return files;
    }

    /**
     * Makes rows for the files that have none.
     *
     * @return how many
     */
    int addMissing(Handle handle) {
        Set<String> known =
                handle.createQuery("SELECT file FROM pictures WHERE trashed IS NULL")
                        .mapTo(String.class)
                        .collect(Collectors.toCollection(HashSet::new));
        int added = 0;
        for (Path folder : folders) {
            for (Path file : pictures(folder)) {
                if (!known.contains(rows.name(file)) && add(handle, file)) {
                    added++;
                }
            }
        }
        return added;
    }

    private boolean add(Handle handle, Path file) {
        try {
            StoredPicture picture = PictureFiles.read(file);
            if (isTaken(handle, picture.id(), file)) {
                // A copy that the user made: the first one keeps the id.
                picture = picture.at(PictureFiles.sha256(file), file);
            }
            if (isTaken(handle, picture.id(), file)) {
                return false;
            }
            rows.put(handle, picture);
            return true;
        } catch (StoreException | IOException e) {
            LOG.warn("Left out of the library: {}", file, e);
            return false;
        }
    }

    /** Whether another file that is there has the id. */
    private boolean isTaken(Handle handle, String id, Path file) {
        Optional<StoredPicture> other = rows.findAny(handle, id);
        return other.isPresent()
                && !other.get().file().equals(file)
                && Files.exists(other.get().file());
    }

    /** Removes what a crash left of files that were being written. */
    void removePartials() {
        for (Path folder : folders) {
            visit(
                    folder,
                    file -> {
                        if (PARTIAL.matcher(file.getFileName().toString()).matches()) {
                            try {
                                Files.delete(file);
                            } catch (IOException e) {
                                LOG.warn("A partial file stays.", e);
                            }
                        }
                    });
        }
    }

    /** What a walk does with each file. */
    private interface Visitor {
        void visit(Path file);
    }

    private static void visit(Path folder, Visitor visitor) {
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path each, BasicFileAttributes attributes) {
                            return !each.equals(folder) && PictureFiles.isHidden(each)
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (attributes.isRegularFile()) {
                                visitor.visit(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            LOG.warn("The folder {} could not be read to its end.", folder, e);
        }
    }
}
