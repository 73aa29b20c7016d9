package studio.xomni.app.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The tables of chats. */
final class ChatRows {

    private static final Comparator<StoredChat> LATEST_FIRST =
            Comparator.comparing(StoredChat::latest).reversed().thenComparing(StoredChat::id);

    private static final String PICTURES =
            "SELECT p.chat, p.picture, p.file, p.name, g.file FROM chat_pictures p"
                    + " LEFT JOIN pictures g ON g.id = p.picture AND g.trashed IS NULL";

    private static final String TURNS =
            "SELECT t.chat, t.asked, t.question, t.answer, t.ending, t.model FROM chat_turns t";

    private final Path attachments;
    private final PictureRows pictures;

    /**
     * @param attachments the folder of pictures that are only in chats
     */
    ChatRows(Path attachments, PictureRows pictures) {
        this.attachments = attachments;
        this.pictures = pictures;
    }

    List<StoredChat> all(Handle handle) {
        return list(
                handle.createQuery("SELECT c.id, c.begun FROM chats c"),
                handle.createQuery(PICTURES + " ORDER BY p.chat, p.place"),
                handle.createQuery(TURNS + " ORDER BY t.chat, t.turn"));
    }

    List<StoredChat> about(Handle handle, String picture) {
        String among = " IN (SELECT chat FROM chat_pictures WHERE picture = :it)";
        return some(handle, among, picture);
    }

    List<StoredChat> find(Handle handle, String id) {
        return some(handle, " = :it", id);
    }

    private List<StoredChat> some(Handle handle, String which, String value) {
        return list(
                handle.createQuery("SELECT c.id, c.begun FROM chats c WHERE c.id" + which)
                        .bind("it", value),
                handle.createQuery(PICTURES + " WHERE p.chat" + which + " ORDER BY p.chat, p.place")
                        .bind("it", value),
                handle.createQuery(TURNS + " WHERE t.chat" + which + " ORDER BY t.chat, t.turn")
                        .bind("it", value));
    }

    private List<StoredChat> list(Query chats, Query about, Query said) {
        Map<String, List<ChatPicture>> seen = new HashMap<>();
        about.map(
                        (row, context) ->
                                seen.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                                        .add(
                                                picture(
                                                        row.getString(2),
                                                        row.getString(3),
                                                        row.getString(4),
                                                        row.getString(5))))
                .list();
        Map<String, List<ChatTurn>> turns = new HashMap<>();
        said.map(
                        (row, context) ->
                                turns.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                                        .add(
                                                new ChatTurn(
                                                        Instant.ofEpochMilli(row.getLong(2)),
                                                        row.getString(3),
                                                        row.getString(4),
                                                        ChatTurn.Ending.valueOf(row.getString(5)),
                                                        row.getString(6))))
                .list();
        List<StoredChat> all =
                new ArrayList<>(
                        chats.map(
                                        (row, context) -> {
                                            String id = row.getString(1);
                                            return new StoredChat(
                                                    id,
                                                    Instant.ofEpochMilli(row.getLong(2)),
                                                    seen.getOrDefault(id, List.of()),
                                                    turns.getOrDefault(id, List.of()));
                                        })
                                .list());
        all.sort(LATEST_FIRST);
        return all;
    }

    private ChatPicture picture(String id, String file, String name, @Nullable String shown) {
        Path path =
                id.isEmpty()
                        ? attachments.resolve(file)
                        : shown == null ? attachments.resolve(id) : pictures.file(shown);
        return new ChatPicture(id, path, name, Files.isRegularFile(path));
    }

    /** Whether a chat is about an attachment. */
    static boolean isUsed(Handle handle, String file) {
        return handle.createQuery("SELECT COUNT(*) FROM chat_pictures WHERE file = ?")
                        .bind(0, file)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** Names of all attachments that chats are about. */
    static Set<String> attachments(Handle handle) {
        return Set.copyOf(
                handle.createQuery("SELECT DISTINCT file FROM chat_pictures WHERE file <> ''")
                        .mapTo(String.class)
                        .list());
    }

    /** What was said about each picture of the gallery. */
    static Map<String, String> said(Handle handle) {
        Map<String, StringBuilder> said = new LinkedHashMap<>();
        handle.createQuery(
                        "SELECT p.picture, t.question, t.answer FROM chat_pictures p"
                                + " JOIN chat_turns t ON t.chat = p.chat"
                                + " WHERE p.picture <> '' ORDER BY t.asked, t.turn")
                .map(
                        (row, context) ->
                                said.computeIfAbsent(row.getString(1), id -> new StringBuilder())
                                        .append(row.getString(2))
                                        .append('\n')
                                        .append(row.getString(3))
                                        .append('\n'))
                .list();
        Map<String, String> texts = new LinkedHashMap<>();
        said.forEach((picture, text) -> texts.put(picture, text.toString()));
        return texts;
    }

    /** All chats, as the fewest changes that make them from nothing. */
    static List<Change> snapshot(Handle handle) {
        Map<String, List<ChatChange.About>> pictures = new HashMap<>();
        handle.createQuery(
                        "SELECT chat, picture, file, name FROM chat_pictures ORDER BY chat, place")
                .map(
                        (row, context) ->
                                pictures.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                                        .add(
                                                new ChatChange.About(
                                                        row.getString(2),
                                                        row.getString(3),
                                                        row.getString(4))))
                .list();
        List<Change> changes = new ArrayList<>();
        handle.createQuery("SELECT id, begun FROM chats ORDER BY begun, id")
                .map(
                        (row, context) ->
                                changes.add(
                                        new ChatChange.Begun(
                                                row.getString(1),
                                                row.getLong(2),
                                                pictures.getOrDefault(
                                                        row.getString(1), List.of()))))
                .list();
        handle.createQuery("SELECT * FROM chat_turns ORDER BY asked, chat, turn")
                .map(
                        (row, context) -> {
                            String chat = row.getString("chat");
                            int turn = row.getInt("turn");
                            String answer = row.getString("answer");
                            changes.add(
                                    new ChatChange.Asked(
                                            chat,
                                            turn,
                                            row.getLong("asked"),
                                            row.getString("question")));
                            changes.add(
                                    ChatChange.answer(
                                            chat,
                                            turn,
                                            answer,
                                            ChatTurn.Ending.valueOf(row.getString("ending")),
                                            row.getString("model")));
                            return true;
                        })
                .list();
        return changes;
    }
}
