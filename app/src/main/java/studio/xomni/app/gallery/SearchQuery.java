package studio.xomni.app.gallery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is typed into the search field, understood. All of its terms must match.
 *
 * <ul>
 *   <li>free words: anywhere in prompt, texts, model, settings, boards, file name and chats;
 *       Chinese needs no spaces
 *   <li>{@code "two words"}: together
 *   <li>{@code seed:1234}, {@code model:}, {@code board:}, {@code text:} (on the poster), {@code
 *       size:384x512}
 *   <li>{@code chat:} there is a chat about it; {@code chat:tea} in which the word was said
 *   <li>{@code rating:4}, {@code rating:>=3}; {@code fav:} or {@code favourite:no}
 *   <li>{@code before:2026-11} and {@code after:2026-11-20}: a year, month or day; {@code after}
 *       includes the day itself
 *   <li>{@code -} before a term: it must not match
 * </ul>
 *
 * <p>A field that is not known, or whose value makes no sense, is a plain word: no text is an
 * error.
 */
final class SearchQuery {

    private static final Pattern RATING = Pattern.compile("(>=|<=|>|<|=)?([0-5])");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})[x×*](\\d{1,6})");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
    private static final int BEST_RATING = 5;

    private final List<SearchTerm> terms;

    private SearchQuery(List<SearchTerm> terms) {
        this.terms = terms;
    }

    /**
     * Understands a text.
     *
     * @param zone the days of {@code before:} and {@code after:} begin there
     */
    static SearchQuery parse(String typed, ZoneId zone) {
        List<SearchTerm> terms = new ArrayList<>();
        for (Token token : tokens(Folded.of(typed).replace('“', '"').replace('”', '"'))) {
            if (token.text().isEmpty()) {
                continue;
            }
            SearchTerm term = term(token, zone);
            terms.add(token.negated() ? new SearchTerm.Not(term) : term);
        }
        return new SearchQuery(List.copyOf(terms));
    }

    /** Whether every picture matches because nothing is asked. */
    boolean isEmpty() {
        return terms.isEmpty();
    }

    boolean matches(Catalogue.Entry entry) {
        for (SearchTerm term : terms) {
            if (!term.matches(entry)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A piece between spaces.
     *
     * @param text without its quotes and minus
     * @param colon index of the first colon that is not quoted; −1 for none
     */
    private record Token(boolean negated, String text, int colon) {}

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            boolean negated =
                    text.charAt(at) == '-'
                            && at + 1 < text.length()
                            && !Character.isWhitespace(text.charAt(at + 1));
            if (negated) {
                at++;
            }
            StringBuilder piece = new StringBuilder();
            boolean quoted = false;
            int colon = -1;
            while (at < text.length() && (quoted || !Character.isWhitespace(text.charAt(at)))) {
                char character = text.charAt(at++);
                if (character == '"') {
                    quoted = !quoted;
                    continue;
                }
                if (character == ':' && !quoted && colon < 0) {
                    colon = piece.length();
                }
                piece.append(character);
            }
            tokens.add(new Token(negated, piece.toString(), colon));
        }
        return tokens;
    }

    private static SearchTerm term(Token token, ZoneId zone) {
        if (token.colon() > 0) {
            String field = token.text().substring(0, token.colon());
            String value = token.text().substring(token.colon() + 1);
            Optional<SearchTerm> term = field(field, value, zone);
            if (term.isPresent()) {
                return term.get();
            }
        }
        return new SearchTerm.Words(token.text());
    }

    private static Optional<SearchTerm> field(String field, String value, ZoneId zone) {
        boolean favourite = field.equals("fav") || field.equals("favourite");
        if (value.isEmpty() && !favourite && !field.equals("chat")) {
            return FIELDS.contains(field)
                    ? Optional.of(new SearchTerm.Anything())
                    : Optional.empty();
        }
        return switch (field) {
            case "seed" ->
                    DIGITS.matcher(value).matches()
                            ? Optional.of(new SearchTerm.Seed(Long.parseLong(value)))
                            : Optional.empty();
            case "model" -> Optional.of(new SearchTerm.ModelName(value));
            case "board" -> Optional.of(new SearchTerm.BoardName(value));
            case "text" -> Optional.of(new SearchTerm.PosterText(value));
            case "chat" -> Optional.of(new SearchTerm.Said(value));
            case "rating" -> rating(value);
            case "size" -> size(value);
            case "fav", "favourite", "favorite" -> favourite(value);
            case "before" -> start(value, zone).map(SearchTerm.Before::new);
            case "after" -> start(value, zone).map(SearchTerm.After::new);
            default -> Optional.empty();
        };
    }

    private static final List<String> FIELDS =
            List.of("seed", "model", "board", "text", "rating", "size", "before", "after");

    private static Optional<SearchTerm> rating(String value) {
        Matcher matcher = RATING.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int rating = Integer.parseInt(matcher.group(2));
        String comparison = matcher.group(1) == null ? "=" : matcher.group(1);
        return Optional.of(
                switch (comparison) {
                    case ">=" -> new SearchTerm.Rating(rating, BEST_RATING);
                    case ">" -> new SearchTerm.Rating(rating + 1, BEST_RATING);
                    case "<=" -> new SearchTerm.Rating(0, rating);
                    case "<" -> new SearchTerm.Rating(0, rating - 1);
                    default -> new SearchTerm.Rating(rating, rating);
                });
    }

    private static Optional<SearchTerm> size(String value) {
        Matcher matcher = SIZE.matcher(value);
        return matcher.matches()
                ? Optional.of(
                        new SearchTerm.Size(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    private static Optional<SearchTerm> favourite(String value) {
        return switch (value) {
            case "", "yes", "true", "1", "是" -> Optional.of(new SearchTerm.Favourite(true));
            case "no", "false", "0", "否" -> Optional.of(new SearchTerm.Favourite(false));
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> start(String value, ZoneId zone) {
        try {
            LocalDate day =
                    switch (value.length()) {
                        case 4 -> Year.parse(value).atDay(1);
                        case 7 -> YearMonth.parse(value).atDay(1);
                        default -> LocalDate.parse(value);
                    };
            return Optional.of(day.atStartOfDay(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
