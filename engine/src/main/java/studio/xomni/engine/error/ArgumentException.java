package studio.xomni.engine.error;

/**
 * A value that makes no sense. Whoever read it from a file puts its sentence into one that names
 * the file.
 */
public final class ArgumentException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Sentence sentence;

    public ArgumentException(Sentence sentence) {
        super(sentence.english());
        this.sentence = sentence;
    }

    /** What it says, to be put into another sentence. */
    public Sentence sentence() {
        return sentence;
    }
}
