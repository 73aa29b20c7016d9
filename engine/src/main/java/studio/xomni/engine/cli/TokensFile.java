package studio.xomni.engine.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.OutputFile;

/** Image tokens as a file: {@code {"height": rows, "width": columns, "tokens": [..]}}. */
final class TokensFile {

    private TokensFile() {}

    /**
     * Reads tokens.
     *
     * @param codes size of the codebook that they are from
     * @throws UsageException when the file is missing or is not such a file
     */
    static ImageTokens read(Path file, int codes) {
        try {
            Json json = Json.read(file);
            int rows = json.integer("height");
            int columns = json.integer("width");
            List<Integer> tokens = json.integers("tokens");
            if (rows < 1 || columns < 1 || tokens.size() != (long) rows * columns) {
                throw new UsageException(
                        Sentence.of(
                                "%s: a height of %d and a width of %d, in tokens, do not fit %d tokens.",
                                file, rows, columns, tokens.size()));
            }
            for (int token : tokens) {
                if (token < 0 || token >= codes) {
                    throw new UsageException(
                            Sentence.of(
                                    "%s: tokens must be from 0 to %d, got %d.",
                                    file, codes - 1, token));
                }
            }
            return new ImageTokens(
                    rows, columns, tokens.stream().mapToInt(Integer::intValue).toArray());
        } catch (CheckpointException e) {
            throw new UsageException(e.sentence(), e);
        }
    }

    /** Writes tokens, in one step. */
    static void write(Path file, ImageTokens tokens) {
        OutputFile.write(file, (json(tokens) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static JsonObject json(ImageTokens tokens) {
        var json = new JsonObject();
        json.addProperty("height", tokens.rows());
        json.addProperty("width", tokens.columns());
        json.add("tokens", array(tokens.codes()));
        return json;
    }

    static JsonArray array(int[] numbers) {
        var array = new JsonArray(numbers.length);
        for (int number : numbers) {
            array.add(number);
        }
        return array;
    }
}
