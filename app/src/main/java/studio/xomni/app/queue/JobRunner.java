package studio.xomni.app.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.models.OpenModel;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Provenance;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.store.StoreException;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;
import studio.xomni.engine.error.CancelledException;
import studio.xomni.engine.error.XomniException;
import studio.xomni.engine.pipeline.Cancellation;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.pipeline.TextToImage;
import studio.xomni.engine.vision.ImageTokens;

/**
 * Draws the jobs of the queue, one after the other, on the one thread that owns the device.
 *
 * <p>Each row of tokens is saved when it is written, each picture when it is painted: whatever
 * happens, a job goes on from there.
 */
public final class JobRunner {

    private static final Logger LOG = Logger.getLogger(JobRunner.class.getName());

    private final Library library;
    private final Background device;
    private final OpenModel model;
    private final DoubleSupplier seconds;
    private final Consumer<RunState> progress;
    private final Consumer<StoredPicture> finished;
    private final Runnable changed;

    private boolean busy;

    /** Whether there may be work that came while the thread was looking. */
    private boolean again;

    private boolean closed;
    private @Nullable Run running;

    /**
     * @param device the thread that owns the device, and nothing else
     * @param model opens the model that a job wants
     * @param seconds a clock
     * @param progress told of every step, on the device's thread
     * @param finished takes each finished picture, on JavaFX's thread
     * @param changed called on JavaFX's thread when a job began or ended, or a picture is finished
     */
    public JobRunner(
            Library library,
            Background device,
            OpenModel model,
            DoubleSupplier seconds,
            Consumer<RunState> progress,
            Consumer<StoredPicture> finished,
            Runnable changed) {
        this.library = library;
        this.device = device;
        this.model = model;
        this.seconds = seconds;
        this.progress = progress;
        this.finished = finished;
        this.changed = changed;
    }

    /** Looks for work; called whenever there may be some. */
    public void wake() {
        synchronized (this) {
            if (busy || closed) {
                again = true;
                return;
            }
            busy = true;
            again = false;
        }
        device.run(
                this::runNext,
                this::ended,
                failure -> {
                    LOG.log(Level.SEVERE, "The queue could not be read.", failure);
                    ended(false);
                });
    }

    private void ended(boolean more) {
        boolean look;
        synchronized (this) {
            busy = false;
            look = more || again;
        }
        changed.run();
        if (look) {
            wake();
        }
    }

    /** Asks the running job to stop; it does within one token or painting step. */
    public synchronized void stop() {
        if (running != null) {
            running.stop(Job.State.STOPPED);
        }
    }

    /** Asks the running job to stop, to go on later: at the end of the program. */
    public synchronized void close() {
        closed = true;
        if (running != null) {
            running.stop(Job.State.WAITING);
        }
    }

    /** The job that runs, if one does. */
    public synchronized Optional<Long> runningJob() {
        return Optional.ofNullable(running).map(run -> run.job.id());
    }

    private static boolean waits(Job job) {
        return job.state() == Job.State.WAITING;
    }

    private boolean runNext() {
        if (library.jobs().isPaused()) {
            return false;
        }
        Optional<Job> next = library.jobs().all().stream().filter(JobRunner::waits).findFirst();
        if (next.isEmpty()) {
            return false;
        }
        Run run = new Run(next.get());
        synchronized (this) {
            if (closed) {
                return false;
            }
            running = run;
        }
        library.jobs().setState(run.job.id(), Job.State.RUNNING, "");
        device.later(changed);
        try {
            run.draw();
            library.jobs().setState(run.job.id(), Job.State.DONE, "");
        } catch (CancelledException e) {
            library.jobs().setState(run.job.id(), run.afterStop, "");
        } catch (XomniException | StoreException e) {
            library.jobs().setState(run.job.id(), Job.State.FAILED, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "A job could not be drawn.", e);
            library.jobs()
                    .setState(run.job.id(), Job.State.FAILED, "A fault of the studio's own: " + e);
        } finally {
            synchronized (this) {
                running = null;
            }
        }
        return true;
    }

