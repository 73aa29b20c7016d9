package studio.xomni.app.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.xomni.engine.vision.OutputFile;

/** The folder {@code .trash} in the pictures folder: beside each file what restoring it needs. */
final class Trash {

    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);

    private static final String NOTE = ".json";
    private static final int VERSION = 1;

    private final Path folder;
    private final PictureRows rows;

    Trash(Path pictures, PictureRows rows) {
        this.folder = pictures.resolve(".trash");
        this.rows = rows;
    }

    /**
     * What lies beside a file.
     *
     * @param id of the picture
     * @param file where it was, as in the database
     * @param kept its name in the trash
     * @param time when it went there, in milliseconds since 1970
     * @param favourite marked
     * @param rating 0 to 5
     * @param boards names of its boards
     */
    record Note(
            int version,
            String id,
            String file,
            String kept,
            long time,
            boolean favourite,
            int rating,
            List<String> boards) {

        Note {
            Objects.requireNonNull(id);
            Objects.requireNonNull(file);
            if (kept.contains("/") || kept.contains("\\")) {
                throw new IllegalArgumentException("A name in the trash is no path: " + kept);
            }
            boards = List.copyOf(boards);
        }
    }

    /** Moves a picture's file here; one that is missing leaves a note only. */
    void put(StoredPicture picture, long time) throws IOException {
        Files.createDirectories(folder);
        String kept = picture.id() + "." + PictureFiles.ending(picture.file());
        Note note =
                new Note(
                        VERSION,
                        picture.id(),
                        rows.name(picture.file()),
                        kept,
                        time,
                        picture.favourite(),
                        picture.rating(),
                        picture.boards().stream().sorted().toList());
        write(note);
        Files.deleteIfExists(folder.resolve(kept));
        if (Files.exists(picture.file())) {
            Disk.move(picture.file(), folder.resolve(kept));
        }
    }

    /** The note of a picture; empty where it is not in the trash. */
    Optional<Note> find(String id) {
        return read(noteOf(id));
    }

    /**
     * Moves a file back, beside the old place where that is taken.
     *
     * @return where it is, or was if it is missing
     */
    Path takeBack(Note note) throws IOException {
        Path old = rows.file(note.file());
        Path place = old;
        String ending = "." + PictureFiles.ending(old);
        String name = String.valueOf(old.getFileName());
        String stem =
                name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
        for (int i = 2; Files.exists(place); i++) {
            place = old.resolveSibling(stem + "-" + i + ending);
        }
        if (!Files.exists(folder.resolve(note.kept()))) {
            return old;
        }
        Disk.move(folder.resolve(note.kept()), place);
        return place;
    }

    /** Where the picture's file is while it is here. */
    Path file(Note note) {
        return folder.resolve(note.kept());
    }

    /** Lets pictures come back to a board under its new name. */
    void renameBoard(String board, String name) throws IOException {
        for (Note note : notes()) {
            if (note.boards().contains(board)) {
                write(
                        new Note(
                                note.version(),
                                note.id(),
                                note.file(),
                                note.kept(),
                                note.time(),
                                note.favourite(),
                                note.rating(),
                                note.boards().stream()
                                        .map(one -> one.equals(board) ? name : one)
                                        .distinct()
                                        .sorted()
                                        .toList()));
            }
        }
    }

    private void write(Note note) {
        OutputFile.write(
                noteOf(note.id()),
                (JsonText.of(JsonText.GSON.toJsonTree(note)) + "\n").getBytes(UTF_8));
        Disk.syncFolder(noteOf(note.id()));
    }

    /** Whether the picture's file is here. */
    boolean holds(Note note) {
        return Files.exists(folder.resolve(note.kept()));
    }

    /** Forgets a note whose file is back. */
    void forget(Note note) throws IOException {
        Files.deleteIfExists(noteOf(note.id()));
    }

    /** Deletes a file for good, with its note. */
    void purge(Note note) throws IOException {
        Files.deleteIfExists(folder.resolve(note.kept()));
        forget(note);
    }

    List<Note> notes() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Note> notes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(NOTE))
                    .forEach(file -> read(file).ifPresent(notes::add));
        }
        return notes;
    }

    private Path noteOf(String id) {
        return folder.resolve(id + NOTE);
    }

    private static Optional<Note> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonObject json = JsonText.object(Files.readString(file));
            return Optional.of(JsonText.GSON.fromJson(json, Note.class));
        } catch (IOException | RuntimeException e) {
            // Gson wraps what a record's constructor throws in a plain one.
            LOG.warn("A note in the trash cannot be read: {}", file, e);
            return Optional.empty();
        }
    }
}
