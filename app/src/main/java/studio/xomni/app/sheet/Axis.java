package studio.xomni.app.sheet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import studio.xomni.app.store.Sheet;

/**
 * The values of rows or columns as they are typed: numbers with spaces, commas or semicolons
 * between them.
 *
 * @param least the smallest value
 * @param most the largest value
 */
record Axis(double least, double most) {

    /** min-p, as in the form. */
    static final Axis MIN_P = new Axis(0, 0.5);

    /** CFG, as in the form. */
    static final Axis GUIDANCE = new Axis(1, 10);

    /** What is wrong with a text. */
    enum Wrong {
        /** There is no value. */
        NONE,
        /** More than a table takes. */
        MANY,
        /** A word that is no number. */
        NUMBER,
        /** A number out of bounds. */
        BOUNDS
    }

    /**
     * A text that was read.
     *
     * @param values in rising order, each once; empty where something is wrong
     * @param word the first one that is wrong; empty where it is not one word
     */
    record Read(List<Double> values, Optional<Wrong> wrong, String word) {}

    Read read(String text) {
        List<Double> values = new ArrayList<>();
        for (String word : text.strip().split("[\\s,;，；、]+")) {
            if (word.isEmpty()) {
                continue;
            }
            double value;
            try {
                value = Double.parseDouble(word);
            } catch (NumberFormatException e) {
                return wrong(Wrong.NUMBER, word);
            }
            if (!(value >= least && value <= most)) {
                return wrong(Wrong.BOUNDS, word);
            }
            values.add(value);
        }
        List<Double> sorted = values.stream().distinct().sorted().toList();
        if (sorted.isEmpty()) {
            return wrong(Wrong.NONE, "");
        }
        return sorted.size() > Sheet.MOST
                ? wrong(Wrong.MANY, "")
                : new Read(sorted, Optional.empty(), "");
    }

    private static Read wrong(Wrong wrong, String word) {
        return new Read(List.of(), Optional.of(wrong), word);
    }

    /** Three values to begin with: the one that is there and two on. */
    String proposed(double own, List<Double> usual) {
        List<Double> values = new ArrayList<>(usual);
        if (!values.contains(own)) {
            // The value itself takes the place of the one that is nearest.
            values.sort((one, other) -> Double.compare(Math.abs(one - own), Math.abs(other - own)));
            values.set(0, own);
        }
        return values.stream().sorted().map(Axis::plain).collect(Collectors.joining("  "));
    }

    /** As people type it: 1, not 1.0. */
    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
