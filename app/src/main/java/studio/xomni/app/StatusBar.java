package studio.xomni.app;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;

/** Keeps memory and disk at the foot of the window up to date. */
final class StatusBar implements AutoCloseable {

    private static final double GIGABYTE = 1L << 30;
    private static final Duration EVERY = Duration.seconds(5);

    private final ShellModel shell;
    private final Path pictures;
    private final Background background;
    private final Texts texts = Texts.of("shell");

    StatusBar(ShellModel shell, Path pictures, Background background) {
        this.shell = shell;
        this.pictures = pictures;
        this.background = background;
    }

    private final Timeline timeline = new Timeline(new KeyFrame(EVERY, tick -> read()));

    void start() {
        timeline.setCycleCount(Animation.INDEFINITE);
        timeline.play();
        read();
    }

    @Override
    public void close() {
        timeline.stop();
    }

    private record Reading(long used, long total, long disk) {}

    private void read() {
        background.run(this::measure, this::show, failure -> shell.disk().set(""));
    }

    private Reading measure() throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long total = system.getTotalMemorySize();
        return new Reading(
                total - system.getFreeMemorySize(),
                total,
                Files.getFileStore(pictures).getUsableSpace());
    }

    private void show(Reading reading) {
        shell.memory().set(texts.get("memory", gigabytes(reading.used), gigabytes(reading.total)));
        shell.disk().set(texts.get("disk", gigabytes(reading.disk)));
    }

    private static String gigabytes(long bytes) {
        double value = bytes / GIGABYTE;
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }
}
