package studio.xomni.app.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.Origin;
import studio.xomni.app.store.Recipe;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.sampling.SamplingSettings;

class QueueWatchTest {

    private static final Recipe RECIPE =
            new Recipe(
                    new ImageRequest(
                            "a",
                            64,
                            64,
                            SamplingSettings.DEFAULT,
                            1,
                            2,
                            new ImageRequest.PaintSettings(
                                    1, new ImageRequest.PaintSeed.OfTokens())),
                    new ModelSource.BuiltIn(),
                    NumberType.FLOAT32);

    private final List<String> told = new ArrayList<>();
    private final QueueWatch watch =
            new QueueWatch(
                    new QueueWatch.News() {
                        @Override
                        public void began() {
                            told.add("began");
                        }

                        @Override
                        public void failed() {
                            told.add("failed");
                        }

                        @Override
                        public void ended(int pictures) {
                            told.add("ended " + pictures);
                        }
                    });

    private static Job job(long id, Job.State state, String... pictures) {
        return new Job(
                id,
                Instant.EPOCH,
                RECIPE,
                state,
                "",
                0,
                pictures.length == 0 ? List.of("", "") : List.of(pictures),
                List.of(),
                Origin.NONE);
    }

    private void look(Job... jobs) {
        watch.look(List.of(jobs), false);
    }

    @Test
    void aRowOfJobsIsOnePieceOfWork() {
        Job old = job(1, Job.State.DONE, "x", "y");
        look(old, job(2, Job.State.WAITING), job(3, Job.State.WAITING));
        look(old, job(2, Job.State.RUNNING), job(3, Job.State.WAITING));
        look(old, job(2, Job.State.RUNNING, "a", ""), job(3, Job.State.WAITING));
        // Between two jobs none runs for a moment.
        look(old, job(2, Job.State.DONE, "a", "b"), job(3, Job.State.WAITING));
        look(old, job(2, Job.State.DONE, "a", "b"), job(3, Job.State.RUNNING));
        look(old, job(2, Job.State.DONE, "a", "b"), job(3, Job.State.DONE, "c", "d"));
        look(old, job(2, Job.State.DONE, "a", "b"), job(3, Job.State.DONE, "c", "d"));
        assertEquals(List.of("began", "ended 4"), told);
    }

    @Test
    void aFailureIsToldOnceAndAnOldOneNot() {
        Job old = job(1, Job.State.FAILED);
        look(old, job(2, Job.State.RUNNING), job(3, Job.State.WAITING));
        look(old, job(2, Job.State.FAILED), job(3, Job.State.RUNNING));
        look(old, job(2, Job.State.FAILED), job(3, Job.State.RUNNING, "a", ""));
        look(old, job(2, Job.State.FAILED), job(3, Job.State.STOPPED, "a", ""));
        assertEquals(List.of("began", "failed", "ended 1"), told);
    }

    @Test
    void aQueueThatRestsHasEnded() {
        look(job(1, Job.State.RUNNING), job(2, Job.State.WAITING));
        watch.look(List.of(job(1, Job.State.DONE, "a", "b"), job(2, Job.State.WAITING)), true);
        look(job(1, Job.State.DONE, "a", "b"), job(2, Job.State.RUNNING));
        assertEquals(List.of("began", "ended 2", "began"), told);
    }
}
