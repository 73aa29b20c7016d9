package studio.xomni.engine.error;

/** There is not enough memory or disk. */
public final class ResourceException extends XomniException {

    private static final long serialVersionUID = 1L;

    public ResourceException(String message) {
        super(message);
    }

    public ResourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
