package studio.xomni.engine.error;

/**
 * The request or an input file of the user's is wrong: a setting, a size, a picture, an output
 * path.
 */
public final class UsageException extends XomniException {

    private static final long serialVersionUID = 1L;

    public UsageException(Sentence sentence) {
        super(sentence);
    }

    public UsageException(Sentence sentence, Throwable cause) {
        super(sentence, cause);
    }
}
