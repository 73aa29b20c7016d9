package studio.xomni.engine.error;

/** The model's files are wrong: missing, damaged, of another kind. */
public final class CheckpointException extends XomniException {

    private static final long serialVersionUID = 1L;

    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
