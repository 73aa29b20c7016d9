package studio.xomni.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.vision.ImageTokens;

/**
 * Pictures to draw in one batch, and the files they go to.
 *
 * @param where where it was ordered, with which messages begin; empty for the command line
 * @param request what to draw
 * @param source where the tokens come from
 * @param pictures a file for each picture
 * @param tokens a file for the tokens of each picture; empty where they are not wanted
 * @param previews a file for the coarse look at each picture; empty where it is not wanted
 */
record Order(
        String where,
        ImageRequest request,
        Source source,
        List<Path> pictures,
        List<Path> tokens,
        List<Path> previews) {

    /** Where the tokens come from. */
    sealed interface Source {

        /** The language model writes them. */
        record Written() implements Source {}

        /**
         * The language model writes them, and goes on from the rows that an earlier run kept in
         * this file.
         */
        record Kept(Path rows) implements Source {}

        /** They are given. */
        record Given(ImageTokens tokens) implements Source {}
    }

    /** Pixels along a token's side, in every model. */
    private static final int CELL = 16;

    Order {
        if (pictures.size() != request.count()
                || (!tokens.isEmpty() && tokens.size() != request.count())
                || (!previews.isEmpty() && previews.size() != request.count())) {
            throw new IllegalArgumentException(
                    "%d pictures need as many files, got %d for pictures, %d for tokens and %d for previews."
                            .formatted(
                                    request.count(),
                                    pictures.size(),
                                    tokens.size(),
                                    previews.size()));
        }
    }

    /** One order for each line, to the folder. */
    static List<Order> ofPrompts(List<PromptsFile.Line> lines, Path folder) {
        return lines.stream()
                .map(
                        line ->
                                new Order(
                                        line.where(),
                                        line.request(),
                                        new Source.Written(),
                                        List.of(folder.resolve(line.name() + ".png")),
                                        List.of(),
                                        List.of()))
                .toList();
    }

    /** Whether all of its pictures are there already. */
    boolean isDone() {
        return pictures.stream().allMatch(Files::exists);
    }

    /** Tokens that the language model writes, one after another. */
    int tokensToWrite() {
        if (source instanceof Source.Given) {
            return 0;
        }
        return Math.multiplyExact(request.height() / CELL, request.width() / CELL);
    }

    /** Painting steps, over all of its pictures. */
    int stepsToPaint() {
        return Math.multiplyExact(request.count(), request.paint().steps());
    }

    /** A message about it, with where it was ordered. */
    Sentence naming(Sentence message) {
        return where.isEmpty() ? message : Sentence.of("%s: %s", where, message);
    }

    /** The file itself for one picture; {@code poster-1.png}, {@code poster-2.png} … for more. */
    static List<Path> numbered(Path file, int count) {
        if (count == 1) {
            return List.of(file);
        }
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> name.substring(0, dot) + "-" + i + name.substring(dot))
                .map(file::resolveSibling)
                .toList();
    }
}
