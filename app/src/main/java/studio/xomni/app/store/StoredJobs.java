package studio.xomni.app.store;

import com.google.gson.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.vision.ImageTokens;

/** The queue in the ledger. */
final class StoredJobs implements Jobs {

    private final Ledger ledger;
    private final Runnable changed;

    StoredJobs(Ledger ledger, Runnable changed) {
        this.ledger = ledger;
        this.changed = changed;
    }

    /**
     * What was running waits again. After a crash the queue is paused.
     *
     * @return what to tell the user
     */
    Optional<String> begin(boolean afterCrash) {
        List<Job> jobs = all();
        List<Change> changes = new ArrayList<>();
        for (Job job : jobs) {
            if (job.state() == Job.State.RUNNING) {
                changes.add(new QueueChange.StateSet(job.id(), Job.State.WAITING, ""));
            }
        }
        boolean pause =
                afterCrash
                        && jobs.stream()
                                .anyMatch(
                                        job ->
                                                job.state() == Job.State.WAITING
                                                        || job.state() == Job.State.RUNNING);
        if (pause) {
            changes.add(new QueueChange.Paused(true));
        }
        ledger.record(handle -> changes);
        return pause ? Optional.of(Say.of("queue.crashed")) : Optional.empty();
    }

    @Override
    public List<Job> all() {
        return ledger.read(StoredJobs::all);
    }

    static List<Job> all(Handle handle) {
        Map<Long, Map<Integer, String>> finished = new HashMap<>();
        handle.createQuery("SELECT job, picture, id FROM job_pictures")
                .map(
                        (row, context) -> {
                            finished.computeIfAbsent(row.getLong("job"), job -> new HashMap<>())
                                    .put(row.getInt("picture"), row.getString("id"));
                            return true;
                        })
                .list();
        return handle.createQuery("SELECT * FROM jobs ORDER BY place, id")
                .map((row, context) -> job(row, finished))
                .list();
    }

    private static Job job(ResultSet row, Map<Long, Map<Integer, String>> finished)
            throws SQLException {
        long id = row.getLong("id");
        JsonObject json = JsonText.object(row.getString("recipe"));
        Recipe recipe = RecipeJson.read(json);
        List<String> pictures = new ArrayList<>(Collections.nCopies(recipe.request().count(), ""));
        finished.getOrDefault(id, Map.of())
                .forEach(
                        (position, picture) -> {
                            if (position >= 0 && position < pictures.size()) {
                                pictures.set(position, picture);
                            }
                        });
        return new Job(
                id,
                Instant.ofEpochMilli(row.getLong("added")),
                recipe,
                Job.State.valueOf(row.getString("state")),
                row.getString("message"),
                row.getInt("written"),
                pictures,
                JsonText.integers(row.getString("resumed_at")),
                Origin.read(json));
    }

    @Override
    public Optional<Job> find(long id) {
        return all().stream().filter(job -> job.id() == id).findFirst();
    }

    @Override
    public Job add(Recipe recipe, boolean first, Origin origin) {
        return add(
                recipe,
                origin,
                jobs -> {
                    int index = 0;
                    while (first
                            && index < jobs.size()
                            && jobs.get(index).state() != Job.State.WAITING) {
                        index++;
                    }
                    return first ? index : jobs.size();
                });
    }

    @Override
    public Job duplicate(long id) {
        Job job = require(id);
        return add(job.recipe(), job.origin(), jobs -> index(jobs, id) + 1);
    }

    /** Where a new job goes. */
    private interface Place {
        int among(List<Job> jobs);
    }

    private Job add(Recipe recipe, Origin origin, Place place) {
        return add(recipe, origin, place, List.of());
    }

    @Override
    public Job addPainting(Recipe recipe, List<ImageTokens> tokens, Origin origin) {
        ImageRequest request = recipe.request();
        int rows = request.height() / ImageRequest.CELL;
        int columns = request.width() / ImageRequest.CELL;
        boolean whole =
                tokens.stream().allMatch(all -> all.rows() == rows && all.columns() == columns);
        if (tokens.size() != request.count() || !whole) {
            throw new IllegalArgumentException(
                    "A recipe for %d pictures of %d×%d tokens does not go with the tokens that were given."
                            .formatted(request.count(), rows, columns));
        }
        return add(recipe, origin, List::size, tokens);
    }

