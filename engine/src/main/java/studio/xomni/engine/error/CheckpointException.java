package studio.xomni.engine.error;

/** The model's files are wrong: missing, damaged, of another kind. */
public final class CheckpointException extends XomniException {

    private static final long serialVersionUID = 1L;

    public CheckpointException(Sentence sentence) {
        super(sentence);
    }

    public CheckpointException(Sentence sentence, Throwable cause) {
        super(sentence, cause);
    }
}
