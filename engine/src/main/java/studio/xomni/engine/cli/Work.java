package studio.xomni.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import studio.xomni.engine.Engine;
import studio.xomni.engine.error.CancelledException;
import studio.xomni.engine.error.ResourceException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.pipeline.EngineSettings;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.torch.NativeCache;

/** An opened model at work for a command, with its progress on the terminal. */
final class Work implements AutoCloseable {

    private final Terminal terminal;
    private final long start = System.nanoTime();
    private final ProgressLine line;
    private final Engine engine;

    /** Printed when the work proper begins, so that a refusal is the only line of its command. */
    private String announcement;

    private Work(Terminal terminal, ProgressLine line, Engine engine, String announcement) {
        this.terminal = terminal;
        this.line = line;
        this.engine = engine;
        this.announcement = announcement;
    }

    /**
     * Opens a model and says when that takes long because it is the first time on this machine.
     *
     * @param timeLeft knows how much there is to do
     * @param announcement the effective settings, empty for none
     */
    static Work open(
            ModelFolder folder,
            EngineSettings settings,
            Terminal terminal,
            TimeLeft timeLeft,
            String announcement) {
        prepareFirstStart(terminal);
        Engine engine = Engine.open(folder, settings);
        var line = new ProgressLine(terminal, System::nanoTime, timeLeft);
        return new Work(terminal, line, engine, announcement);
    }

    /** An outside libtorch is not unpacked. */
    private static void prepareFirstStart(Terminal terminal) {
        if (NativeCache.isUnpacked() || System.getenv("PYTORCH_LIBRARY_PATH") != null) {
            return;
        }
        Path cache = NativeCache.folder();
        long free = freeBytes(cache);
        if (free < NativeCache.BYTES) {
            throw new ResourceException(
                    Sentence.of(
                            "The first start unpacks %d MiB into %s, but the disk has %d MiB free; make room or name another folder in DJL_CACHE_DIR.",
                            NativeCache.BYTES >> 20, cache, free >> 20));
        }
        terminal.err()
                .printf(
                        Locale.ROOT,
                        "First start: unpacking libtorch (%d MiB) into %s.%n",
                        NativeCache.BYTES >> 20,
                        cache);
    }

    /** Room on the disk that a folder is on, or will be made on. */
    static long freeBytes(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            return Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // unknown; unpacking will tell
        }
    }

    Engine engine() {
        return engine;
    }

    ProgressLine line() {
        return line;
    }

    /** Seconds since the command began, in words. */
    String elapsed() {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
    }

    /** The listener for all that the engine does here. */
    Consumer<Progress> progress() {
        return progress -> {
            if (progress instanceof Progress.Loading) {
                requireWanted();
            } else if (!announcement.isEmpty()) {
                line.clear();
                terminal.err().println(announcement);
                announcement = "";
            }
            line.accept(progress);
        };
    }

    /** Between stages, which do not ask themselves. */
    void requireWanted() {
        if (terminal.cancellation().isCancelled()) {
            throw new CancelledException();
        }
    }

    /** Prints a line of results. */
    void say(String text) {
        line.clear();
        terminal.out().println(text);
    }

    @Override
    public void close() {
        line.close();
        engine.close();
    }
}