    /** One job while it runs. */
    private final class Run {
        final Job job;
        final Recipe recipe;
        final ImageRequest request;
        final Cancellation cancellation = new Cancellation();
        volatile Job.State afterStop = Job.State.STOPPED;
        private volatile RunReport report;

        Run(Job job) {
            this.job = job;
            this.recipe = job.recipe();
            this.request = recipe.request();
            this.report = report(0);
        }

        private RunReport report(int keptRows) {
            int columns = request.width() / ImageRequest.CELL;
            int rows = request.height() / ImageRequest.CELL;
            Pace pace =
                    library.desk()
                            .get(Pace.key(recipe))
                            .flatMap(Pace::fromJson)
                            .orElse(Pace.UNKNOWN);
            long left = job.pictures().stream().filter(String::isEmpty).count();
            return new RunReport(
                    job.id(),
                    request.count(),
                    rows,
                    columns,
                    new Estimate(
                            pace,
                            rows * columns,
                            keptRows * columns,
                            (int) left,
                            request.paint().steps()));
        }

        void stop(Job.State then) {
            afterStop = then;
            cancellation.cancel();
            report.stopping();
            progress.accept(report.state(seconds.getAsDouble()));
        }

        private void note(Progress step) {
            report.note(step, seconds.getAsDouble());
            progress.accept(report.state(seconds.getAsDouble()));
        }

        void draw() {
            List<ImageTokens> kept = library.jobs().rows(job.id());
            report = report(kept.isEmpty() ? 0 : kept.get(0).rows());
            if (cancellation.isCancelled()) {
                report.stopping(); // it was asked to stop before it began
            }
            OpenModel.Opened opened = model.open(recipe, this::note);
            TextToImage drawing = opened.drawing();
            report.previews(opened.previews());
            if (!kept.isEmpty()) {
                report.kept(kept);
                if (kept.get(0).rows() < request.height() / ImageRequest.CELL) {
                    library.jobs().resumed(job.id());
                }
            }
            List<ImageTokens> tokens = drawing.write(request, kept, this::written, cancellation);
            List<Integer> resumedAt =
                    library.jobs().find(job.id()).map(Job::resumedAt).orElse(List.of());
            for (int i = 0; i < tokens.size(); i++) {
                if (job.pictures().get(i).isEmpty()) {
                    var picture =
                            drawing.paint(tokens.get(i), request, i, this::note, cancellation);
                    var metadata = metadata(i, tokens.get(i), resumedAt);
                    StoredPicture stored = library.pictures().add(picture, metadata);
                    device.later(() -> finished.accept(stored));
                    library.jobs().finished(job.id(), i, metadata.id());
                    report.finished(i, picture, seconds.getAsDouble());
                    progress.accept(report.state(seconds.getAsDouble()));
                    device.later(changed);
                }
            }
            library.desk().put(Pace.key(recipe), report.learned().toJson());
        }

        private final List<int[]> row = new ArrayList<>();

        /** Saves a row when the last picture of the batch has told of it. */
        private void written(Progress step) {
            if (step instanceof Progress.Row part) {
                row.add(part.codes());
                if (row.size() == request.count()) {
                    library.jobs().addRow(job.id(), part.row(), List.copyOf(row));
                    row.clear();
                }
            }
            note(step);
        }

        private PictureMetadata metadata(
                int position, ImageTokens tokens, List<Integer> resumedAt) {
            return new PictureMetadata(
                    UUID.randomUUID().toString(),
                    Instant.now(),
                    recipe,
                    new Provenance(
                            position,
                            Build.version(),
                            model.name(recipe.model()),
                            model.device(),
                            Runtime.getRuntime().availableProcessors(),
                            resumedAt,
                            job.origin().madeFrom()),
                    tokens,
                    job.origin().fields());
        }
    }
}
