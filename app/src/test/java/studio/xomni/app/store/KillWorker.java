package studio.xomni.app.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * The program that {@link KillBench} kills: it works on a library without end, and says of each
 * piece of work when it begins and when it is done.
 */
final class KillWorker {

    private static final int ROW = 16;

    private final Library library;
    private final Random random;
    private final PrintStream log;
    private final List<String> shown = new ArrayList<>();
    private final List<String> trashed = new ArrayList<>();
    private long number;

    private KillWorker(Library library, long seed, PrintStream log) {
        this.library = library;
        this.random = new Random(seed);
        this.log = log;
        this.number = seed * 1_000_000;
        library.pictures().all().forEach(picture -> shown.add(picture.id()));
    }

    /**
     * Works until it is killed.
     *
     * @param arguments folder, seed, version of the tables, folder of the later migrations
     */
    public static void main(String[] arguments) {
        PrintStream log = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Path.of(arguments[0]);
        Library library =
                OpenLibrary.open(
                        Samples.folders(folder),
                        KillBench.schema(Integer.parseInt(arguments[2]), Path.of(arguments[3])),
                        Clock.systemUTC());
        KillWorker worker = new KillWorker(library, Long.parseLong(arguments[1]), log);
        log.println("open");
        while (true) {
            worker.work();
        }
    }

    private void work() {
        number++;
        switch (random.nextInt(6)) {
            case 0, 1 -> add();
            case 2 -> draft();
            case 3 -> rows();
            case 4 -> trashOrRestore();
            default -> rate();
        }
        // As a user's machine would: not all of the time is spent in the store.
        LockSupport.parkNanos(random.nextInt(3_000_000));
    }

    private void add() {
        String id = PictureMetadata.newId();
        String prompt = "海报 " + number;
        log.println("begin add " + id);
        library.pictures().add(Samples.picture(number), Samples.metadata(id, prompt, number));
        shown.add(id);
        log.println("done add " + id + " " + number);
    }

    private void draft() {
        log.println("begin draft " + number);
        library.desk().saveDraft(Long.toString(number));
        library.desk().addToHistory("prompt " + number);
        log.println("done draft " + number);
    }

    private void rows() {
        log.println("begin job");
        long id = library.jobs().add(Samples.recipe("job " + number, number), false).id();
        log.println("done job " + id + " 0");
        library.jobs().setState(id, Job.State.RUNNING, "");
        int count = 1 + random.nextInt(4);
        for (int row = 0; row < count; row++) {
            library.jobs().addRow(id, row, List.of(codes(id, row)));
            log.println("done job " + id + " " + (row + 1));
        }
    }

    /** What a row holds, so that it can be checked. */
    static int[] codes(long job, int row) {
        return new Random(31 * job + row).ints(ROW, 0, 16_384).toArray();
    }

    private void trashOrRestore() {
        if (!trashed.isEmpty() && random.nextBoolean()) {
            String id = trashed.remove(random.nextInt(trashed.size()));
            log.println("begin restore " + id);
            library.pictures().restore(List.of(id));
            shown.add(id);
            log.println("done restore " + id);
        } else if (shown.size() > 3) {
            String id = shown.remove(random.nextInt(shown.size()));
            log.println("begin trash " + id);
            library.pictures().trash(List.of(id));
            trashed.add(id);
            log.println("done trash " + id);
        }
    }

    private void rate() {
        if (!shown.isEmpty()) {
            String id = shown.get(random.nextInt(shown.size()));
            int rating = random.nextInt(6);
            log.println("begin rate " + id + " " + rating);
            library.pictures().rate(List.of(id), rating);
            log.println("done rate " + id + " " + rating);
        }
    }
}
