package studio.xomni.engine.error;

/** The work was cancelled; everything it held has been freed. */
public final class CancelledException extends XomniException {

    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super(Sentence.of("The work was cancelled."));
    }
}