    private Job add(Recipe recipe, Origin origin, Place place, List<ImageTokens> tokens) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        long[] id = new long[1];
        ledger.record(
                handle -> {
                    id[0] = Math.max(1, Fact.NEXT_JOB.number(handle));
                    List<Change> changes = new ArrayList<>();
                    changes.add(
                            new QueueChange.Added(
                                    id[0],
                                    now.toEpochMilli(),
                                    origin.beside(RecipeJson.of(recipe)),
                                    place.among(all(handle))));
                    int rows = tokens.isEmpty() ? 0 : tokens.get(0).rows();
                    for (int row = 0; row < rows; row++) {
                        changes.add(row(id[0], row, codes(tokens, row)));
                    }
                    return changes;
                });
        changed.run();
        return require(id[0]);
    }

    private static List<int[]> codes(List<ImageTokens> tokens, int row) {
        return tokens.stream()
                .map(
                        all ->
                                Arrays.copyOfRange(
                                        all.codes(),
                                        row * all.columns(),
                                        (row + 1) * all.columns()))
                .toList();
    }

    private static QueueChange.Row row(long id, int row, List<int[]> codes) {
        return new QueueChange.Row(
                id,
                row,
                codes.stream()
                        .map(TokenCodes::bytes)
                        .map(Base64.getEncoder()::encodeToString)
                        .toList());
    }

    private static int index(List<Job> jobs, long id) {
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).id() == id) {
                return i;
            }
        }
        return jobs.size() - 1;
    }

    private Job require(long id) {
        return find(id).orElseThrow(
                        () -> new NoSuchElementException("There is no job " + id + " any more."));
    }

    @Override
    public void move(long id, int index) {
        ledger.record(new QueueChange.Moved(id, index));
        changed.run();
    }

    @Override
    public void setState(long id, Job.State state, String message) {
        ledger.record(new QueueChange.StateSet(id, state, message));
        changed.run();
    }

    @Override
    public void resumed(long id) {
        ledger.record(
                handle ->
                        all(handle).stream()
                                .filter(job -> job.id() == id)
                                .map(job -> new QueueChange.Resumed(id, job.rows()))
                                .toList());
        changed.run();
    }

    @Override
    public void remove(long id) {
        ledger.record(new QueueChange.Removed(id));
        changed.run();
    }

    @Override
    public void discardRows(long id) {
        ledger.record(new QueueChange.RowsDiscarded(id));
        changed.run();
    }

    @Override
    public void addRow(long id, int row, List<int[]> codes) {
        ledger.record(
                handle -> {
                    int written =
                            handle.createQuery("SELECT written FROM jobs WHERE id = ?")
                                    .bind(0, id)
                                    .mapTo(Integer.class)
                                    .findOne()
                                    .orElse(0);
                    if (row < 0 || row > written) {
                        throw new IllegalArgumentException(
                                "Row %d of job %d does not follow on %d rows."
                                        .formatted(row, id, written));
                    }
                    return List.of(row(id, row, codes));
                });
    }

    @Override
    public List<ImageTokens> rows(long id) {
        return ledger.read(handle -> rows(handle, id));
    }

    private static List<ImageTokens> rows(Handle handle, long id) {
        Map<Integer, List<int[]>> pictures = new HashMap<>();
        handle.createQuery("SELECT picture, codes FROM job_rows WHERE job = ? ORDER BY token_row")
                .bind(0, id)
                .map(
                        (row, context) ->
                                pictures.computeIfAbsent(
                                                row.getInt("picture"), any -> new ArrayList<>())
                                        .add(TokenCodes.codes(row.getBytes("codes"))))
                .list();
        List<ImageTokens> tokens = new ArrayList<>();
        for (int picture = 0; picture < pictures.size(); picture++) {
            List<int[]> rows = pictures.getOrDefault(picture, List.of());
            int columns = rows.get(0).length;
            int[] codes = new int[rows.size() * columns];
            for (int row = 0; row < rows.size(); row++) {
                System.arraycopy(rows.get(row), 0, codes, row * columns, columns);
            }
            tokens.add(new ImageTokens(rows.size(), columns, codes));
        }
        return tokens;
    }

    @Override
    public void finished(long id, int position, String pictureId) {
        ledger.record(new QueueChange.Finished(id, position, pictureId));
        changed.run();
    }

    @Override
    public boolean isPaused() {
        return ledger.read(Fact.PAUSED::get).map(Boolean::parseBoolean).orElse(false);
    }

    @Override
    public void setPaused(boolean paused) {
        ledger.record(new QueueChange.Paused(paused));
        changed.run();
    }
}
