package studio.xomni.engine.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.pipeline.ImageRequest;

/**
 * Many pictures to draw: a file with one JSON object {@code {id, prompt, height, width, seed}} a
 * line. Size and seed may be left out; other keys are not read.
 */
final class PromptsFile {

    /** Larger whole numbers are not exact in JSON. */
    private static final double LARGEST_SEED = 1L << 53;

    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}_][\\p{Alnum}_.-]{0,99}");

    private PromptsFile() {}

    /**
     * One picture to draw.
     *
     * @param where file and line, with which messages begin
     * @param name its id, of a number at least four digits: the picture's file name without ending
     * @param request what to draw
     */
    record Line(String where, String name, ImageRequest request) {}

    /**
     * Reads all lines; blank ones are skipped.
     *
     * @param defaults what a line that does not say otherwise gets
     * @throws UsageException when the file cannot be read, or for a wrong line, which it names
     */
    static List<Line> read(Path file, ImageRequest defaults) {
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        List<String> texts = texts(file);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).replace("\uFEFF", "");
            if (text.isBlank()) {
                continue;
            }
            String where = "%s, line %d".formatted(file, i + 1);
            Line line = line(text, where, defaults);
            Integer before = seen.put(line.name, i + 1);
            if (before != null) {
                throw new UsageException(
                        Sentence.of(
                                "%s: the id %s stands in line %d already.",
                                where, line.name, before));
            }
            lines.add(line);
        }
        if (lines.isEmpty()) {
            throw new UsageException(Sentence.of("%s holds no prompt.", file));
        }
        return lines;
    }

    private static Line line(String text, String where, ImageRequest defaults) {
        try {
            Json json = Json.parse(text, where);
            ImageRequest request =
                    defaults.withPrompt(json.text("prompt"))
                            .withSize(
                                    json.integer("height", defaults.height()),
                                    json.integer("width", defaults.width()))
                            .withSeed(json.has("seed") ? seed(json) : defaults.seed(), 1);
            return new Line(where, name(json), request);
        } catch (CheckpointException e) {
            throw new UsageException(e.sentence(), e);
        } catch (UsageException e) {
            throw new UsageException(Sentence.of("%s: %s", where, e.sentence()), e);
        }
    }

    private static String name(Json json) {
        String name =
                isNumber(json)
                        ? String.format(Locale.ROOT, "%04d", json.integer("id"))
                        : json.text("id");
        if (!NAME.matcher(name).matches()) {
            throw json.wrong("id", "a number from 0 or text of letters, digits, '.', '_' and '-'");
        }
        return name;
    }

    private static boolean isNumber(Json json) {
        try {
            json.number("id");
            return true;
        } catch (CheckpointException e) {
            return false;
        }
    }

    private static long seed(Json json) {
        double seed = json.number("seed");
        if (seed != Math.rint(seed) || Math.abs(seed) > LARGEST_SEED) {
            throw json.wrong("seed", "a whole number of at most 53 bits");
        }
        return (long) seed;
    }

    private static List<String> texts(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new UsageException(Sentence.of("%s is missing.", file), e);
        } catch (CharacterCodingException e) {
            throw new UsageException(Sentence.of("%s is not UTF-8 text.", file), e);
        } catch (IOException e) {
            throw new UsageException(Sentence.of("%s cannot be read.", file), e);
        }
    }
}
