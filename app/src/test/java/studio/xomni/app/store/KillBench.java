package studio.xomni.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import studio.xomni.engine.vision.ImageTokens;

/**
 * Kills a working studio's store with {@code kill -9} at random moments and looks whether anything
 * is lost that was finished: pictures, prompts, rows of tokens, ratings, what went to the trash.
 * The tables are migrated at each start, so some kills hit that.
 *
 * <pre>{@code KillBench [KILLS, default 50] [SEED]}</pre>
 */
public final class KillBench {

    private static final int FIRST_VERSION = Schema.CURRENT.version();

    private final Path folder;
    private final Path migrations;
    private final Random random;
    private int version = FIRST_VERSION;

    private final Map<String, Long> numbers = new HashMap<>();
    private final Set<String> shown = new HashSet<>();
    private final Set<String> trashed = new HashSet<>();
    private final Map<String, String> ratings = new HashMap<>();
    private final Map<Long, Integer> rows = new HashMap<>();
    private long draft = -1;
    private long prompt = -1;

    private final List<String> losses = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private int killedBeforeOpen;

    private KillBench(Path folder, long seed) throws IOException {
        this.folder = folder;
        this.migrations = Files.createDirectories(folder.resolve("migrations"));
        this.random = new Random(seed);
    }

    /**
     * What came of the kills.
     *
     * @param losses what was finished and is lost: hopefully nothing
     * @param notices what the library said of its repairs
     * @param pictures finished in all
     * @param killedBeforeOpen kills that came before the library was open
     */
    record Result(List<String> losses, List<String> notices, int pictures, int killedBeforeOpen) {}

    /**
     * Kills, and prints what came of it.
     *
     * @param arguments how many kills, and a seed
     */
    public static void main(String[] arguments) throws Exception {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Path folder = Files.createTempDirectory("kill-bench");
        Result result = run(folder, kills, seed);
        System.out.printf(
                "%d kills (seed %d): %d pictures finished, %d kills before the library was open, %d repairs told, %d losses%n",
                kills,
                seed,
                result.pictures(),
                result.killedBeforeOpen(),
                result.notices().size(),
                result.losses().size());
        result.notices().stream().distinct().limit(20).forEach(System.out::println);
        result.losses().forEach(System.out::println);
        System.out.println("The library is in " + folder);
        System.exit(result.losses().isEmpty() ? 0 : 1);
    }

    /** Kills so many times in an empty folder. */
    static Result run(Path folder, int kills, long seed) throws Exception {
        KillBench bench = new KillBench(folder, seed);
        for (int kill = 0; kill < kills; kill++) {
            bench.migrateNext();
            bench.killOnce(kill + 1L);
        }
        return new Result(
                bench.losses, bench.notices, bench.numbers.size(), bench.killedBeforeOpen);
    }

    /** The tables of this program and those of migrations that the benchmark wrote. */
    static Schema schema(int version, Path migrations) {
        return new Schema(
                version, List.of(Schema.CURRENT.locations().get(0), "filesystem:" + migrations));
    }

    private void migrateNext() throws IOException {
        version++;
        Files.writeString(
                migrations.resolve("V" + version + "__step.sql"),
                """
                CREATE TABLE step_%1$d AS SELECT * FROM pictures;
                ALTER TABLE thumbnails ADD COLUMN step_%1$d INT DEFAULT 0;
                DROP TABLE step_%1$d;
                """
                        .formatted(version));
    }

    private void killOnce(long seed) throws Exception {
        boolean whileOpening = random.nextInt(3) == 0;
        KilledProgram.Said said =
                KilledProgram.run(
                        folder,
                        KillWorker.class,
                        List.of(
                                folder.toString(),
                                Long.toString(seed),
                                Integer.toString(version),
                                migrations.toString()),
                        new KilledProgram.Kill(random.nextInt(2500), !whileOpening));
        said.failure().ifPresent(losses::add);
        List<String> log = said.lines();
        if (!log.contains("open")) {
            killedBeforeOpen++;
        }
        read(log);
        check(log.isEmpty() ? "" : log.get(log.size() - 1));
    }

