package studio.xomni.app.queue;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import studio.xomni.app.models.EngineModel;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.work.Background;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.sampling.SamplingSettings;

/**
 * The program that {@link DrawingKillBench} kills: it draws small pictures of the built-in model in
 * float32, one after the other, and says which rows and pictures are kept.
 */
final class DrawingWorker {

    private static final int ROWS = 8;
    private static final int COLUMNS = 8;

    private DrawingWorker() {}

    /**
     * Draws until it is killed.
     *
     * @param arguments the folder, and how many pictures to draw; 0 is no end
     */
    public static void main(String[] arguments) {
        PrintStream log = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Path.of(arguments[0]);
        int most = Integer.parseInt(arguments[1]);
        try (Library library = open(folder);
                EngineModel model = new EngineModel(folder.resolve("previews"))) {
            log.println("open");
            JobRunner runner =
                    new JobRunner(
                            library,
                            Background.inline(),
                            model,
                            () -> System.nanoTime() / 1e9,
                            state -> tell(library, state, log),
                            picture -> log.println("picture " + picture.id()),
                            () -> {});
            library.jobs().setPaused(false);
            for (Job job : library.jobs().all()) {
                if (job.state() != Job.State.DONE) {
                    library.jobs().setState(job.id(), Job.State.WAITING, "");
                }
            }
            runner.wake();
            for (int i = 0; most == 0 || i < most; i++) {
                Job job = library.jobs().add(recipe(library.jobs().all().size()), false);
                log.println("job " + job.id());
                runner.wake();
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static void tell(Library library, RunState state, PrintStream log) {
        var rows = library.jobs().rows(state.job());
        if (!rows.isEmpty()) {
            log.println("rows " + state.job() + " " + rows.get(0).rows());
        }
    }

    static Library open(Path folder) {
        return Library.open(new Folders(folder.resolve("pictures"), folder.resolve("data")));
    }

    /** The picture of a place in the queue; the same each time. */
    static Recipe recipe(int place) {
        var request =
                new ImageRequest(
                        "A sign with the title \"Hi " + place + "\"",
                        16 * ROWS,
                        16 * COLUMNS,
                        SamplingSettings.DEFAULT,
                        100L + place,
                        1,
                        new ImageRequest.PaintSettings(2, new ImageRequest.PaintSeed.OfTokens()));
        return new Recipe(request, new ModelSource.BuiltIn(), NumberType.FLOAT32);
    }
}
