package studio.xomni.app.queue;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.Jobs;
import studio.xomni.app.store.Origin;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.work.Background;
import studio.xomni.engine.pipeline.ImageRequest;

/** The jobs as they stand, and the commands on them. */
public final class QueueModel {

    private final Jobs jobs;
    private final Background background;
    private final JobRunner runner;
    private final Consumer<String> failed;
    private final ObservableList<Job> list = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Optional<RunState>> running =
            new SimpleObjectProperty<>(Optional.empty());

    /**
     * @param background keeps what it does in order
     * @param failed told of what the store could not do, as a sentence
     */
    public QueueModel(Jobs jobs, Background background, JobRunner runner, Consumer<String> failed) {
        this.jobs = jobs;
        this.background = background;
        this.runner = runner;
        this.failed = failed;
    }

    /** All jobs in their order. */
    public ObservableList<Job> list() {
        return list;
    }

    public ReadOnlyBooleanProperty paused() {
        return paused.getReadOnlyProperty();
    }

    /** How far the running job is. */
    public ObjectProperty<Optional<RunState>> running() {
        return running;
    }

    /** The queue as it is stored. */
    private record Stored(List<Job> jobs, boolean paused) {}

    /** Reads the queue anew. */
    public void refresh() {
        change(() -> {});
    }

    private void change(Runnable command) {
        background.run(
                () -> {
                    command.run();
                    return new Stored(jobs.all(), jobs.isPaused());
                },
                this::show,
                failure -> failed.accept(String.valueOf(failure.getLocalizedMessage())));
    }

    private void show(Stored stored) {
        if (!list.equals(stored.jobs())) {
            list.setAll(stored.jobs());
        }
        paused.set(stored.paused());
        if (stored.jobs().stream().noneMatch(job -> job.state() == Job.State.RUNNING)) {
            running.set(Optional.empty());
        }
    }

    /** Queues a recipe and looks for work. */
    public void add(Recipe recipe, boolean first) {
        add(recipe, first, Origin.NONE);
    }

    /** As {@link #add(Recipe, boolean)}; the pictures keep what they come from. */
    public void add(Recipe recipe, boolean first, Origin origin) {
        addAll(List.of(recipe), first, origin);
    }

    /** Queues several recipes in their order, all before any of them is drawn. */
    public void addAll(List<Recipe> recipes, boolean first, Origin origin) {
        changeAndWake(() -> recipes.forEach(recipe -> jobs.add(recipe, first, origin)));
    }

    /**
     * Paints a picture's kept tokens once more.
     *
     * @param seed of the painting's noise; the picture's own gives the same picture again
     */
    public void paintAgain(PictureMetadata picture, ImageRequest.PaintSeed seed) {
        ImageRequest made = picture.recipe().request();
        long own = made.seed() + picture.provenance().position();
        ImageRequest request =
                made.withSeed(own, 1)
                        .withPaint(new ImageRequest.PaintSettings(made.paint().steps(), seed));
        Recipe recipe = picture.recipe().with(request);
        changeAndWake(
                () -> jobs.addPainting(recipe, List.of(picture.tokens()), Origin.of(picture.id())));
    }

    private void changeAndWake(Runnable command) {
        change(
                () -> {
                    command.run();
                    background.later(runner::wake);
                });
    }

    /** Lets the queue rest after the running job, or go on. */
    public void setPaused(boolean rest) {
        changeAndWake(() -> jobs.setPaused(rest));
    }

    /** Asks the running job to stop. */
    public void stop() {
        runner.stop();
    }

    /** Whether a job is being drawn. */
    public boolean isRunning() {
        return runner.runningJob().isPresent();
    }

    /** Moves a job by so many places, where it can go. */
    public void moveBy(Job job, int places) {
        move(job, indexOf(job) + places);
    }

    /** Moves a job to a place in the list. */
    public void move(Job job, int index) {
        int from = indexOf(job);
        int to = Math.max(0, Math.min(list.size() - 1, index));
        if (from >= 0 && to != from) {
            change(() -> jobs.move(job.id(), to));
        }
    }

    private int indexOf(Job job) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).id() == job.id()) {
                return i;
            }
        }
        return -1;
    }

    public void duplicate(Job job) {
        changeAndWake(() -> jobs.duplicate(job.id()));
    }

    /** Goes on with a job that was stopped or failed, from the rows that are kept. */
    public void resume(Job job) {
        changeAndWake(() -> jobs.setState(job.id(), Job.State.WAITING, ""));
    }

    /** Forgets the rows of a stopped job. */
    public void discard(Job job) {
        change(() -> jobs.discardRows(job.id()));
    }

    /** Takes a job from the queue; a running one is stopped first. */
    public void remove(Job job) {
        if (job.state() == Job.State.RUNNING) {
            stop();
        } else {
            change(() -> jobs.remove(job.id()));
        }
    }

    /** Takes all that are done from the queue. */
    public void clearDone() {
        change(
                () ->
                        jobs.all().stream()
                                .filter(job -> job.state() == Job.State.DONE)
                                .forEach(job -> jobs.remove(job.id())));
    }
}
