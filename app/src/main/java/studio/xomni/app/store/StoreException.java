package studio.xomni.app.store;

/** What the store cannot do, in one plain sentence: what happened, what was kept, what to do. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a caller can act on. */
    public enum Kind {
        /** Another instance has the library open. */
        LOCKED,
        /** The database or a file comes from a newer version. */
        NEWER,
        /** The disk is full. */
        DISK_FULL,
        /** A folder is missing, unreadable or read-only. */
        FOLDER,
        /** A file is no picture, is damaged or too large. */
        PICTURE,
        /** Anything else: our own fault. */
        OTHER
    }

    private final Kind kind;

    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
