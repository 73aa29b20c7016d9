package studio.xomni.app.store;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** Changes of {@link Jobs}. One that is about a job that is gone does nothing. */
sealed interface QueueChange extends Change {

    /** A job was queued at an index of all jobs. */
    record Added(long id, long added, JsonObject recipe, int index) implements QueueChange {
        public Added {
            Objects.requireNonNull(recipe);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute(
                    "INSERT INTO jobs (id, place, added, recipe, state, message, written, resumed_at)"
                            + " VALUES (?, ?, ?, ?, ?, '', 0, '[]')",
                    id,
                    Integer.MAX_VALUE,
                    added,
                    JsonText.of(recipe),
                    Job.State.WAITING.name());
            new NextId(Math.max(id + 1, Fact.NEXT_JOB.number(handle))).apply(handle);
            new Moved(id, index).apply(handle);
        }
    }

    /** A job was moved to an index of all jobs. */
    record Moved(long id, int index) implements QueueChange {
        @Override
        public void apply(Handle handle) {
            List<Long> ids =
                    new ArrayList<>(
                            handle.createQuery("SELECT id FROM jobs ORDER BY place, id")
                                    .mapTo(Long.class)
                                    .list());
            if (!ids.remove((Long) id)) {
                return;
            }
            ids.add(Math.max(0, Math.min(index, ids.size())), id);
            for (int place = 0; place < ids.size(); place++) {
                handle.execute(
                        "UPDATE jobs SET place = ? WHERE id = ? AND place <> ?",
                        place,
                        ids.get(place),
                        place);
            }
        }
    }

    /** A job's state was set. */
    record StateSet(long id, Job.State state, String message) implements QueueChange {
        public StateSet {
            Objects.requireNonNull(state);
            Objects.requireNonNull(message);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute(
                    "UPDATE jobs SET state = ?, message = ? WHERE id = ?",
                    state.name(),
                    message,
                    id);
        }
    }

    /** The writing of a job goes on from the rows that are kept. */
    record Resumed(long id, int row) implements QueueChange {
        @Override
        public void apply(Handle handle) {
            handle.createQuery("SELECT resumed_at FROM jobs WHERE id = ?")
                    .bind(0, id)
                    .mapTo(String.class)
                    .findOne()
                    .ifPresent(
                            json -> {
                                List<Integer> rows = new ArrayList<>(JsonText.integers(json));
                                rows.add(row);
                                handle.execute(
                                        "UPDATE jobs SET resumed_at = ? WHERE id = ?",
                                        JsonText.GSON.toJson(rows),
                                        id);
                            });
        }
    }

    /** A job was taken from the queue. */
    record Removed(long id) implements QueueChange {
        @Override
        public void apply(Handle handle) {
            handle.execute("DELETE FROM jobs WHERE id = ?", id);
            handle.execute("DELETE FROM job_rows WHERE job = ?", id);
            handle.execute("DELETE FROM job_pictures WHERE job = ?", id);
        }
    }

    /** What was written of a job is forgotten. */
    record RowsDiscarded(long id) implements QueueChange {
        @Override
        public void apply(Handle handle) {
            handle.execute("UPDATE jobs SET written = 0, resumed_at = '[]' WHERE id = ?", id);
            handle.execute("DELETE FROM job_rows WHERE job = ?", id);
        }
    }

    /**
     * A row of tokens was written of every picture of a job. One that does not follow on the rows
     * that are there is left out.
     *
     * @param codes {@link TokenCodes} of each picture in base64
     */
    record Row(long id, int row, List<String> codes) implements QueueChange {
        public Row {
            codes = List.copyOf(codes);
        }

        @Override
        public void apply(Handle handle) {
            int changed =
                    handle.execute(
                            "UPDATE jobs SET written = ? WHERE id = ? AND written >= ?",
                            row + 1,
                            id,
                            row);
            if (changed == 0) {
                return;
            }
            handle.execute("DELETE FROM job_rows WHERE job = ? AND token_row >= ?", id, row);
            for (int picture = 0; picture < codes.size(); picture++) {
                handle.execute(
                        "INSERT INTO job_rows (job, token_row, picture, codes) VALUES (?, ?, ?, ?)",
                        id,
                        row,
                        picture,
                        Base64.getDecoder().decode(codes.get(picture)));
            }
        }
    }

    /** A picture of a job is in the library. */
    record Finished(long id, int position, String picture) implements QueueChange {
        public Finished {
            Objects.requireNonNull(picture);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute(
                    "MERGE INTO job_pictures (job, picture, id) KEY (job, picture)"
                            + " SELECT id, ?, ? FROM jobs WHERE id = ?",
                    position,
                    picture,
                    id);
        }
    }

    /** Where a job stands, in a journal that was written anew; its rows and pictures follow. */
    record Kept(long id, Job.State state, String message, List<Integer> resumedAt)
            implements QueueChange {
        public Kept {
            Objects.requireNonNull(state);
            Objects.requireNonNull(message);
            resumedAt = List.copyOf(resumedAt);
        }

        @Override
        public void apply(Handle handle) {
            handle.execute(
                    "UPDATE jobs SET state = ?, message = ?, resumed_at = ? WHERE id = ?",
                    state.name(),
                    message,
                    JsonText.GSON.toJson(resumedAt),
                    id);
        }
    }

    /** The queue was paused or goes on. */
    record Paused(boolean paused) implements QueueChange {
        @Override
        public void apply(Handle handle) {
            Fact.PAUSED.put(handle, Boolean.toString(paused));
        }
    }

    /** The id of the next job: ids are never used again. */
    record NextId(long id) implements QueueChange {
        @Override
        public void apply(Handle handle) {
            Fact.NEXT_JOB.put(handle, id);
        }
    }
}
