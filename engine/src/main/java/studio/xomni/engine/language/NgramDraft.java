package studio.xomni.engine.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Guesses a picture's next tokens from those it has: what followed the same neighbours last time.
 * The language model then verifies several guesses in one call, which costs little more than one
 * token (speculative decoding; decision 5 in {@code engine/docs/decisions}).
 *
 * <p>It keeps count of how often it was right, by how much of a token's neighbourhood it knew, and
 * guesses no further than pays.
 */
final class NgramDraft {

    /** Neighbours that are looked up, the most telling first: left, above, above right. */
    private static final int[] NEIGHBOURS = {3, 2, 1};

    /** Repetitions of a neighbourhood's token that are told apart. */
    private static final int MOST_REPETITIONS = 3;

    /**
     * A further guess is worth its row when all guesses up to it are right at least this often: a
     * row more costs about a seventh of a token.
     */
    private static final double WORTH = 0.25;

    private final int columns;
    private final int most;
    private final int[] tokens;
    private int size;
    private final Map<List<Integer>, Seen> seen = new HashMap<>();
    private final int[][] right = new int[NEIGHBOURS.length][MOST_REPETITIONS + 1];
    private final int[][] asked = new int[NEIGHBOURS.length][MOST_REPETITIONS + 1];

    /** The token that last had these neighbours, and how often in a row it was this one. */
    private record Seen(int token, int repetitions) {}

    /** What is guessed, and by which of the counts it is trusted. */
    private record Guess(int token, int level, int repetitions) {}

    /**
     * @param columns tokens in a row of the picture
     * @param length tokens of the picture
     * @param most guesses that are made at a time
     */
    NgramDraft(int columns, int length, int most) {
        this.columns = columns;
        this.most = most;
        this.tokens = new int[length];
    }

    /** Learns the next token. */
    void append(int token) {
        Guess guess = guess();
        if (guess != null) {
            asked[guess.level][guess.repetitions]++;
            right[guess.level][guess.repetitions] += guess.token == token ? 1 : 0;
        }
        for (int level = 0; level < NEIGHBOURS.length; level++) {
            seen.merge(
                    neighbours(level),
                    new Seen(token, 1),
                    (old, once) ->
                            old.token == token
                                    ? new Seen(
                                            token, Math.min(MOST_REPETITIONS, old.repetitions + 1))
                                    : once);
        }
        tokens[size++] = token;
    }

    /** The next tokens as far as a guess is worth it; often none. */
    long[] guesses() {
        int known = size;
        double likely = 1;
        while (size - known < most && size < tokens.length - 1) {
            Guess guess = guess();
            if (guess == null) {
                break;
            }
            // (right + 1) / (asked + 2): as likely as not before anything is known.
            likely *=
                    (right[guess.level][guess.repetitions] + 1.0)
                            / (asked[guess.level][guess.repetitions] + 2.0);
            if (likely < WORTH) {
                break;
            }
            tokens[size++] = guess.token;
        }
        long[] guesses = Arrays.stream(tokens, known, size).asLongStream().toArray();
        size = known;
        return guesses;
    }

    private @Nullable Guess guess() {
        for (int level = 0; level < NEIGHBOURS.length; level++) {
            Seen before = seen.get(neighbours(level));
            if (before != null) {
                return new Guess(before.token, level, before.repetitions);
            }
        }
        return null;
    }

    private List<Integer> neighbours(int level) {
        List<Integer> key = new ArrayList<>(List.of(level, token(size - 1)));
        if (NEIGHBOURS[level] > 1) {
            key.add(token(size - columns));
        }
        if (NEIGHBOURS[level] > 2) {
            key.add(size % columns == columns - 1 ? -1 : token(size - columns + 1));
        }
        return key;
    }

    private int token(int place) {
        return place < 0 ? -1 : tokens[place];
    }
}
