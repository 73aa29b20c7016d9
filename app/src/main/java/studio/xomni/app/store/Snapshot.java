package studio.xomni.app.store;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** All that only the journal can bring back, as the fewest changes that make it from nothing. */
final class Snapshot {

    private final Handle handle;
    private final List<Change> changes = new ArrayList<>();

    private Snapshot(Handle handle) {
        this.handle = handle;
    }

    static List<Change> of(Handle handle) {
        Snapshot snapshot = new Snapshot(handle);
        snapshot.queue();
        snapshot.desk();
        snapshot.marks();
        snapshot.changes.addAll(ChatRows.snapshot(handle));
        return snapshot.changes;
    }

    /** Empties all that the journal brings back. */
    static void clear(Handle handle) {
        for (String table :
                List.of(
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
            handle.execute("DELETE FROM " + table);
        }
        Fact.DRAFT.remove(handle);
        Fact.PAUSED.remove(handle);
        Fact.NEXT_JOB.remove(handle);
    }

    private void queue() {
        List<Job> jobs = StoredJobs.all(handle);
        for (int place = 0; place < jobs.size(); place++) {
            Job job = jobs.get(place);
            changes.add(
                    new QueueChange.Added(
                            job.id(),
                            job.added().toEpochMilli(),
                            job.origin().beside(RecipeJson.of(job.recipe())),
                            place));
            rows(job);
            for (int picture = 0; picture < job.pictures().size(); picture++) {
                if (!job.pictures().get(picture).isEmpty()) {
                    changes.add(
                            new QueueChange.Finished(
                                    job.id(), picture, job.pictures().get(picture)));
                }
            }
            changes.add(
                    new QueueChange.Kept(job.id(), job.state(), job.message(), job.resumedAt()));
        }
        changes.add(new QueueChange.NextId(Fact.NEXT_JOB.number(handle)));
        Fact.PAUSED
                .get(handle)
                .ifPresent(
                        paused ->
                                changes.add(new QueueChange.Paused(Boolean.parseBoolean(paused))));
    }

    private void rows(Job job) {
        for (int row = 0; row < job.rows(); row++) {
            List<String> codes =
                    handle
                            .createQuery(
                                    "SELECT codes FROM job_rows WHERE job = ? AND token_row = ?"
                                            + " ORDER BY picture")
                            .bind(0, job.id())
                            .bind(1, row)
                            .mapTo(byte[].class)
                            .list()
                            .stream()
                            .map(bytes -> Base64.getEncoder().encodeToString(bytes))
                            .toList();
            changes.add(new QueueChange.Row(job.id(), row, codes));
        }
    }

    private void desk() {
        Fact.DRAFT.get(handle).ifPresent(form -> changes.add(new DeskChange.Draft(form)));
        handle.createQuery("SELECT prompt FROM prompts ORDER BY used")
                .mapTo(String.class)
                .forEach(prompt -> changes.add(new DeskChange.Prompt(prompt)));
        handle.createQuery("SELECT name, content FROM snippets ORDER BY name")
                .map(
                        (row, context) ->
                                new DeskChange.Snippet(
                                        row.getString("name"), row.getString("content")))
                .forEach(changes::add);
        handle.createQuery("SELECT name, content FROM settings ORDER BY name")
                .map(
                        (row, context) ->
                                new DeskChange.Setting(
                                        row.getString("name"), row.getString("content")))
                .forEach(changes::add);
    }

    private void marks() {
        for (int rating = 1; rating <= StoredPicture.MOST_STARS; rating++) {
            List<String> rated =
                    handle.createQuery("SELECT picture FROM marks WHERE rating = ?")
                            .bind(0, rating)
                            .mapTo(String.class)
                            .list();
            if (!rated.isEmpty()) {
                changes.add(new PictureChange.Rated(rated, rating));
            }
        }
        List<String> favourites =
                handle.createQuery("SELECT picture FROM marks WHERE favourite")
                        .mapTo(String.class)
                        .list();
        if (!favourites.isEmpty()) {
            changes.add(new PictureChange.Favourite(favourites, true));
        }
        for (String board :
                handle.createQuery("SELECT name FROM boards").mapTo(String.class).list()) {
            List<String> pictures =
                    handle.createQuery("SELECT picture FROM board_pictures WHERE board = ?")
                            .bind(0, board)
                            .mapTo(String.class)
                            .list();
            changes.add(new PictureChange.OnBoard(pictures, board));
        }
        handle.createQuery("SELECT id, trashed FROM pictures WHERE trashed IS NOT NULL")
                .map(
                        (row, context) ->
                                new PictureChange.Trashed(
                                        List.of(row.getString("id")), row.getLong("trashed")))
                .forEach(changes::add);
    }
}
