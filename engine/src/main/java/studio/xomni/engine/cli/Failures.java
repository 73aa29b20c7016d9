package studio.xomni.engine.cli;

import java.io.PrintStream;
import picocli.CommandLine.ParameterException;
import studio.xomni.engine.error.CancelledException;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.MemoryException;
import studio.xomni.engine.error.ResourceException;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.error.XomniException;

/**
 * Makes of whatever a command throws one sentence and an exit code: 0 done, 1 our own fault, 2
 * wrong usage or input, 3 not enough memory or disk, 4 the model's files are wrong, 130 cancelled.
 *
 * @param err takes the sentence
 * @param verbose whether the trace follows
 */
record Failures(PrintStream err, boolean verbose) {

    static final int OWN_FAULT = 1;
    static final int USAGE = 2;
    static final int RESOURCES = 3;
    static final int CHECKPOINT = 4;
    static final int CANCELLED = 130;

    /** Reports what picocli refused. */
    int report(ParameterException e, String command) {
        String what = oneLine(String.valueOf(e.getMessage())).replaceFirst("\\.$", "");
        print(what + "; see '" + command + " --help'.", e);
        return USAGE;
    }

    /** Reports what a command threw. */
    int report(Throwable e) {
        if (e instanceof XomniException known) {
            print(oneLine(String.valueOf(known.getMessage())), e);
            return code(known);
        }
        if (e instanceof OutOfMemoryError) {
            print(
                    "There is not enough memory (%s); close other programs or give Java more with -Xmx."
                            .formatted(oneLine(String.valueOf(e.getMessage()))),
                    e);
            return RESOURCES;
        }
        print(
                "A fault of the program's own, please report it with the output of --verbose: "
                        + oneLine(e.toString()),
                e);
        return OWN_FAULT;
    }

    private static int code(XomniException e) {
        if (e instanceof UsageException) {
            return USAGE;
        } else if (e instanceof ResourceException || e instanceof MemoryException) {
            return RESOURCES;
        } else if (e instanceof CheckpointException) {
            return CHECKPOINT;
        } else if (e instanceof CancelledException) {
            return CANCELLED;
        }
        throw new IllegalStateException("There is no exit code for this kind of error.", e);
    }

    private void print(String sentence, Throwable e) {
        err.println(sentence);
        if (verbose) {
            e.printStackTrace(err);
        }
        err.flush();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
