package studio.xomni.app.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import studio.xomni.app.text.QuotedTexts;

/** The tables of pictures, thumbnails, marks and boards. */
final class PictureRows {

    private static final String SELECT =
            "SELECT id, file, created, width, height, prompt, seed, model, settings FROM pictures ";

    private static final Comparator<StoredPicture> NEWEST_FIRST =
            Comparator.comparing(StoredPicture::created)
                    .reversed()
                    .thenComparing(StoredPicture::id);

    /** Pictures for which marks and boards are looked up; of more, all are read. */
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
                "MERGE INTO pictures (id, file, created, width, height, prompt, seed, model,"
                        + " settings, trashed) KEY (id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                picture.id(),
                name(picture.file()),
                picture.created().toEpochMilli(),
                picture.width(),
                picture.height(),
                picture.prompt(),
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
                                        + "WHERE trashed IS NULL ORDER BY created DESC LIMIT"
                                        + " :most")
                        .bind("most", most));
    }

    List<StoredPicture> all(Handle handle) {
        return list(handle, handle.createQuery(SELECT + "WHERE trashed IS NULL"));
    }

    /** Also one in the trash. */
    Optional<StoredPicture> findAny(Handle handle, String id) {
        return list(handle, handle.createQuery(SELECT + "WHERE id = :id").bind("id", id)).stream()
                .findFirst();
    }

    Optional<StoredPicture> find(Handle handle, String id) {
        return list(
                        handle,
                        handle.createQuery(SELECT + "WHERE id = :id AND trashed IS NULL")
                                .bind("id", id))
                .stream()
                .findFirst();
    }

    List<StoredPicture> trashed(Handle handle) {
        return list(handle, handle.createQuery(SELECT + "WHERE trashed IS NOT NULL"));
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
                        "settings",
                        "chats",
                        "chat_pictures",
                        "chat_turns")) {
            database.<Integer>read(
                    handle ->
                            handle.createQuery("SELECT * FROM " + table).mapToMap().list().size());
        }
    }

    private List<StoredPicture> list(Handle handle, Query query) {
        List<StoredPicture> pictures =
                query.map((row, context) -> picture(row))
                        .collect(Collectors.toCollection(ArrayList::new));
        String[] ids = pictures.stream().map(StoredPicture::id).toArray(String[]::new);
        Map<String, Marks> marks = new HashMap<>();
        about(handle, "SELECT picture, favourite, rating FROM marks", ids)
                .map(
                        (row, context) ->
                                marks.put(
                                        row.getString(1),
                                        new Marks(row.getBoolean(2), row.getInt(3))))
                .list();
        Map<String, Set<String>> boards = new HashMap<>();
        about(handle, "SELECT picture, board FROM board_pictures", ids)
                .map(
                        (row, context) ->
                                boards.computeIfAbsent(row.getString(1), id -> new HashSet<>())
                                        .add(row.getString(2)))
                .list();
        pictures.replaceAll(
                picture -> {
                    Marks marked = marks.getOrDefault(picture.id(), Marks.NONE);
                    Set<String> on = boards.getOrDefault(picture.id(), Set.of());
                    return marked.equals(Marks.NONE) && on.isEmpty()
                            ? picture
                            : picture.with(marked.favourite(), marked.rating(), on);
                });
        pictures.sort(NEWEST_FIRST);
        return pictures;
    }

    /** What a user noted of a picture. */
    private record Marks(boolean favourite, int rating) {
        static final Marks NONE = new Marks(false, 0);
    }

    /** By number: names of columns cost as much again, and there may be 50,000 rows. */
    private StoredPicture picture(ResultSet row) throws SQLException {
        String prompt = row.getString(6);
        return new StoredPicture(
                row.getString(1),
                file(row.getString(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getInt(4),
                row.getInt(5),
                prompt,
                QuotedTexts.texts(prompt),
                row.getLong(7),
                row.getString(8),
                row.getString(9),
                false,
                0,
                Set.of());
    }

    /** Rows of a table about pictures; of many, those about all. */
    private static Query about(Handle handle, String select, String[] ids) {
        return ids.length > FEW
                ? handle.createQuery(select)
                : handle.createQuery(select + " WHERE picture = ANY(?)").bind(0, ids);
    }
}
