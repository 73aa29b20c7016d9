package studio.xomni.app.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.engine.pipeline.Progress;

/** Runs are replayed with a clock of their own. */
class EstimateTest {

    private static final int TOKENS = 768;
    private static final int STEPS = 10;

    /** A moment of a run: what was told, and when. */
    private record Moment(double at, Progress progress, boolean finished) {}

    /** A run with noise on every step, like those of a real machine. */
    private static List<Moment> run(Pace pace, int pictures, long seed) {
        Random noise = new Random(seed);
        List<Moment> moments = new ArrayList<>();
        double now = 0.2;
        for (int i = 1; i <= TOKENS; i++) {
            now += pace.writing(i - 1, i) * (0.7 + 0.6 * noise.nextDouble());
            moments.add(new Moment(now, new Progress.Writing(i, TOKENS), false));
        }
        for (int picture = 0; picture < pictures; picture++) {
            for (int step = 0; step <= STEPS; step++) {
                moments.add(new Moment(now, new Progress.Painting(picture, step, STEPS), false));
                if (step < STEPS) {
                    now += pace.step() * (0.8 + 0.4 * noise.nextDouble());
                }
            }
            moments.add(new Moment(now, new Progress.Decoding(picture), false));
            now += pace.decode();
            moments.add(new Moment(now, new Progress.Decoding(picture), true));
        }
        return moments;
    }

    private static void replay(Estimate estimate, Moment moment) {
        if (moment.finished()) {
            estimate.finished(moment.at());
        } else {
            estimate.note(moment.progress(), moment.at());
        }
    }

    private static Pace learn(Pace known, List<Moment> run, int pictures) {
        Estimate estimate = new Estimate(known, TOKENS, 0, pictures, STEPS);
        run.forEach(moment -> replay(estimate, moment));
        return estimate.learned();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 7, 40})
    void afterATenthOfTheTokensItIsWithin15PercentOnceSuchAJobHasRun(double slower) {
        Pace pace = new Pace(0.003 * slower, 0.000004 * slower, 0.2 * slower, 0.6 * slower);
        Pace known = Pace.UNKNOWN;
        for (int i = 0; i < 5; i++) {
            known = learn(known, run(pace, 2, i), 2);
        }
        List<Moment> run = run(pace, 2, 99);
        double end = run.get(run.size() - 1).at();
        Estimate estimate = new Estimate(known, TOKENS, 0, 2, STEPS);
        for (Moment moment : run) {
            replay(estimate, moment);
            if (moment.progress() instanceof Progress.Writing writing
                    && writing.done() >= TOKENS / 10) {
                double left = estimate.left(moment.at()).orElseThrow();
                assertEquals(1, left / (end - moment.at()), 0.15, "after " + writing.done());
            }
        }
    }

    @Test
    void aMachineThatIsBusyTodayIsNoticedWithinATenth() {
        Pace pace = new Pace(0.003, 0.000004, 0.2, 0.6);
        List<Moment> slow = run(new Pace(0.009, 0.000012, 0.6, 1.8), 1, 3);
        double end = slow.get(slow.size() - 1).at();
        Estimate estimate = new Estimate(pace, TOKENS, 0, 1, STEPS);
        for (Moment moment : slow.subList(0, TOKENS / 10)) {
            replay(estimate, moment);
        }
        double at = slow.get(TOKENS / 10 - 1).at();
        assertEquals(1, estimate.left(at).orElseThrow() / (end - at), 0.15);
    }

    /** Recorded with {@link RecordRun} on the real model, two cores. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aRealRunIsToldWithin15PercentAfterATenthOnceTheFirstHasRun(int pictures)
            throws IOException {
        Pace known = learn(Pace.UNKNOWN, recorded(pictures, 0), pictures);
        for (int number = 1; number < 4; number++) {
            List<Moment> run = recorded(pictures, number);
            double end = run.get(run.size() - 1).at();
            Estimate estimate = new Estimate(known, TOKENS, 0, pictures, STEPS);
            for (Moment moment : run) {
                replay(estimate, moment);
                if (moment.progress() instanceof Progress.Writing writing
                        && writing.done() == TOKENS / 10) {
                    double left = estimate.left(moment.at()).orElseThrow();
                    assertEquals(1, left / (end - moment.at()), 0.15, "run " + number);
                }
            }
            known = learn(known, run, pictures);
        }
    }

    private static List<Moment> recorded(int pictures, int number) throws IOException {
        String name = "/runs/run-%d-%d.csv".formatted(pictures, number);
        List<Moment> moments = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(EstimateTest.class.getResourceAsStream(name), name)) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                String[] parts = line.split(",");
                int picture = Integer.parseInt(parts[1]);
                int done = Integer.parseInt(parts[2]);
                double at = Double.parseDouble(parts[3]);
                Progress progress =
                        switch (parts[0]) {
                            case "writing" -> new Progress.Writing(done, TOKENS);
                            case "painting" -> new Progress.Painting(picture, done, STEPS);
                            default -> new Progress.Decoding(picture);
                        };
                moments.add(new Moment(at, progress, parts[0].equals("finished")));
            }
        }
        return moments;
    }

    @Test
    void nothingIsToldBeforeAnythingWasSeen() {
        Estimate estimate = new Estimate(Pace.UNKNOWN, TOKENS, 0, 1, STEPS);
        estimate.note(new Progress.Writing(1, TOKENS), 1);
        assertTrue(estimate.left(1).isEmpty());
    }

    @Test
    void theFractionOnlyGrowsAndEndsAtOne() {
        List<Moment> run = run(new Pace(0.003, 0.000004, 0.2, 0.6), 3, 5);
        Estimate estimate = new Estimate(Pace.UNKNOWN, TOKENS, 0, 3, STEPS);
        double before = 0;
        for (Moment moment : run) {
            replay(estimate, moment);
            assertTrue(estimate.fraction() >= before);
            before = estimate.fraction();
        }
        assertEquals(1, before, 1e-9);
    }

    @Test
    void aPaceSurvivesBeingStored() {
        Pace pace = new Pace(0.003, 0.000004, 0.2, 0.6);
        assertEquals(pace, Pace.fromJson(pace.toJson()).orElseThrow());
        for (String damaged : List.of("", "[]", "{}", "{\"t\":\"x\"}", "{\"t\":-1}")) {
            assertTrue(Pace.fromJson(damaged).isEmpty(), damaged);
        }
    }
}
