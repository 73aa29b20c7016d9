package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import studio.xomni.engine.error.CancelledException;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.MemoryException;
import studio.xomni.engine.error.ResourceException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;

class FailuresTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Failures failures = new Failures(Xomni.stream(err), false);

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachKindHasItsExitCode() {
        assertEquals(2, failures.report(new UsageException(Sentence.of("a."))));
        assertEquals(3, failures.report(new ResourceException(Sentence.of("b."))));
        assertEquals(3, failures.report(new MemoryException(Sentence.of("m."))));
        assertEquals(4, failures.report(new CheckpointException(Sentence.of("c."))));
        assertEquals(130, failures.report(new CancelledException()));
        assertEquals("a.\nb.\nm.\nc.\nThe work was cancelled.\n", said().replace("\r", ""));
    }

    @Test
    void whatIsNotOursIsOurFaultAndFitsOneLine() {
        assertEquals(1, failures.report(new IllegalStateException("first\n  second")));
        assertEquals(1, said().lines().count());
        assertTrue(said().contains("first second"), said());
    }

    @Test
    void aLackOfMemoryIsALackOfResources() {
        assertEquals(3, failures.report(new OutOfMemoryError("Java heap space")));
        assertTrue(said().contains("Java heap space"), said());
    }
}
