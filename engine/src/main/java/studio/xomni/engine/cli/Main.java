package studio.xomni.engine.cli;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import studio.xomni.engine.pipeline.Cancellation;

/** The program {@code xomni}. */
public final class Main {

    /** Longer than a painting step or a part's loading should take. */
    private static final long STOPPING_SECONDS = 30;

    private Main() {}

    @Command(
            name = "xomni",
            description = "Draws posters from text and talks about pictures.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    private static final class Xomni {}

    /** All commands; a new one is added here. */
    private static CommandLine commands(Terminal terminal) {
        return new CommandLine(new Xomni())
                .addSubcommand(new GenerateCommand(terminal))
                .addSubcommand(new ChatCommand(terminal))
                .addSubcommand(new TokenizeCommand(terminal))
                .addSubcommand(new PreviewsCommand(terminal))
                .addSubcommand(new DoctorCommand(terminal))
                .addSubcommand(new BenchCommand(terminal));
    }

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        quietLibraries();
        var out = stream(FileDescriptor.out);
        var err = stream(FileDescriptor.err);
        var cancellation = new Cancellation();
        var finished = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cancellation, finished)));
        int code = Failures.OWN_FAULT;
        try {
            code = run(Arguments.decoded(args), new Terminal(out, err, isWatched(), cancellation));
        } finally {
            out.flush();
            finished.countDown(); // before exit, which waits for the hook
        }
        System.exit(code);
    }

    /**
     * Runs one command.
     *
     * @return the exit code, see {@link Failures}
     */
    static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, new Terminal(out, err));
    }

    static int run(String[] args, Terminal terminal) {
        var failures = new Failures(terminal.err(), Arrays.asList(args).contains("--verbose"));
        CommandLine commands =
                commands(terminal)
                        .setExpandAtFiles(false) // a prompt may begin with @
                        .setOverwrittenOptionsAllowed(true) // as in the released scripts
                        .registerConverter(Path.class, Main::path)
                        .setUsageHelpWidth(100)
                        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                        .setParameterExceptionHandler((e, unused) -> failures.report(e, nameOf(e)))
                        .setExecutionExceptionHandler((e, unused, result) -> failures.report(e));
        try {
            return commands.execute(args);
        } catch (RuntimeException | Error e) {
            return failures.report(e);
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(
                    "'%s' is no path on this system; its encoding of file names is %s, on Linux LC_ALL=C.UTF-8 allows all letters"
                            .formatted(text, System.getProperty("sun.jnu.encoding")));
        }
    }

    private static String nameOf(ParameterException e) {
        return e.getCommandLine().getCommandSpec().qualifiedName();
    }

    /** Ctrl-C: the work stops at its next step and frees what it holds; the JVM then exits. */
    private static void stop(Cancellation cancellation, CountDownLatch finished) {
        cancellation.cancel();
        try {
            boolean unused = finished.await(STOPPING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Before anything logs; a configuration that was asked for is left alone. */
    private static void quietLibraries() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream levels = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(levels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)),
                true,
                StandardCharsets.UTF_8);
    }

    /** From Java 22 on there is a console without a terminal, too, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isWatched() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
