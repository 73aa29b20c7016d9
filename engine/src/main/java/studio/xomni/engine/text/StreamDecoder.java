package studio.xomni.engine.text;

import java.util.Arrays;
import java.util.Set;

/**
 * Decodes a sequence token by token. What it has returned never changes: the pieces together are
 * the text of the whole sequence, and a character is held back until its last byte is there.
 *
 * <p>Not for several threads at once.
 */
public final class StreamDecoder {

    private static final char REPLACEMENT = '\uFFFD';

    private final TextTokenizer tokenizer;
    private final Set<Integer> without;
    private int[] ids = new int[64];
    private int count;
    private int shown;

    StreamDecoder(TextTokenizer tokenizer, Set<Integer> without) {
        this.tokenizer = tokenizer;
        this.without = without;
    }

    /**
     * Takes the next token's id and returns the characters that it finishes, often one word,
     * sometimes none.
     */
    public String next(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
        }
        ids[count++] = id;
        if (tokenizer.isByte(id)) {
            // One broken byte makes a whole run of byte pieces U+FFFD: nothing of it is certain
            // before it ends.
            return "";
        }
        String text = text();
        boolean open = !text.isEmpty() && text.charAt(text.length() - 1) == REPLACEMENT;
        String finished = show(text, open ? text.length() - 1 : text.length());
        if (!open) {
            forgetAllBut(id);
        }
        return finished;
    }

    /** The rest: characters that were never finished, as U+FFFD. */
    public String finish() {
        String text = text();
        return show(text, text.length());
    }

    /**
     * Keeps one token as context, since decoders may treat the first of a sequence in another way.
     */
    private void forgetAllBut(int id) {
        ids[0] = id;
        count = 1;
        shown = text().length();
    }

    private String text() {
        return tokenizer.decode(Arrays.copyOf(ids, count), without);
    }

    private String show(String text, int end) {
        int start = shown;
        shown = Math.max(start, end);
        return text.substring(start, shown);
    }
}
