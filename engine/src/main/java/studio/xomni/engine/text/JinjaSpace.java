package studio.xomni.engine.text;

/**
 * Settles a Jinja template's white space before it is rendered, because the template engine ignores {@code {{-} and
 * {@code -%}}.
 *
 * <p>The rules are Jinja's with {@code trim_blocks} and {@code lstrip_blocks} on, as transformers renders chat
 * templates: the first line feed after a block or comment goes; blanks from the line's start to a block or comment
 * go; a minus sign takes all white space on its side; a plus sign keeps it; one line feed at the end goes. Comments
 * go altogether.
 */
final class JinjaSpace {

    private final String template;
    private final StringBuilder settled = new StringBuilder();
    private boolean lineStarts = true;

    private JinjaSpace(String template) {
        this.template = template;
    }

    static String settle(String template) {
        String unix = template.replace("\r\n", "\n").replace('\r', '\n');
        return new JinjaSpace(unix.endsWith("\n") ? unix.substring(0, unix.length() - 1) : unix)
                .settle();
    }

    private String settle() {
        int at = 0;
        while (true) {
            int open = nextTag(at);
            int close = open < 0 ? -1 : closing(open);
            if (close < 0) {
                // No more tags, or one that never ends: the template engine says which.
                return settled.append(template, at, template.length()).toString();
            }
            literal(template.substring(at, open), open);
            at = tag(open, close);
        }
    }

    /** The next <code>{{</code>, <code>{%</code> or <code>{#</code>, or -1. */
    private int nextTag(int from) {
        for (int i = from; i + 1 < template.length(); i++) {
            if (template.charAt(i) == '{' && "{%#".indexOf(template.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Where the closing pair of the tag at {@code open} starts, or -1. Quoted text does not close a
     * tag.
     */
    private int closing(int open) {
        char kind = template.charAt(open + 1);
        String pair = (kind == '{' ? '}' : kind) + "}";
        char quote = 0;
        for (int i = open + 2; i + 1 < template.length(); i++) {
            char c = template.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (template.startsWith(pair, i)) {
                return i;
            } else if (kind != '#' && (c == '"' || c == '\'')) {
                quote = c;
            }
        }
        return -1;
    }

    private void literal(String text, int open) {
        char sign = signAt(open + 2);
        String kept = text;
        if (sign == '-') {
            kept = text.stripTrailing();
        } else if (sign != '+' && template.charAt(open + 1) != '{') {
            int line = text.lastIndexOf('\n') + 1;
            if ((line > 0 || lineStarts) && text.substring(line).isBlank()) {
                kept = text.substring(0, line);
            }
        }
        settled.append(kept);
    }

    /** Copies the tag without its signs and returns where the text after it goes on. */
    private int tag(int open, int close) {
        char kind = template.charAt(open + 1);
        char sign = close - 1 >= open + 2 ? signAt(close - 1) : 0;
        if (kind != '#') {
            int start = signAt(open + 2) == 0 ? open + 2 : open + 3;
            int end = sign == 0 ? close : close - 1;
            settled.append(template, open, open + 2)
                    .append(' ')
                    .append(template, Math.min(start, end), end)
                    .append(' ')
                    .append(template, close, close + 2);
        }
        int after = close + 2;
        lineStarts = false;
        if (sign == '-') {
            while (after < template.length() && Character.isWhitespace(template.charAt(after))) {
                lineStarts = template.charAt(after) == '\n';
                after++;
            }
        } else if (sign != '+'
                && kind != '{'
                && after < template.length()
                && template.charAt(after) == '\n') {
            lineStarts = true;
            after++;
        }
        return after;
    }

    private char signAt(int index) {
        char c = template.charAt(index);
        return c == '-' || c == '+' ? c : 0;
    }
}
