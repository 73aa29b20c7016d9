package studio.xomni.app.store;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.LoggerFactory;

/**
 * One change of the library, as a line of the journal and as what it does to the database. Doing
 * and replaying are the same code, so what the journal brings back is what was there.
 */
sealed interface Change permits ChatChange, DeskChange, PictureChange, QueueChange {

    /** Changes the database. */
    void apply(Handle handle);

    /** As {@link #apply}; one change that cannot be made does not keep the others from it. */
    default void replay(Handle handle) {
        try {
            apply(handle);
        } catch (JdbiException | IllegalArgumentException e) {
            if (Failures.isDamage(e) || Failures.isDiskFull(e) || Failures.isClosed(e)) {
                throw e;
            }
            LoggerFactory.getLogger(Change.class)
                    .warn("A line of the journal was passed over: {}", this, e);
        }
    }

    /** The names in the journal; none is ever used for something else. */
    Map<String, Class<? extends Change>> TYPES =
            Map.ofEntries(
                    Map.entry("draft", DeskChange.Draft.class),
                    Map.entry("prompt", DeskChange.Prompt.class),
                    Map.entry("snippet", DeskChange.Snippet.class),
                    Map.entry("snippet-removed", DeskChange.SnippetRemoved.class),
                    Map.entry("setting", DeskChange.Setting.class),
                    Map.entry("picture", PictureChange.Added.class),
                    Map.entry("rated", PictureChange.Rated.class),
                    Map.entry("favourite", PictureChange.Favourite.class),
                    Map.entry("board", PictureChange.OnBoard.class),
                    Map.entry("board-left", PictureChange.OffBoard.class),
                    Map.entry("board-renamed", PictureChange.BoardRenamed.class),
                    Map.entry("board-removed", PictureChange.BoardRemoved.class),
                    Map.entry("trashed", PictureChange.Trashed.class),
                    Map.entry("restored", PictureChange.Restored.class),
                    Map.entry("purged", PictureChange.Purged.class),
                    Map.entry("job", QueueChange.Added.class),
                    Map.entry("job-moved", QueueChange.Moved.class),
                    Map.entry("job-state", QueueChange.StateSet.class),
                    Map.entry("job-resumed", QueueChange.Resumed.class),
                    Map.entry("job-removed", QueueChange.Removed.class),
                    Map.entry("job-rows-discarded", QueueChange.RowsDiscarded.class),
                    Map.entry("job-row", QueueChange.Row.class),
                    Map.entry("job-picture", QueueChange.Finished.class),
                    Map.entry("job-kept", QueueChange.Kept.class),
                    Map.entry("queue-paused", QueueChange.Paused.class),
                    Map.entry("next-job", QueueChange.NextId.class),
                    Map.entry("chat", ChatChange.Begun.class),
                    Map.entry("chat-asked", ChatChange.Asked.class),
                    Map.entry("chat-more", ChatChange.More.class),
                    Map.entry("chat-answered", ChatChange.Answered.class),
                    Map.entry("chat-removed", ChatChange.Removed.class));

    /** The change as a line of the journal, without the line break. */
    default String line() {
        JsonObject json = new JsonObject();
        json.addProperty("type", type());
        json.addProperty("time", Instant.now().toString());
        JsonText.GSON.toJsonTree(this).getAsJsonObject().asMap().forEach(json::add);
        return JsonText.of(json);
    }

    private String type() {
        return TYPES.entrySet().stream()
                .filter(type -> type.getValue() == getClass())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Reads a line; empty for a type of a later version, or one that is not whole. */
    static Optional<Change> read(JsonObject json) {
        Class<? extends Change> type =
                json.has("type") && json.get("type").isJsonPrimitive()
                        ? TYPES.get(json.get("type").getAsString())
                        : null;
        if (type == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonText.GSON.fromJson(json, type));
        } catch (RuntimeException e) {
            // Gson wraps what a record's constructor throws in a plain one.
            return Optional.empty();
        }
    }
}
