package studio.xomni.engine.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.Progress;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.OutputFile;

/**
 * The finished rows of a request's pictures as a file, so that a run that was stopped goes on:
 * {@code {"height": rows, "width": columns, "seed", "prompt", "settings", "rows": finished,
 * "pictures": [[codes], ..]}}. All but the last two tell whose rows they are.
 *
 * <p>It listens to the writing and is written after each row, in one step.
 */
final class RowsFile implements Consumer<Progress> {

    /** Pixels along a token's side, in every model. */
    private static final int CELL = 16;

    private final Path file;
    private final JsonObject owner;
    private final int rows;
    private final int columns;
    private final int[][] codes;
    private int finished;

    private RowsFile(Path file, ImageRequest request, JsonObject settings) {
        this.file = file;
        this.rows = request.height() / CELL;
        this.columns = request.width() / CELL;
        this.codes = new int[request.count()][rows * columns];
        this.owner = new JsonObject();
        owner.addProperty("height", rows);
        owner.addProperty("width", columns);
        owner.addProperty("count", request.count());
        owner.addProperty("seed", request.seed());
        owner.addProperty("prompt", request.prompt());
        owner.add("settings", settings);
    }

    /**
     * Opens the file of a request; a file that is not there is one without rows.
     *
     * @param settings all else that the rows depend on
     * @throws UsageException when it is damaged or keeps the rows of another request
     */
    static RowsFile open(Path file, ImageRequest request, JsonObject settings) {
        var opened = new RowsFile(file, request, settings);
        if (Files.exists(file)) {
            try {
                opened.read(Json.read(file));
            } catch (CheckpointException e) {
                throw new UsageException(
                        Sentence.of(
                                "%s Name another file, or delete it to start anew.", e.sentence()),
                        e);
            }
        }
        return opened;
    }

    private void read(Json json) {
        requireSame(owner, json, "");
        requireSame(owner.getAsJsonObject("settings"), json.object("settings"), "settings.");
        finished = json.integer("rows");
        List<List<Integer>> pictures = json.integerLists("pictures");
        if (finished < 1 || finished > rows) {
            throw json.wrong("rows", "from 1 to %d", rows);
        }
        if (pictures.size() != codes.length
                || pictures.stream().anyMatch(picture -> picture.size() != finished * columns)) {
            throw new CheckpointException(
                    Sentence.of(
                            "%s: pictures must be %d lists of %d tokens.",
                            file, codes.length, finished * columns));
        }
        for (int i = 0; i < codes.length; i++) {
            for (int t = 0; t < finished * columns; t++) {
                codes[i][t] = pictures.get(i).get(t);
            }
        }
    }

    private void requireSame(JsonObject wanted, Json found, String path) {
        for (Map.Entry<String, JsonElement> entry : wanted.entrySet()) {
            String key = entry.getKey();
            if (entry.getValue().isJsonObject()) {
                continue;
            }
            String kept = found.source(key);
            if (!kept.equals(entry.getValue().toString())) {
                throw new UsageException(
                        Sentence.of(
                                "%s keeps the rows of another picture: %s%s is %s there and %s here. Name another file, or delete it to start anew.",
                                file, path, key, kept, entry.getValue()));
            }
        }
    }

    /** The finished rows of each picture; empty where there are none. */
    List<ImageTokens> kept() {
        List<ImageTokens> kept = new ArrayList<>();
        for (int i = 0; i < codes.length && finished > 0; i++) {
            kept.add(
                    new ImageTokens(
                            finished, columns, Arrays.copyOf(codes[i], finished * columns)));
        }
        return kept;
    }

    /** Takes a row; with that of the last picture all are written down. */
    @Override
    public void accept(Progress progress) {
        if (progress instanceof Progress.Row row) {
            System.arraycopy(row.codes(), 0, codes[row.picture()], row.row() * columns, columns);
            if (row.picture() == codes.length - 1) {
                finished = row.row() + 1;
                OutputFile.write(file, (json() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private JsonObject json() {
        JsonObject json = owner.deepCopy();
        json.addProperty("rows", finished);
        var pictures = new JsonArray();
        for (ImageTokens tokens : kept()) {
            pictures.add(TokensFile.array(tokens.codes()));
        }
        json.add("pictures", pictures);
        return json;
    }

    /** Deletes the file: the pictures are done. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UsageException(
                    Sentence.of("%s, which is no longer needed, cannot be deleted.", file), e);
        }
    }
}
