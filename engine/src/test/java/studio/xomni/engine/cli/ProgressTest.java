package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import studio.xomni.engine.pipeline.Cancellation;
import studio.xomni.engine.pipeline.Progress;

class ProgressTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong();

    private void after(TimeLeft left, double seconds, Progress event) {
        clock.addAndGet((long) (seconds * SECOND));
        left.accept(event);
    }

    @Test
    void theTimeLeftIsLearnedFromThisRunsSteps() {
        var left = new TimeLeft(clock::get, 100, 10);
        after(left, 0, new Progress.Loading("language model"));
        after(left, 50, new Progress.Reading(30));
        after(left, 5, new Progress.Writing(1, 100));
        assertEquals("", left.text());
        after(left, 2, new Progress.Writing(2, 100));
        assertEquals("about 3 min 16 s of writing left", left.text());
        after(left, 8, new Progress.Writing(10, 100));
        assertEquals("about 1 min 40 s of writing left", left.text());
    }

    @Test
    void whatThePicturesBeforeTookCounts() {
        var left = new TimeLeft(clock::get, 20, 4);
        for (int i = 1; i <= 10; i++) {
            after(left, 1, new Progress.Writing(i, 10));
        }
        after(left, 30, new Progress.Loading("image decoder"));
        after(left, 7, new Progress.Painting(0, 0, 2));
        assertEquals("about 10 s of writing left", left.text());
        after(left, 3, new Progress.Painting(0, 1, 2));
        after(left, 3, new Progress.Painting(0, 2, 2));
        after(left, 9, new Progress.Decoding(0));
        assertEquals("about 16 s left", left.text());
        after(left, 1, new Progress.Writing(1, 10));
        assertEquals("about 15 s left", left.text());
    }

    @Test
    void aPaintingOfGivenTokensHasNoWriting() {
        var left = new TimeLeft(clock::get, 0, 4);
        after(left, 1, new Progress.Painting(0, 0, 4));
        assertEquals("", left.text());
        after(left, 2, new Progress.Painting(0, 1, 4));
        assertEquals("about 6 s left", left.text());
    }

    @Test
    void durationsAreInWords() {
        assertEquals("59 s", TimeLeft.duration(59.4 * SECOND));
        assertEquals("1 min 00 s", TimeLeft.duration(59.6 * SECOND));
        assertEquals("2 h 05 min", TimeLeft.duration(7500.0 * SECOND));
    }

    private String drawn(boolean watched) {
        var err = new ByteArrayOutputStream();
        var stream = Xomni.stream(err);
        var terminal = new Terminal(stream, stream, watched, new Cancellation());
        var line = new ProgressLine(terminal, clock::get, new TimeLeft(clock::get, 10, 0));
        line.accept(new Progress.Loading("tokenizer"));
        line.accept(new Progress.Loading("language model"));
        line.title("Picture 1 of 2");
        line.accept(new Progress.Writing(1, 10));
        line.accept(new Progress.Writing(2, 10));
        clock.addAndGet(SECOND);
        line.accept(new Progress.Writing(3, 10));
        line.close();
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aWatchedLineOverwritesItselfAndIsWipedAtTheEnd() {
        String text = drawn(true);
        assertTrue(text.contains("\rloading the language model"), text);
        assertTrue(text.contains("\rPicture 1 of 2: writing token 1 of 10"), text);
        assertTrue(!text.contains("token 2 of 10"), "drawn more often than can be read: " + text);
        assertTrue(text.contains("\rPicture 1 of 2: writing token 3 of 10, about 4 s left"), text);
        assertTrue(text.endsWith(" \r"), text);
        assertTrue(!text.contains("\n"), text);
    }

    @Test
    void nothingIsDrawnWhereNobodyWatches() {
        assertEquals("", drawn(false));
    }
}
