package studio.xomni.app.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The tables of pictures, thumbnails, marks and boards. */
final class PictureRows {

    private static final String SELECT =
            "SELECT p.id, p.file, p.created, p.width, p.height, p.prompt, p.texts, p.seed, p.model,"
                    + " p.settings, COALESCE(m.favourite, FALSE) AS favourite,"
                    + " COALESCE(m.rating, 0) AS rating"
                    + " FROM pictures p LEFT JOIN marks m ON m.picture = p.id ";

    private static final Comparator<StoredPicture> NEWEST_FIRST =
            Comparator.comparing(StoredPicture::created)
                    .reversed()
                    .thenComparing(StoredPicture::id);

    /** Pictures for which boards are asked one by one; of more, all are read. */
    private static final int FEW = 500;

    private final Path folder;

    /**
     * @param folder the pictures folder: files below it are kept by their path from there
     */
    PictureRows(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** The path in the database. */
    String name(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(folder)
                ? folder.relativize(absolute).toString().replace('\\', '/')
                : absolute.toString();
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Writes what the file says; marks and boards are tables of their own. */
    void put(Handle handle, StoredPicture picture) {
        handle.execute(
                "MERGE INTO pictures (id, file, created, width, height, prompt, texts, seed, model,"
                        + " settings, trashed) KEY (id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                picture.id(),
                name(picture.file()),
                picture.created().toEpochMilli(),
                picture.width(),
                picture.height(),
                picture.prompt(),
                JsonText.strings(picture.texts()),
                picture.seed(),
                picture.model(),
                picture.settings());
    }

    void putThumbnail(Handle handle, String id, byte[] jpeg) {
        handle.execute(
                "MERGE INTO thumbnails (picture, jpeg) KEY (picture) VALUES (?, ?)", id, jpeg);
    }

    Optional<byte[]> thumbnail(Handle handle, String id) {
        return handle.createQuery("SELECT jpeg FROM thumbnails WHERE picture = ?")
                .bind(0, id)
                .mapTo(byte[].class)
                .findOne();
    }

    List<StoredPicture> newest(Handle handle, int most) {
        return list(
                handle,
                handle.createQuery(
                                SELECT
                                        + "WHERE p.trashed IS NULL ORDER BY p.created DESC LIMIT"
                                        + " :most")
                        .bind("most", most));
    }

    List<StoredPicture> all(Handle handle) {
        return list(handle, handle.createQuery(SELECT + "WHERE p.trashed IS NULL"));
    }

    /** Also one in the trash. */
    Optional<StoredPicture> findAny(Handle handle, String id) {
        return list(handle, handle.createQuery(SELECT + "WHERE p.id = :id").bind("id", id)).stream()
                .findFirst();
    }

    Optional<StoredPicture> find(Handle handle, String id) {
        return list(
                        handle,
                        handle.createQuery(SELECT + "WHERE p.id = :id AND p.trashed IS NULL")
                                .bind("id", id))
                .stream()
                .findFirst();
    }

    List<StoredPicture> trashed(Handle handle) {
        return list(handle, handle.createQuery(SELECT + "WHERE p.trashed IS NOT NULL"));
    }

    List<String> boards(Handle handle) {
        return handle.createQuery("SELECT name FROM boards ORDER BY name")
                .mapTo(String.class)
                .list();
    }

    /** Forgets all pictures; marks and boards stay. */
    void clear(Handle handle) {
        handle.execute("DELETE FROM pictures");
        handle.execute("DELETE FROM thumbnails");
    }

    /** Reads all tables but the thumbnails to their ends, so that damage shows now. */
    static void verify(Database database) {
        for (String table :
                List.of(
                        "facts",
                        "pictures",
                        "marks",
                        "boards",
                        "board_pictures",
                        "jobs",
                        "job_rows",
                        "job_pictures",
                        "prompts",
                        "snippets",
                        "settings")) {
            database.<Integer>read(
                    handle ->
                            handle.createQuery("SELECT * FROM " + table).mapToMap().list().size());
        }
    }

    private List<StoredPicture> list(Handle handle, Query query) {
        List<StoredPicture> pictures =
                query.map((row, context) -> picture(row))
                        .collect(Collectors.toCollection(ArrayList::new));
        Map<String, Set<String>> boards = boardsOf(handle, pictures);
        pictures.replaceAll(
                picture -> picture.withBoards(boards.getOrDefault(picture.id(), Set.of())));
        pictures.sort(NEWEST_FIRST);
        return pictures;
    }

    private StoredPicture picture(ResultSet row) throws SQLException {
        return new StoredPicture(
                row.getString("id"),
                file(row.getString("file")),
                Instant.ofEpochMilli(row.getLong("created")),
                row.getInt("width"),
                row.getInt("height"),
                row.getString("prompt"),
                JsonText.strings(row.getString("texts")),
                row.getLong("seed"),
                row.getString("model"),
                row.getString("settings"),
                row.getBoolean("favourite"),
                row.getInt("rating"),
                Set.of());
    }

    private static Map<String, Set<String>> boardsOf(
            Handle handle, Collection<StoredPicture> pictures) {
        String select = "SELECT picture, board FROM board_pictures";
        Query query =
                pictures.size() > FEW
                        ? handle.createQuery(select)
                        : handle.createQuery(select + " WHERE picture = ANY(?)")
                                .bind(
                                        0,
                                        pictures.stream()
                                                .map(StoredPicture::id)
                                                .toArray(String[]::new));
        Map<String, Set<String>> boards = new HashMap<>();
        query.map((row, context) -> Map.entry(row.getString("picture"), row.getString("board")))
                .forEach(
                        entry ->
                                boards.computeIfAbsent(entry.getKey(), id -> new TreeSet<>())
                                        .add(entry.getValue()));
        return boards;
    }
}
