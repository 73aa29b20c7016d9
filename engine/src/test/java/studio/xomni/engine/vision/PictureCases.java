package studio.xomni.engine.vision;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The pictures' expected values, all made by {@code pictures/make_pictures.py} with Pillow 12.3.0.
 */
final class PictureCases {

    private static final JsonObject PICTURES =
            JsonParser.parseString(text("pictures.json")).getAsJsonObject();

    private PictureCases() {}

    /** A file and the pixels that Pillow reads from it. */
    record Case(String name, byte[] file, Picture picture) {}

    static Case named(String name) {
        JsonObject fields = PICTURES.getAsJsonObject(name);
        return new Case(
                name,
                bytes(fields, "file"),
                new Picture(
                        fields.get("width").getAsInt(),
                        fields.get("height").getAsInt(),
                        bytes(fields, "rgb")));
    }

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (Map.Entry<String, JsonElement> entry : PICTURES.entrySet()) {
            cases.add(named(entry.getKey()));
        }
        return cases;
    }

    /** The lines of numbers of a text file. */
    static List<String[]> lines(String file) {
        return text(file)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", -1))
                .toList();
    }

    private static byte[] bytes(JsonObject fields, String name) {
        return Base64.getDecoder().decode(fields.get(name).getAsString());
    }

    private static String text(String file) {
        try (InputStream in = PictureCases.class.getResourceAsStream("/pictures/" + file)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
