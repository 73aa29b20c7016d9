package studio.xomni.engine.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * Reads the small files of a tokenizer folder; what is wrong with them is a {@link
 * CheckpointException}.
 */
final class JsonFile {

    private JsonFile() {}

    /** The whole UTF-8 text of {@code file}. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CheckpointException(Sentence.of("The file %s is missing.", file), e);
        } catch (CharacterCodingException e) {
            throw new CheckpointException(Sentence.of("%s is not UTF-8 text.", file), e);
        } catch (IOException e) {
            throw new CheckpointException(Sentence.of("%s cannot be read.", file), e);
        }
    }

    /** The one JSON object that {@code file} holds. */
    static JsonObject object(Path file) {
        String text = text(file);
        try {
            JsonElement root = JsonParser.parseString(text);
            if (root instanceof JsonObject object) {
                return object;
            }
        } catch (JsonParseException e) {
            throw new CheckpointException(Sentence.of("%s is not valid JSON.", file), e);
        }
        throw new CheckpointException(
                Sentence.of("%s holds something other than a JSON object.", file));
    }

    /** Like {@link #object}, with an empty object in place of a missing file. */
    static JsonObject objectIfPresent(Path file) {
        return Files.exists(file) ? object(file) : new JsonObject();
    }

    /**
     * A token that a tokenizer configuration names, such as {@code eos_token}: a string, or an
     * object with {@code content}.
     */
    static Optional<String> token(JsonObject config, String key) {
        JsonElement value = config.get(key);
        if (value instanceof JsonObject object) {
            value = object.get("content");
        }
        return string(value);
    }

    /** The element's value where it is a string. */
    static Optional<String> string(@Nullable JsonElement value) {
        return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }
}
