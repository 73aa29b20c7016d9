package studio.xomni.engine.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.error.CheckpointException;

/**
 * What a model says of itself in {@code studio.json} of its folder: what it draws well. The file
 * and each of its keys may be missing.
 *
 * @param name as it is shown; without one, the folder's
 * @param defaultSize of a picture; without one the first of the sizes, else the release's
 * @param sizes that it was trained for, the default among them
 * @param colours by name, each {@code #rrggbb}, in the file's order
 * @param draws named lists of what it draws, such as icons and places, in the file's order
 * @param letters that it can write; empty where nothing is said
 * @param examples prompts that it draws well
 */
public record ModelCard(
        String name,
        Size defaultSize,
        List<Size> sizes,
        Map<String, String> colours,
        Map<String, List<String>> draws,
        String letters,
        List<String> examples) {

    private static final String FILE = "studio.json";

    /** The release's picture size. */
    private static final Size RELEASED = new Size(1152, 1152);

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

    /**
     * A picture's size in pixels.
     *
     * @param height a multiple of 16
     * @param width a multiple of 16
     */
    public record Size(int height, int width) {
        public Size {
            if (height < 16 || width < 16 || height % 16 != 0 || width % 16 != 0) {
                throw new IllegalArgumentException(
                        "a size must be multiples of 16 pixels, got %d×%d (height × width)"
                                .formatted(height, width));
            }
        }
    }

    public ModelCard {
        sizes = List.copyOf(sizes);
        colours = Collections.unmodifiableMap(new LinkedHashMap<>(colours));
        draws = Collections.unmodifiableMap(new LinkedHashMap<>(draws));
        examples = List.copyOf(examples);
    }

    /**
     * Reads a model's card.
     *
     * @throws CheckpointException when the file is there and wrong
     */
    public static ModelCard read(ModelFolder folder) {
        Path file = folder.checkpoint().resolve(FILE);
        Path last = folder.checkpoint().getFileName();
        String name = last == null ? folder.checkpoint().toString() : last.toString();
        if (!Files.exists(file)) {
            return new ModelCard(
                    name, RELEASED, List.of(RELEASED), Map.of(), Map.of(), "", List.of());
        }
        Json json = Json.read(file);
        List<Size> sizes =
                json.has("sizes")
                        ? json.objects("sizes").stream().map(ModelCard::size).toList()
                        : List.of();
        Size size;
        if (json.has("default_size")) {
            size = size(json.object("default_size"));
        } else {
            size = sizes.isEmpty() ? RELEASED : sizes.get(0);
        }
        return new ModelCard(
                json.text("name", name),
                size,
                sizes.isEmpty() ? List.of(size) : sizes,
                colours(json),
                draws(json),
                json.text("letters", ""),
                json.has("examples") ? json.texts("examples") : List.of());
    }

    private static Size size(Json json) {
        try {
            return new Size(json.integer("height"), json.integer("width"));
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(json.where() + ": " + e.getMessage() + ".", e);
        }
    }

    private static Map<String, String> colours(Json card) {
        Map<String, String> colours = new LinkedHashMap<>();
        if (card.has("colours")) {
            Json json = card.object("colours");
            for (String name : json.keys()) {
                if (!COLOUR.matcher(json.text(name)).matches()) {
                    throw json.wrong(name, "a colour such as \"#e13034\"");
                }
                colours.put(name, json.text(name));
            }
        }
        return colours;
    }

    private static Map<String, List<String>> draws(Json card) {
        Map<String, List<String>> draws = new LinkedHashMap<>();
        if (card.has("draws")) {
            Json json = card.object("draws");
            json.keys().forEach(name -> draws.put(name, json.texts(name)));
        }
        return draws;
    }

    /** Whether it can write a letter; where nothing is said, it may. */
    public boolean writes(int codePoint) {
        return letters.isEmpty() || letters.indexOf(codePoint) >= 0;
    }
}
