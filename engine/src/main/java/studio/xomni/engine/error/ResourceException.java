package studio.xomni.engine.error;

/** There is not enough disk, or something of the machine's is missing. */
public final class ResourceException extends XomniException {

    private static final long serialVersionUID = 1L;

    public ResourceException(Sentence sentence) {
        super(sentence);
    }

    public ResourceException(Sentence sentence, Throwable cause) {
        super(sentence, cause);
    }
}
