package studio.xomni.engine.text;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A sequence of text and ids on its way to ids.
 *
 * <p>Text between two ids is encoded in one piece, whoever wrote it, because a tokenizer may join
 * letters across the border of a template and a question.
 */
final class PromptBuilder {

    private final TextTokenizer tokenizer;
    private final IntStream.Builder ids = IntStream.builder();
    private final StringBuilder text = new StringBuilder();

    PromptBuilder(TextTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Text that holds no control tokens, whatever it looks like. */
    PromptBuilder typed(String typed) {
        text.append(typed);
        return this;
    }

    /** Text of the checkpoint's own, in which the names of added tokens stand for the tokens. */
    PromptBuilder template(String literal) {
        // The library takes the leftmost token, and of several there the longest.
        List<String> present =
                tokenizer.added().stream()
                        .filter(token -> !token.isEmpty() && literal.contains(token))
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        if (present.isEmpty()) {
            return typed(literal);
        }
        Matcher tokens =
                Pattern.compile(
                                present.stream()
                                        .map(Pattern::quote)
                                        .collect(Collectors.joining("|")))
                        .matcher(literal);
        int start = 0;
        while (tokens.find()) {
            typed(literal.substring(start, tokens.start()));
            id(tokenizer.special(tokens.group()));
            start = tokens.end();
        }
        return typed(literal.substring(start));
    }

    PromptBuilder id(int id) {
        encodeText();
        ids.add(id);
        return this;
    }

    PromptBuilder ids(int[] more) {
        encodeText();
        IntStream.of(more).forEach(ids::add);
        return this;
    }

    int[] ids() {
        encodeText();
        return ids.build().toArray();
    }

    private void encodeText() {
        IntStream.of(tokenizer.encode(text.toString())).forEach(ids::add);
        text.setLength(0);
    }
}
