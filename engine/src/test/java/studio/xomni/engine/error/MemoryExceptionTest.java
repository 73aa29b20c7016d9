package studio.xomni.engine.error;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryExceptionTest {

    @Test
    void wantOfMemoryIsKnownWhoeverNoticesIt() {
        String libtorch =
                "[enforce fail at alloc_cpu.cpp:118] err == 0. DefaultCPUAllocator: can't allocate memory:"
                        + " you tried to allocate 8589934592 bytes. Error code 12";
        assertTrue(MemoryException.isCauseOf(new EngineException(libtorch)));
        assertTrue(MemoryException.isCauseOf(new EngineException("CUDA out of memory. Tried …")));
        assertTrue(MemoryException.isCauseOf(new IllegalStateException(new OutOfMemoryError())));
        assertTrue(MemoryException.isCauseOf(new IOException("Map failed")));
        assertTrue(
                MemoryException.isCauseOf(
                        new MemoryException(Sentence.of("There is not enough memory."))));
    }

    @Test
    void otherFailuresAreNotTakenForIt() {
        assertFalse(MemoryException.isCauseOf(new EngineException("mat1 and mat2 shapes …")));
        assertFalse(MemoryException.isCauseOf(new IOException()));
        assertFalse(
                MemoryException.isCauseOf(new ResourceException(Sentence.of("The disk is full."))));
        assertFalse(MemoryException.isCauseOf(null));
    }
}
