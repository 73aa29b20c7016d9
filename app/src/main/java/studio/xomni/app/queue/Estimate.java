package studio.xomni.app.queue;

import java.util.OptionalDouble;
import studio.xomni.engine.pipeline.Progress;

/**
 * The time a job still takes: what was learned of such jobs, scaled by how this one goes so far.
 *
 * <p>Clock readings are given by the caller, in seconds, so that recorded runs can be replayed.
 */
final class Estimate {

    /** Tokens that must be seen before a rate is told; the first read the prompt. */
    private static final int FEW = 8;

    /** A run this many times slower or faster than those before is no mere phase. */
    private static final double LARGE = 2;

    private final Pace known;
    private final int tokens;
    private final int kept;
    private final int pictures;
    private final int steps;

    private double writingFrom = Double.NaN;
    private int firstToken;
    private double writingSpent;
    private int written;
    private double halfSpent = Double.NaN;
    private int half;

    private double paintingFrom = Double.NaN;
    private double stepsFrom = Double.NaN;
    private double stepsSpent;
    private int stepsDone;
    private double decodeFrom = Double.NaN;
    private double decodeSpent;
    private int decoded;
    private int painted;
    private int stepsOfPicture;

    /**
     * @param known what was learned before
     * @param tokens of one picture
     * @param kept tokens of one picture that are already written
     * @param pictures that are to be painted
     * @param steps of one painting
     */
    Estimate(Pace known, int tokens, int kept, int pictures, int steps) {
        this.known = known;
        this.tokens = tokens;
        this.kept = kept;
        this.written = kept;
        this.pictures = pictures;
        this.steps = steps;
    }

    /** Takes note of progress at a time. */
    void note(Progress progress, double now) {
        if (progress instanceof Progress.Writing writing) {
            if (Double.isNaN(writingFrom)) {
                writingFrom = now;
                firstToken = writing.done();
            }
            written = writing.done();
            writingSpent = now - writingFrom;
            if (Double.isNaN(halfSpent) && written >= (firstToken + tokens) / 2) {
                halfSpent = writingSpent;
                half = written;
            }
        } else if (progress instanceof Progress.Painting painting) {
            written = tokens;
            if (painting.done() == 0 || Double.isNaN(stepsFrom)) {
                endDecode(now);
                stepsFrom = now;
                stepsOfPicture = 0;
            } else {
                stepsSpent += now - stepsFrom;
                stepsDone += painting.done() - stepsOfPicture;
                stepsOfPicture = painting.done();
                stepsFrom = now;
            }
            if (Double.isNaN(paintingFrom)) {
                paintingFrom = now;
            }
        } else if (progress instanceof Progress.Decoding) {
            decodeFrom = now;
        }
    }

    /** A picture is finished. */
    void finished(double now) {
        endDecode(now);
        painted++;
        stepsOfPicture = 0;
        stepsFrom = Double.NaN;
    }

    private void endDecode(double now) {
        if (!Double.isNaN(decodeFrom)) {
            decodeSpent += now - decodeFrom;
            decoded++;
            decodeFrom = Double.NaN;
        }
    }

    /** Seconds left at a time; empty before anything can be told. */
    OptionalDouble left(double now) {
        double ratio = ratio();
        double writing = written < tokens ? ratio * known.writing(written, tokens) : 0;
        double step = stepsDone > 0 ? stepsSpent / stepsDone : ratio * known.step();
        double decode = decoded > 0 ? decodeSpent / decoded : ratio * known.decode();
        double painting =
                Math.max(0, (double) steps * (pictures - painted) - stepsOfPicture) * step
                        + (pictures - painted) * decode;
        if (!Double.isNaN(decodeFrom)) {
            painting = Math.max(0, painting - (now - decodeFrom));
        }
        boolean told = written - firstToken >= FEW || written == tokens || kept > 0;
        return told ? OptionalDouble.of(writing + painting) : OptionalDouble.empty();
    }

    /** The part of the job that is done, by time. */
    double fraction() {
        double all = known.writing(0, tokens) + pictures * known.painting(steps);
        double done =
                known.writing(0, written)
                        + painted * known.painting(steps)
                        + known.step() * stepsOfPicture;
        return Math.min(1, done / all);
    }

    /**
     * How this run's writing goes beside what was known. Machines have phases in which they are
     * somewhat faster or slower, and a tenth of a run is no more than a phase: while the difference
     * is small it counts by the part that is written. A large one counts at once, and so does any
     * where nothing was known.
     */
    private double ratio() {
        double expected = known.writing(firstToken, written);
        if (written - firstToken < FEW || writingSpent <= 0 || expected <= 0) {
            return 1;
        }
        double seen = writingSpent / expected;
        boolean phase = seen > 1 / LARGE && seen < LARGE && !known.equals(Pace.UNKNOWN);
        double share = (double) (written - firstToken) / tokens;
        return phase ? 1 + share * (seen - 1) : seen;
    }

    /** What this run teaches; where it did not do a stage, what was known stays. */
    Pace learned() {
        return known.learned(measured());
    }

    private Pace measured() {
        double token = known.token();
        double growth = known.growth();
        if (written == tokens && half > firstToken && tokens > half) {
            // Two halves, each by its mean: a line through both.
            double early = halfSpent / (half - firstToken);
            double late = (writingSpent - halfSpent) / (tokens - half);
            double apart = (tokens - firstToken) / 2.0;
            growth = Math.max(0, (late - early) / apart);
            token = Math.max(0, early - growth * (firstToken + half) / 2.0);
        } else {
            token *= ratio();
            growth *= ratio();
        }
        return new Pace(
                token,
                growth,
                stepsDone > 0 ? stepsSpent / stepsDone : known.step(),
                decoded > 0 ? decodeSpent / decoded : known.decode());
    }
}
