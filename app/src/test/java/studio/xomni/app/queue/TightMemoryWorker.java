package studio.xomni.app.queue;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import studio.xomni.app.models.EngineModel;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.work.Background;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.vision.ImageTokens;

/**
 * The program of {@link TightMemoryTest}: paints a large picture with little address space left,
 * which it takes from itself once everything is loaded, and says what came of it.
 */
final class TightMemoryWorker {

    private static final int SIDE = 960;

    private TightMemoryWorker() {}

    /**
     * Paints.
     *
     * @param arguments the folder, and the mebibytes that are left
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream log = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Path.of(arguments[0]);
        try (Library library = DrawingWorker.open(folder);
                EngineModel model = new EngineModel(folder.resolve("previews"))) {
            JobRunner runner =
                    new JobRunner(
                            library,
                            Background.inline(),
                            model,
                            () -> System.nanoTime() / 1e9,
                            state -> {},
                            picture -> log.println("picture " + picture.width()),
                            () -> {});
            runner.onShortOfMemory(mode -> log.println("short, now " + mode));
            paint(library, runner, 64, log); // everything is loaded
            limit(Long.parseLong(arguments[1]) << 20);
            paint(library, runner, SIDE, log);
        }
    }

    private static void paint(Library library, JobRunner runner, int side, PrintStream log) {
        int cells = side / ImageRequest.CELL;
        int[] codes = new Random(1).ints((long) cells * cells, 0, 8192).toArray();
        var request =
                new ImageRequest(
                        "A sign",
                        side,
                        side,
                        SamplingSettings.DEFAULT,
                        1,
                        1,
                        new ImageRequest.PaintSettings(1, new ImageRequest.PaintSeed.OfTokens()));
        Recipe recipe = new Recipe(request, new ModelSource.BuiltIn(), NumberType.FLOAT32);
        long id =
                library.jobs()
                        .addPainting(recipe, List.of(new ImageTokens(cells, cells, codes)))
                        .id();
        runner.wake();
        Job job = library.jobs().find(id).orElseThrow();
        log.println("job " + job.state() + " rows " + job.rows() + " " + job.message());
    }

    /** Lets the address space grow by so many bytes and no more. */
    private static void limit(long bytes) throws Exception {
        long size =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmSize:"))
                        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow();
        Process prlimit =
                new ProcessBuilder(
                                "prlimit",
                                "--pid",
                                Long.toString(ProcessHandle.current().pid()),
                                "--as=" + (size + bytes))
                        .inheritIO()
                        .start();
        if (prlimit.waitFor() != 0) {
            throw new IllegalStateException("prlimit failed.");
        }
    }
}
