package studio.xomni.app.queue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import studio.xomni.app.models.EngineModel;
import studio.xomni.app.models.OpenModel;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.work.Background;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.vision.PictureReader;

/**
 * A queue whose small pictures the real built-in model draws in float32, 8 rows of 4 tokens each;
 * all at once on the caller's thread.
 */
public final class SmallDrawing implements AutoCloseable {

    public static final int ROWS = 8;

    public final Library library;
    public final EngineModel model;
    public final JobRunner runner;

    /** What was told so far. */
    public final List<RunState> states = new ArrayList<>();

    /** Hears of each state, inside the job. */
    public Consumer<RunState> onState = state -> {};

    private double clock;

    public SmallDrawing(Path folder) {
        library = Library.open(new Folders(folder.resolve("pictures"), folder.resolve("data")));
        model = new EngineModel(folder.resolve("previews"));
        runner = runner(model);
    }

    /** A runner that draws with another model. */
    public JobRunner runner(OpenModel open) {
        return new JobRunner(
                library,
                Background.inline(),
                open,
                () -> clock += 0.01,
                state -> {
                    states.add(state);
                    onState.accept(state);
                },
                picture -> {},
                () -> {});
    }

    /** The test's clock, that much later. */
    public double later(double seconds) {
        clock += seconds;
        return clock;
    }

    public static Recipe recipe(ModelSource source, int count) {
        var painting = new ImageRequest.PaintSettings(2, new ImageRequest.PaintSeed.OfTokens());
        var request =
                new ImageRequest(
                        "A sign with the title \"Hi\"",
                        ImageRequest.CELL * ROWS,
                        64,
                        SamplingSettings.DEFAULT,
                        11,
                        count,
                        painting);
        return new Recipe(request, source, NumberType.FLOAT32);
    }

    /** Draws so many pictures. */
    public Job draw(ModelSource source, int count) {
        long id = library.jobs().add(recipe(source, count), false).id();
        runner.wake();
        return job(id);
    }

    public Job job(long id) {
        return library.jobs().find(id).orElseThrow();
    }

    public PictureMetadata metadata(Job job, int position) {
        return library.pictures().metadata(job.pictures().get(position)).orElseThrow();
    }

    public byte[] pixels(Job job, int position) {
        Path file = library.pictures().find(job.pictures().get(position)).orElseThrow().file();
        return PictureReader.read(file).rgb();
    }

    @Override
    public void close() {
        model.close();
        library.close();
    }
}
