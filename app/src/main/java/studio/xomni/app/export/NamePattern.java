package studio.xomni.app.export;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.xomni.app.store.StoredPicture;

/**
 * A pattern of file names such as {@code {date}-{prompt}-{n}}. The names can be used on every
 * system: characters that one of them forbids become underscores, long names are cut.
 */
final class NamePattern {

    /** What a pattern may hold, in braces, in the order in which it is offered. */
    static final List<String> PARTS =
            List.of("n", "date", "model", "seed", "width", "height", "name", "prompt");

    /** The part that tells a client what was asked for. */
    static final String PROMPT = "prompt";

    /** Forbidden by Windows; Linux forbids the slash alone. */
    private static final Pattern ILLEGAL = Pattern.compile("[<>:\"/\\\\|?*\\p{Cntrl}]+");

    private static final Pattern PART = Pattern.compile("\\{([^{}]*)}");

    /** Devices of Windows, with any ending. */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    /** Characters of a prompt. */
    private static final int MOST_PROMPT = 60;

    /** Bytes in UTF-8: file systems take 255, and a number and an ending follow. */
    private static final int MOST_BYTES = 200;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");

    private final String pattern;
    private final ZoneId zone;

    /**
     * @param zone in which a picture's day is told
     */
    NamePattern(String pattern, ZoneId zone) {
        this.pattern = pattern.isBlank() ? "{n}" : pattern;
        this.zone = zone;
    }

    /** Parts in braces that are none of {@link #PARTS}. */
    List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        Matcher part = PART.matcher(pattern);
        while (part.find()) {
            if (!PARTS.contains(part.group(1))) {
                unknown.add(part.group());
            }
        }
        return unknown;
    }

    /** Whether names tell the prompt. */
    boolean tellsPrompt() {
        return pattern.contains("{" + PROMPT + "}");
    }

    /**
     * The name of a picture's file, without the ending.
     *
     * @param number of the picture, from 1
     * @param count of all pictures: numbers are as long as this one
     */
    String name(StoredPicture picture, int number, int count) {
        Matcher part = PART.matcher(pattern);
        StringBuilder name = new StringBuilder();
        while (part.find()) {
            part.appendReplacement(
                    name, Matcher.quoteReplacement(value(part.group(1), picture, number, count)));
        }
        part.appendTail(name);
        return legal(name.toString());
    }

    private String value(String part, StoredPicture picture, int number, int count) {
        return switch (part) {
            case "n" -> padded(number, Integer.toString(count).length());
            case "date" -> DAY.format(picture.created().atZone(zone));
            case "model" -> picture.model();
            case "seed" -> picture.seed() < 0 ? "" : Long.toString(picture.seed());
            case "width" -> Integer.toString(picture.width());
            case "height" -> Integer.toString(picture.height());
            case "name" -> stem(String.valueOf(picture.file().getFileName()));
            case PROMPT -> cut(picture.prompt().strip(), MOST_PROMPT);
            default -> "{" + part + "}";
        };
    }

    private static String padded(int number, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "d", number);
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    /** A name that every system takes. */
    private static String legal(String wished) {
        String name = ILLEGAL.matcher(wished.replaceAll("\\s+", " ")).replaceAll("_");
        StringBuilder fitting = new StringBuilder();
        int bytes = 0;
        for (int code : name.codePoints().toArray()) {
            // Half a character is none.
            if (Character.getType(code) == Character.SURROGATE) {
                continue;
            }
            bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
            if (bytes > MOST_BYTES) {
                break;
            }
            fitting.appendCodePoint(code);
        }
        // Windows drops spaces and dots at the end; a dot at the beginning hides a file.
        String trimmed = fitting.toString().replaceAll("^[ .]+|[ .]+$", "");
        if (trimmed.isEmpty()) {
            return "picture";
        }
        return DEVICE.matcher(trimmed).matches() ? "_" + trimmed : trimmed;
    }
}
