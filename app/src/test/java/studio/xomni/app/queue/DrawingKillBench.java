package studio.xomni.app.queue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import studio.xomni.app.models.EngineModel;
import studio.xomni.app.store.Job;
import studio.xomni.app.store.KilledProgram;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.work.Background;
import studio.xomni.engine.vision.ImageTokens;

/**
 * Kills the drawing queue with {@code kill -9} at random moments, inside rows, paintings and
 * saving, starts it again, and looks whether rows or pictures are lost that were kept, and whether
 * the resumed pictures have the tokens of pictures that were drawn in one go.
 *
 * <pre>{@code DrawingKillBench [KILLS, default 50] [SEED]}</pre>
 */
public final class DrawingKillBench {

    private static final int MOST_MILLISECONDS = 2500;

    private final Path folder;
    private final Random random;
    private final Map<Long, Integer> rows = new HashMap<>();
    private final Set<String> pictures = new HashSet<>();
    private final List<String> losses = new ArrayList<>();
    private int resumed;

    private DrawingKillBench(Path folder, long seed) {
        this.folder = folder;
        this.random = new Random(seed);
    }

    /**
     * What came of the kills.
     *
     * @param losses what was kept and is lost, or drawn otherwise: hopefully nothing
     * @param pictures finished
     * @param resumed of them, those that were resumed inside
     */
    record Result(List<String> losses, int pictures, int resumed) {}

    /**
     * Kills, and prints what came of it.
     *
     * @param arguments how many kills, and a seed
     */
    public static void main(String[] arguments) throws Exception {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Path folder = Files.createTempDirectory("drawing-kill-bench");
        Result result = run(folder, kills, seed);
        System.out.printf(
                "%d kills (seed %d): %d pictures finished, %d of them resumed inside, %d losses%n",
                kills, seed, result.pictures(), result.resumed(), result.losses().size());
        result.losses().forEach(System.out::println);
        System.exit(result.losses().isEmpty() ? 0 : 1);
    }

    /** Kills so many times in an empty folder, lets the rest be drawn, and compares. */
    static Result run(Path folder, int kills, long seed) throws Exception {
        DrawingKillBench bench = new DrawingKillBench(folder, seed);
        for (int kill = 0; kill < kills; kill++) {
            bench.work(0, bench.random.nextInt(MOST_MILLISECONDS));
            bench.check();
        }
        bench.work(1, -1);
        bench.check();
        bench.compare();
        return new Result(bench.losses, bench.pictures.size(), bench.resumed);
    }

    /**
     * Lets a worker draw.
     *
     * @param most pictures that it adds; 0 is no end
     * @param milliseconds until it is killed after the library was open; below 0 it ends by itself
     */
    private void work(int most, int milliseconds) throws Exception {
        KilledProgram.Said said =
                KilledProgram.run(
                        folder,
                        DrawingWorker.class,
                        List.of(folder.toString(), Integer.toString(most)),
                        new KilledProgram.Kill(milliseconds, true));
        said.lines().forEach(this::read);
        said.failure().ifPresent(losses::add);
    }

    private void read(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "rows" -> rows.put(Long.parseLong(words[1]), Integer.parseInt(words[2]));
            case "job" -> rows.putIfAbsent(Long.parseLong(words[1]), 0);
            case "picture" -> pictures.add(words[1]);
            default -> {
                // "open", and a last line that was cut by the kill
            }
        }
    }

    private void check() {
        try (Library library = DrawingWorker.open(folder)) {
            rows.forEach(
                    (id, kept) -> {
                        Job job = library.jobs().find(id).orElse(null);
                        if (job == null) {
                            losses.add("Job " + id + " is lost.");
                            return;
                        }
                        List<ImageTokens> tokens = library.jobs().rows(id);
                        int there = tokens.isEmpty() ? 0 : tokens.get(0).rows();
                        if (there < kept && job.state() != Job.State.DONE) {
                            losses.add("Job %d has %d of %d rows.".formatted(id, there, kept));
                        }
                    });
            for (String picture : pictures) {
                if (library.pictures().metadata(picture).isEmpty()) {
                    losses.add("Picture " + picture + " is lost.");
                }
            }
        }
    }

    /** Draws each picture that was resumed inside once more, in one go. */
    private void compare() throws Exception {
        Path other = Files.createDirectories(folder.resolve("whole"));
        try (Library library = DrawingWorker.open(folder);
                Library whole = DrawingWorker.open(other);
                EngineModel model = new EngineModel(other.resolve("previews"))) {
            JobRunner runner =
                    new JobRunner(
                            whole,
                            Background.inline(),
                            model,
                            () -> 0,
                            state -> {},
                            picture -> {},
                            () -> {});
            for (Job job : library.jobs().all()) {
                if (job.state() != Job.State.DONE) {
                    losses.add("Job " + job.id() + " ended as " + job.state() + ".");
                } else if (!job.resumedAt().isEmpty()) {
                    resumed++;
                    long again = whole.jobs().add(job.recipe(), false).id();
                    runner.wake();
                    int[] resumedCodes = codes(library, job);
                    int[] wholeCodes = codes(whole, whole.jobs().find(again).orElseThrow());
                    if (!Arrays.equals(resumedCodes, wholeCodes)) {
                        losses.add("Job " + job.id() + " was resumed to other tokens.");
                    }
                }
            }
        }
    }

    private static int[] codes(Library library, Job job) {
        PictureMetadata metadata = library.pictures().metadata(job.pictures().get(0)).orElseThrow();
        return metadata.tokens().codes();
    }
}