    private void read(List<String> log) {
        for (String line : log) {
            String[] words = line.split(" ", -1);
            if (!words[0].equals("done")) {
                continue;
            }
            switch (words[1]) {
                case "add" -> {
                    shown.add(words[2]);
                    numbers.put(words[2], Long.parseLong(words[3]));
                }
                case "draft" -> {
                    draft = Long.parseLong(words[2]);
                    prompt = draft;
                }
                case "job" -> rows.put(Long.parseLong(words[2]), Integer.parseInt(words[3]));
                case "rate" -> ratings.put(words[2], words[3]);
                case "trash" -> {
                    shown.remove(words[2]);
                    trashed.add(words[2]);
                }
                case "restore" -> {
                    trashed.remove(words[2]);
                    shown.add(words[2]);
                }
                default -> throw new IllegalStateException(line);
            }
        }
    }

    /**
     * @param last the last line of the log: what was begun there may be done or not
     */
    private void check(String last) {
        String[] begun =
                last.startsWith("begin ") ? last.split(" ", -1) : new String[] {"", "", ""};
        try (Library library =
                OpenLibrary.open(
                        Samples.folders(folder), schema(version, migrations), Clock.systemUTC())) {
            notices.addAll(library.notices());
            checkPictures(library, begun);
            checkQueue(library);
            checkDesk(library, begun);
        } catch (RuntimeException e) {
            losses.add("The library does not open: " + e);
        }
    }

    private void checkPictures(Library library, String[] begun) {
        Map<String, StoredPicture> found = new HashMap<>();
        library.pictures().all().forEach(picture -> found.put(picture.id(), picture));
        String open = begun.length > 2 ? begun[2] : "";
        if (begun[1].equals("trash") && !found.containsKey(open)) {
            shown.remove(open);
            trashed.add(open);
        }
        if (begun[1].equals("restore") && found.containsKey(open)) {
            trashed.remove(open);
            shown.add(open);
        }
        for (String id : shown) {
            StoredPicture picture = found.get(id);
            if (picture == null) {
                losses.add("A picture is lost: " + id);
                continue;
            }
            long number = numbers.getOrDefault(id, -1L);
            boolean whole =
                    picture.prompt().equals("海报 " + number)
                            && library.pictures().metadata(id).isPresent()
                            && library.pictures().thumbnail(id).isPresent();
            if (!whole) {
                losses.add("A picture is damaged: " + picture);
            }
            boolean rated =
                    Integer.toString(picture.rating()).equals(ratings.getOrDefault(id, "0"));
            if (!rated && !(begun[1].equals("rate") && open.equals(id))) {
                losses.add("A rating is lost: " + picture + ", wanted " + ratings.get(id));
            }
            ratings.put(id, Integer.toString(picture.rating()));
        }
        for (String id : trashed) {
            if (found.containsKey(id)) {
                losses.add("A picture in the trash is shown: " + id);
            }
            Path file = folder.resolve("pictures/.trash/" + id + ".png");
            if (!Files.exists(file)) {
                losses.add("A picture in the trash is lost: " + id);
            }
        }
        // A picture that was begun may be there, whole.
        found.forEach(
                (id, picture) -> {
                    if (!numbers.containsKey(id)) {
                        shown.add(id);
                        numbers.put(id, picture.seed());
                    }
                });
    }

    private void checkQueue(Library library) {
        rows.forEach(
                (id, count) -> {
                    List<ImageTokens> tokens = library.jobs().rows(id);
                    int kept = tokens.isEmpty() ? 0 : tokens.get(0).rows();
                    boolean same = library.jobs().find(id).isPresent() && kept >= count;
                    for (int row = 0; same && row < kept; row++) {
                        int[] wanted = KillWorker.codes(id, row);
                        for (int column = 0; column < wanted.length; column++) {
                            same &=
                                    tokens.get(0).codes()[row * wanted.length + column]
                                            == wanted[column];
                        }
                    }
                    if (!same) {
                        losses.add("Job %d has %d of %d rows".formatted(id, kept, count));
                    }
                });
        for (Job job : library.jobs().all()) {
            if (job.state() == Job.State.RUNNING) {
                losses.add("A job runs without a studio: " + job);
            }
        }
    }

    private void checkDesk(Library library, String[] begun) {
        long kept = library.desk().draft().map(Long::parseLong).orElse(-1L);
        boolean newer = begun[1].equals("draft") && kept == Long.parseLong(begun[2]);
        if (kept != draft && !newer) {
            losses.add("The form is that of %d, wanted %d".formatted(kept, draft));
        }
        if (prompt >= 0 && !library.desk().history().contains("prompt " + prompt)) {
            losses.add("The prompt %d is lost".formatted(prompt));
        }
        draft = kept;
    }
}
