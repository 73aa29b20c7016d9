package studio.xomni.engine.cli;

import java.io.PrintStream;
import studio.xomni.engine.pipeline.Cancellation;

/**
 * What a command speaks to.
 *
 * @param out takes results
 * @param err takes all that is no result: settings, progress, errors
 * @param watched whether a person watches: only then progress is drawn
 * @param cancellation asked when the person wants to stop
 */
record Terminal(PrintStream out, PrintStream err, boolean watched, Cancellation cancellation) {

    /** Nobody watches, and nobody stops. */
    Terminal(PrintStream out, PrintStream err) {
        this(out, err, false, new Cancellation());
    }
}
