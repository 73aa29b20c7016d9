package studio.xomni.app.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The texts that a prompt wants on the poster: what stands between a pair of quotes. The pairs are
 * {@code "…"}, {@code “…”}, {@code 「…」} and {@code 『…』}; a single apostrophe is never a quote.
 *
 * <p>A text ends at the first closing quote of its own pair, so it may hold the other pairs. It may
 * go over several lines and may be empty.
 */
public final class QuotedTexts {

    /**
     * A quoted text, or a quote that nothing closes.
     *
     * @param start index of the opening quote
     * @param end index after the closing quote; of an unclosed one the end of its line, or the next
     *     opening quote on it
     * @param text what stands between, without the quotes
     * @param closed whether it is a text; an unclosed quote is only marked
     */
    public record Span(int start, int end, String text, boolean closed) {}

    /** A pair of quotes. */
    private record Pair(char open, char close) {

        boolean isIn(String text) {
            return text.indexOf(open) >= 0 || text.indexOf(close) >= 0;
        }
    }

    /** The first is taken where a prompt has no pair of its own. */
    private static final List<Pair> PAIRS =
            List.of(new Pair('"', '"'), new Pair('“', '”'), new Pair('「', '」'), new Pair('『', '』'));

    private QuotedTexts() {}

    /** All quotes of a prompt in their order; none lies in another. */
    public static List<Span> find(String prompt) {
        List<Span> spans = new ArrayList<>();
        int at = 0;
        while (at < prompt.length()) {
            int close = closeOf(prompt.charAt(at));
            if (close < 0) {
                at++;
                continue;
            }
            int found = prompt.indexOf(close, at + 1);
            int end = found < 0 ? endOfUnclosed(prompt, at + 1) : found + 1;
            String text = prompt.substring(at + 1, found < 0 ? end : found);
            spans.add(new Span(at, end, text, found >= 0));
            at = end;
        }
        return spans;
    }

    /** The quoted texts of a prompt in their order, without unclosed ones. */
    public static List<String> texts(String prompt) {
        return find(prompt).stream().filter(Span::closed).map(Span::text).toList();
    }

    /**
     * Puts another text in the place of one. The pair of quotes stays, but where the new text holds
     * one of them another pair is taken. Of a text that no pair can hold, the quotes become
     * apostrophes.
     *
     * @param index of the text in {@link #texts}
     * @throws IndexOutOfBoundsException when the prompt has no such text
     */
    public static String replace(String prompt, int index, String text) {
        Span old = find(prompt).stream().filter(Span::closed).toList().get(index);
        List<String> wanted = new ArrayList<>(texts(prompt));
        wanted.set(index, text);
        return put(
                prompt.substring(0, old.start()),
                prompt.charAt(old.start()),
                text,
                prompt.substring(old.end()),
                wanted);
    }

    /**
     * Adds a text at the end, in the pair of quotes that the prompt's last text has; see {@link
     * #replace} for texts that hold quotes.
     */
    public static String append(String prompt, String text) {
        List<Span> closed = find(prompt).stream().filter(Span::closed).toList();
        char open =
                closed.isEmpty()
                        ? PAIRS.get(0).open()
                        : prompt.charAt(closed.get(closed.size() - 1).start());
        boolean apart =
                prompt.isEmpty() || Character.isWhitespace(prompt.charAt(prompt.length() - 1));
        List<String> wanted = new ArrayList<>(texts(prompt));
        wanted.add(text);
        return put(apart ? prompt : prompt + " ", open, text, "", wanted);
    }

    /** Tries the pairs until the prompt reads back as wanted: an unclosed quote can spoil one. */
    private static String put(
            String before, char open, String text, String after, List<String> wanted) {
        List<Pair> candidates =
                Stream.concat(
                                PAIRS.stream().filter(pair -> pair.open() == open),
                                PAIRS.stream().filter(pair -> pair.open() != open))
                        .toList();
        Stream<Pair> apartFromTheText = candidates.stream().filter(pair -> !pair.isIn(text));
        return Stream.concat(apartFromTheText, candidates.stream())
                .map(pair -> before + pair.open() + text + pair.close() + after)
                .filter(prompt -> texts(prompt).equals(wanted))
                .findFirst()
                .orElseGet(() -> before + '"' + withoutQuotes(text) + '"' + after);
    }

    private static String withoutQuotes(String text) {
        return text.replaceAll("[\"“”「」『』]", "'");
    }

    /** The quote that closes this one, or −1 where it opens nothing. */
    private static int closeOf(char quote) {
        for (Pair pair : PAIRS) {
            if (pair.open() == quote) {
                return pair.close();
            }
        }
        return -1;
    }

    private static int endOfUnclosed(String prompt, int from) {
        int at = from;
        while (at < prompt.length()
                && prompt.charAt(at) != '\n'
                && closeOf(prompt.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
