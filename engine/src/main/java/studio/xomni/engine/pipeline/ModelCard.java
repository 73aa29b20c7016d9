package studio.xomni.engine.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.ArgumentException;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * What a model says of itself to people: {@code studio.json} in its checkpoint's folder. Models
 * without that file draw all there is.
 *
 * @param name as people read it
 * @param defaultSize the size that is offered first
 * @param sizes the sizes it was trained for, the default first; empty where any will do
 * @param colours the colours it knows by name, as {@code #rrggbb}; empty where any will do
 * @param draws what else it knows by name, such as icons and places, by kind
 * @param letters all that it can write; empty where nothing is known
 * @param examples prompts that it draws well
 * @param questions questions about pictures that it can answer
 */
public record ModelCard(
        String name,
        Size defaultSize,
        List<Size> sizes,
        Map<String, String> colours,
        Map<String, List<String>> draws,
        String letters,
        List<String> examples,
        List<String> questions) {

    /** The release's picture size. */
    private static final Size RELEASE = new Size(1152, 1152);

    /**
     * A picture's size.
     *
     * @param height pixels
     * @param width pixels
     */
    public record Size(int height, int width) {

        public Size {
            int cell = ImageRequest.CELL;
            if (height < cell || width < cell || height % cell != 0 || width % cell != 0) {
                throw new ArgumentException(
                        Sentence.of(
                                "sides must be multiples of %d pixels, got %d×%d (height × width).",
                                cell, height, width));
            }
        }

        static Size from(Json json) {
            try {
                return new Size(json.integer("height"), json.integer("width"));
            } catch (ArgumentException e) {
                throw json.wrong(e);
            }
        }
    }

    /**
     * Reads the card of a model; of one without a card, its folder's name.
     *
     * @throws CheckpointException when the file is malformed
     */
    public static ModelCard read(ModelFolder folder) {
        Path file = folder.checkpoint().resolve("studio.json");
        if (!Files.exists(file)) {
            String name = String.valueOf(folder.checkpoint().getFileName());
            return new ModelCard(
                    name, RELEASE, List.of(), Map.of(), Map.of(), "", List.of(), List.of());
        }
        Json json = Json.read(file);
        Map<String, String> colours = new LinkedHashMap<>();
        if (json.has("colours")) {
            Json named = json.object("colours");
            for (String colour : named.keys()) {
                if (!named.text(colour).matches("#[0-9a-f]{6}")) {
                    throw named.wrong(colour, "a colour such as #0f4a38");
                }
                colours.put(colour, named.text(colour));
            }
        }
        Map<String, List<String>> draws = new LinkedHashMap<>();
        if (json.has("draws")) {
            Json named = json.object("draws");
            named.keys().forEach(kind -> draws.put(kind, named.texts(kind)));
        }
        return new ModelCard(
                json.text("name", String.valueOf(folder.checkpoint().getFileName())),
                json.has("default_size") ? Size.from(json.object("default_size")) : RELEASE,
                json.has("sizes")
                        ? json.objects("sizes").stream().map(Size::from).toList()
                        : List.of(),
                colours,
                draws,
                json.text("letters", ""),
                texts(json, "examples"),
                texts(json, "questions"));
    }

    private static List<String> texts(Json json, String key) {
        return json.has(key) ? json.texts(key) : List.of();
    }
}
