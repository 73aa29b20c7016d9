package studio.xomni.app.queue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import studio.xomni.app.store.Job;

/** Tells when the queue begins to draw, when it has come to its end, and what failed meanwhile. */
public final class QueueWatch {

    private final News news;
    private boolean working;

    /** Jobs that were done or had failed when the work began. */
    private Set<Long> before = Set.of();

    private final Set<Long> told = new HashSet<>();

    /** Takes what happens. */
    public interface News {

        /** The first job of a row began. */
        void began();

        /** A job failed, with more to do or not. */
        void failed();

        /**
         * Nothing is left to do, or the queue rests.
         *
         * @param pictures that were finished since it began
         */
        void ended(int pictures);
    }

    public QueueWatch(News news) {
        this.news = news;
    }

    /**
     * Looks at the queue as it is now.
     *
     * @param jobs all
     * @param paused whether waiting jobs stay
     */
    public void look(List<Job> jobs, boolean paused) {
        boolean running = has(jobs, Job.State.RUNNING);
        if (running && !working) {
            working = true;
            before = ended(jobs);
            told.clear();
            news.began();
        }
        if (!working) {
            return;
        }
        for (Job job : jobs) {
            if (job.state() == Job.State.FAILED
                    && !before.contains(job.id())
                    && told.add(job.id())) {
                news.failed();
            }
        }
        if (!running && (paused || !has(jobs, Job.State.WAITING))) {
            working = false;
            news.ended(
                    jobs.stream()
                            .filter(job -> !before.contains(job.id()))
                            .mapToInt(QueueWatch::pictures)
                            .sum());
        }
    }

    private static Set<Long> ended(List<Job> jobs) {
        return jobs.stream()
                .filter(job -> job.state() == Job.State.DONE || job.state() == Job.State.FAILED)
                .map(Job::id)
                .collect(Collectors.toSet());
    }

    private static int pictures(Job job) {
        return (int) job.pictures().stream().filter(id -> !id.isEmpty()).count();
    }

    private static boolean has(List<Job> jobs, Job.State state) {
        return jobs.stream().anyMatch(job -> job.state() == state);
    }
}
