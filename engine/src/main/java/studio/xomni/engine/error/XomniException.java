package studio.xomni.engine.error;

/**
 * What the engine refuses or cannot do, as one plain sentence: what, where, wanted, got.
 *
 * <p>{@link #getMessage} and traces are English; {@link #getLocalizedMessage} is what a window
 * shows. The five kinds are what a caller can act on; anything else that is thrown is our own
 * fault.
 */
public abstract sealed class XomniException extends RuntimeException
        permits UsageException,
                ResourceException,
                MemoryException,
                CheckpointException,
                CancelledException {

    private static final long serialVersionUID = 1L;

    private final Sentence sentence;

    XomniException(Sentence sentence) {
        super(sentence.english());
        this.sentence = sentence;
    }

    XomniException(Sentence sentence, Throwable cause) {
        super(sentence.english(), cause);
        this.sentence = sentence;
    }

    /** What it says, to be put into another sentence. */
    public Sentence sentence() {
        return sentence;
    }

    @Override
    public String getLocalizedMessage() {
        return sentence.localized();
    }

    @Override
    public String toString() {
        return getClass().getName() + ": " + getMessage();
    }
}
