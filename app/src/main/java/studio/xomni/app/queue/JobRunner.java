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
import studio.xomni.app.models.Interlude;
import studio.xomni.app.models.OpenModel;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Provenance;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.store.StoreException;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;
import studio.xomni.engine.error.CancelledException;
import studio.xomni.engine.error.MemoryException;
import studio.xomni.engine.error.XomniException;
import studio.xomni.engine.pipeline.Cancellation;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.pipeline.TextToImage;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;

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

    private Consumer<Memory> shortOfMemory = mode -> {};

    private boolean busy;

    /** Whether there may be work that came while the thread was looking. */
    private boolean again;

    private boolean closed;
    private @Nullable Run running;

    /** Whether a job is being drawn; for the device's thread. */
    private boolean drawing;

    private final Interludes interludes = new Interludes();

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

    /**
     * Gives who is told, on JavaFX's thread, that a picture is painted in a smaller memory mode
     * because the memory did not suffice.
     */
    public void onShortOfMemory(Consumer<Memory> listener) {
        shortOfMemory = listener;
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

    /**
     * Does something on the device's thread ahead of all jobs: at once where none runs, else after
     * the running one's next token or painting step. The job waits, and says so.
     */
    public void goAhead(Interlude work) {
        synchronized (this) {
            if (closed) {
                return;
            }
            interludes.add(work);
        }
        device.run(
                () -> {
                    if (!drawing) { // else the job lets it ahead
                        interludes.play(false);
                    }
                    return true;
                },
                done -> {},
                failure -> LOG.log(Level.SEVERE, "A question could not be answered.", failure));
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
            drawing = true;
            run.draw();
            library.jobs().setState(run.job.id(), Job.State.DONE, "");
        } catch (CancelledException e) {
            library.jobs().setState(run.job.id(), run.afterStop, "");
        } catch (RuntimeException | Error e) {
            library.jobs().setState(run.job.id(), Job.State.FAILED, why(run, e));
        } finally {
            drawing = false;
            synchronized (this) {
                running = null;
            }
            interludes.play(false);
        }
        return true;
    }

    /** Why a job failed, for its cell in the queue; nothing of its memory is held any more. */
    private String why(Run run, Throwable failure) {
        Texts texts = Texts.of("queue");
        if (MemoryException.isCauseOf(failure)) {
            LOG.log(Level.WARNING, "The memory ran out.", failure);
            model.close();
            int rows = library.jobs().find(run.job.id()).map(Job::rows).orElse(0);
            return texts.get("failed.memory", rows);
        }
        if (failure instanceof XomniException || failure instanceof StoreException) {
            return String.valueOf(failure.getLocalizedMessage());
        }
        LOG.log(Level.SEVERE, "A job could not be drawn.", failure);
        return texts.get("failed.own", failure);
    }

    /** One job while it runs. */
    private final class Run {
        final Job job;
        final Recipe recipe;
        final ImageRequest request;
        final Cancellation cancellation = new Cancellation();
        volatile Job.State afterStop = Job.State.STOPPED;
        private final PeakMemory peak = new PeakMemory();
        private volatile RunReport report;
        private Memory memory;
        private volatile double secondsAside;

        Run(Job job) {
            this.job = job;
            this.recipe = job.recipe();
            this.request = recipe.request();
            this.memory = recipe.memory();
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
            progress.accept(report.state(now()));
        }

        /** Seconds of this job's own: the time of questions in between is not counted. */
        private double now() {
            return seconds.getAsDouble() - secondsAside;
        }

        private void note(Progress step) {
            report.note(step, now());
            peak.look(seconds.getAsDouble());
            progress.accept(report.state(now()));
            // Not while a part is loaded: a question would load it again.
            boolean between = step instanceof Progress.Writing || step instanceof Progress.Painting;
            if (between && interludes.areWaiting()) {
                letAhead();
            }
        }

        private void letAhead() {
            double before = seconds.getAsDouble();
            report.chatting(true);
            progress.accept(report.state(now()));
            try {
                interludes.play(true);
            } finally {
                secondsAside += seconds.getAsDouble() - before;
                report.chatting(false);
                progress.accept(report.state(now()));
            }
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
                    Picture picture = painted(tokens.get(i), i);
                    var metadata = metadata(i, tokens.get(i), resumedAt);
                    StoredPicture stored = library.pictures().add(picture, metadata);
                    device.later(() -> finished.accept(stored));
                    library.jobs().finished(job.id(), i, metadata.id());
                    report.finished(i, picture, now());
                    progress.accept(report.state(now()));
                    device.later(changed);
                }
            }
            if (memory == recipe.memory()) { // else it tells of two modes
                library.desk().put(Pace.key(recipe), report.learned().toJson());
                peak.keep(library.desk(), recipe);
            }
        }

        /** Paints; where the memory does not suffice, once more in the next smaller mode. */
        private Picture painted(ImageTokens tokens, int position) {
            while (true) {
                try {
                    return model.open(recipe.with(memory), this::note)
                            .drawing()
                            .paint(tokens, request, position, this::note, cancellation);
                } catch (RuntimeException | OutOfMemoryError e) {
                    if (!MemoryException.isCauseOf(e) || memory == Memory.MINIMAL) {
                        throw e;
                    }
                    LOG.log(Level.WARNING, "The memory ran out while painting.", e);
                    model.close();
                    memory = memory == Memory.FULL ? Memory.LEAN : Memory.MINIMAL;
                    Memory smaller = memory;
                    device.later(() -> shortOfMemory.accept(smaller));
                }
            }
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
                            job.origin().madeFrom(),
                            memory == recipe.memory() ? null : memory),
                    tokens,
                    job.origin().fields());
        }
    }
}
