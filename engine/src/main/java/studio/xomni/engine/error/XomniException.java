package studio.xomni.engine.error;

/**
 * What the engine refuses or cannot do, as one plain sentence: what, where, wanted, got.
 *
 * <p>The five kinds are what a caller can act on; anything else that is thrown is our own fault.
 */
public abstract sealed class XomniException extends RuntimeException
        permits UsageException,
                ResourceException,
                MemoryException,
                CheckpointException,
                CancelledException {

    private static final long serialVersionUID = 1L;

    XomniException(String message) {
        super(message);
    }

    XomniException(String message, Throwable cause) {
        super(message, cause);
    }
}
