package studio.xomni.app.gallery;

import atlantafx.base.theme.PrimerDark;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.work.Threads;

/**
 * Times the gallery on a library: first paint, search in both languages, scrolling.
 *
 * <p>Arguments: the folder that holds the library's {@code pictures} and {@code data}.
 */
public final class GalleryBench {

    private static final int ROUNDS = 11;
    private static final int PULSES = 600;

    /** Rows of a fast turn of the wheel in one pulse. */
    private static final int PIXELS_PER_PULSE = 90;

    private static final List<String> ENGLISH =
            List.of("poster", "jazz night", "rating:>=3 red", "zebra");
    private static final List<String> CHINESE = List.of("海报", "音乐", "红色 -蓝", "斑马");

    private GalleryBench() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        Platform.setImplicitExit(false);
        started.await();
        Path folder = Path.of(arguments[0]);
        long opening = System.nanoTime();
        try (Library library =
                        Library.open(
                                new Folders(folder.resolve("pictures"), folder.resolve("data")));
                Threads store = new Threads("store", 1);
                Threads searching = new Threads("search", 1);
                Threads decoding = new Threads("decoding", 2)) {
            say("opening the library", since(opening), "ms");
            new Run(library, store, searching, decoding).all();
        }
        Platform.exit();
    }

    private record Run(Library library, Threads store, Threads searching, Threads decoding) {

        void all() throws Exception {
            GalleryModel model =
                    new GalleryModel(
                            library.pictures(),
                            store,
                            searching,
                            notice -> System.err.println(notice.text()));
            GalleryView[] view = new GalleryView[1];
            onFx(
                    () -> {
                        Application.setUserAgentStylesheet(
                                new PrimerDark().getUserAgentStylesheet());
                        view[0] =
                                new GalleryView(
                                        model,
                                        new GalleryCommands(
                                                model,
                                                Samples.edits(library.pictures()),
                                                library.pictures(),
                                                store,
                                                new FakePorts()),
                                        library.pictures(),
                                        decoding);
                        Stage stage = new Stage();
                        stage.setScene(new Scene(new BorderPane(view[0]), 1000, 800));
                        stage.show();
                        return null;
                    });
            // The studio's window is there before its library is read.
            TimeUnit.SECONDS.sleep(1);
            long start = System.nanoTime();
            long cpu = cpu();
            onFx(
                    () -> {
                        model.load();
                        return null;
                    });
            until(() -> !model.shown().isEmpty());
            say("the newest pictures are listed", since(start), "ms");
            until(() -> seen(view[0]));
            say("first paint: every thumbnail that is seen is drawn", since(start), "ms");
            say("the same, time of all processors", (cpu() - cpu) / 1e6, "ms");
            until(() -> model.loaded().get());
            say("all " + model.total() + " pictures can be searched", since(start), "ms");
            search(model, "English", ENGLISH);
            search(model, "Chinese", CHINESE);
            scroll(view[0]);
            System.gc();
            say(
                    "heap in use",
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6,
                    "MB");
            say("live cells", onFx(() -> view[0].lookupAll(".picture-cell").size()), "");
        }

        private static boolean seen(GalleryView view) {
            PictureGrid grid = view.grid();
            int cells = grid.geometry().columns() * grid.rowsSeen();
            for (int index = 0; index < cells; index++) {
                if (grid.cellOf(index).flatMap(PictureCell::image).isEmpty()) {
                    return false;
                }
            }
            return true;
        }

        private static void search(GalleryModel model, String language, List<String> queries)
                throws Exception {
            List<Double> times = new ArrayList<>();
            List<Double> computed = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (String query : queries) {
                    CountDownLatch shown = new CountDownLatch(1);
                    long start = System.nanoTime();
                    long cpu = cpu();
                    onFx(
                            () -> {
                                model.listing()
                                        .addListener((property, before, now) -> shown.countDown());
                                model.searchText().set(query);
                                return null;
                            });
                    shown.await();
                    times.add(since(start));
                    computed.add((cpu() - cpu) / 1e6);
                    onFx(
                            () -> {
                                model.searchText().set("");
                                return null;
                            });
                    TimeUnit.MILLISECONDS.sleep(200);
                }
            }
            double[] sorted = sorted(times);
            say("search, " + language + ", median", at(sorted, 0.5), "ms");
            say("search, " + language + ", slowest", at(sorted, 1), "ms");
            say("the same, time of all processors, slowest", at(sorted(computed), 1), "ms");
        }

        private static void scroll(GalleryView view) throws Exception {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            List<Double> work = new ArrayList<>();
            CountDownLatch done = new CountDownLatch(1);
            onFx(
                    () -> {
                        new AnimationTimer() {
                            private long before = -1;

                            @Override
                            public void handle(long now) {
                                long cpu = threads.getCurrentThreadCpuTime();
                                if (before >= 0) {
                                    work.add((cpu - before) / 1e6);
                                }
                                before = cpu;
                                view.grid().scrollBy(PIXELS_PER_PULSE);
                                if (work.size() == PULSES) {
                                    stop();
                                    done.countDown();
                                }
                            }
                        }.start();
                        return null;
                    });
            done.await();
            double[] sorted = sorted(work);
            say("work of JavaFX's thread per pulse while scrolling, median", at(sorted, 0.5), "ms");
            say("the same, 95 of 100", at(sorted, 0.95), "ms");
        }
    }

    private static double[] sorted(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }

    private static void until(BooleanSupplier condition) throws Exception {
        while (!onFx(condition::getAsBoolean)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }

    /** Nanoseconds that all threads have computed. */
    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static void say(String what, double value, String unit) {
        System.out.printf(Locale.ROOT, "%-70s %8.1f %s%n", what, value, unit);
    }
}
