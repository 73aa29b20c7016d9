package studio.xomni.engine.error;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** There is not enough memory; in a smaller {@code Memory} mode there may be. */
public final class MemoryException extends XomniException {

    private static final long serialVersionUID = 1L;

    public MemoryException(Sentence sentence) {
        super(sentence);
    }

    public MemoryException(Sentence sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** Whether something failed for want of memory, whoever noticed: Java, libtorch, the system. */
    public static boolean isCauseOf(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MemoryException || cause instanceof OutOfMemoryError) {
                return true;
            }
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (Stream.of("out of memory", "allocate memory", "map failed", "bad_alloc")
                    .anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}
