package studio.xomni.engine.text;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.function.Executable;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.vision.ImageTokens;

/** The reference cases, as this package's tests read them. */
final class Cases {

    static final Path GOLDENS = Path.of("src/test/resources/goldens");
    static final Path BUILT_IN = Path.of("../assets/builtin/checkpoint");
    static final List<String> SPECIALS = List.of("<SOM>", "<EOM>", "<IMAGE>");

    private Cases() {}

    static Path checkpoint(String kind) {
        return GOLDENS.resolve(kind).resolve("checkpoint");
    }

    static JsonObject expected(String kind) {
        return json(GOLDENS.resolve(kind).resolve("expected/expected.json"));
    }

    static JsonObject json(Path file) {
        try {
            return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int[] ints(JsonObject object, String key) {
        return StreamSupport.stream(object.getAsJsonArray(key).spliterator(), false)
                .mapToInt(element -> element.getAsInt())
                .toArray();
    }

    static ImageMarkup markup(Path checkpoint, TextTokenizer tokenizer) {
        int vocabulary = json(checkpoint.resolve("config.json")).get("vocab_size").getAsInt();
        return ImageMarkup.of(tokenizer, SPECIALS, vocabulary);
    }

    static ImageTokens photo(JsonObject expected) {
        int[] grid = ints(expected, "photo_grid");
        return new ImageTokens(grid[0], grid[1], ints(expected, "photo_tokens"));
    }

    /** The sentence with which the files are refused. */
    static String refusal(Executable work) {
        return String.valueOf(assertThrows(CheckpointException.class, work).getMessage());
    }

    /** Writes UTF-8 text as it stands. */
    static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
