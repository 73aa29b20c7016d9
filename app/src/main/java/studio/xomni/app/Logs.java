package studio.xomni.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log files, {@code logs/studio-0.log} the latest: five of a megabyte at most. What users write
 * is not put into them.
 */
final class Logs implements AutoCloseable {

    private static final int BYTES = 1 << 20;
    private static final int FILES = 5;
    private static final Logger ROOT = Logger.getLogger("");

    private final FileHandler handler;

    private Logs(FileHandler handler) {
        this.handler = handler;
    }

    static Path folder(Path data) {
        return data.resolve("logs");
    }

    /**
     * Begins to write.
     *
     * @throws IOException when the folder cannot be written to
     */
    static Logs begin(Path data) throws IOException {
        Files.createDirectories(folder(data));
        FileHandler handler =
                new FileHandler(
                        folder(data).resolve("studio-%g.log").toString(), BYTES, FILES, true);
        handler.setFormatter(
                new SimpleFormatter() {
                    @Override
                    public String format(LogRecord record) {
                        return "%tF %<tT %s %s: %s%n%s"
                                .formatted(
                                        record.getMillis(),
                                        record.getLevel(),
                                        record.getLoggerName(),
                                        formatMessage(record),
                                        trace(record.getThrown()));
                    }
                });
        handler.setLevel(Level.INFO);
        handler.setEncoding("UTF-8");
        ROOT.addHandler(handler);
        return new Logs(handler);
    }

    private static String trace(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** The log files that are there, the latest first. */
    static List<Path> files(Path data) throws IOException {
        if (!Files.isDirectory(folder(data))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder(data))) {
            return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
        }
    }

    @Override
    public void close() {
        ROOT.removeHandler(handler);
        handler.close();
    }
}
