package studio.xomni.app.settings;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.store.ModelSource;
import studio.xomni.engine.pipeline.Memory;

/**
 * The settings as a readable file, {@code settings.json}. What it holds beyond what is known, as a
 * newer version may write, stays in it.
 */
public final class SettingsFile {

    /** The version of the file's form. */
    static final int VERSION = 1;

    private static final String NAME = "settings.json";
    private static final String DAMAGED = "settings-damaged.json";

    /** What was found wrong when the file was read. */
    public enum Trouble {
        /** It could not be read; it was put aside under another name, and the standard holds. */
        DAMAGED,
        /** A newer version wrote it: what is known of it holds. */
        NEWER,
        /** Something is there and cannot be opened; the standard holds. */
        UNREADABLE
    }

    private final Path file;
    private JsonObject kept = new JsonObject();
    private Settings settings = Settings.STANDARD;
    private Optional<Trouble> trouble = Optional.empty();

    private SettingsFile(Path file) {
        this.file = file;
    }

    /**
     * Reads the settings of a data folder; never fails.
     *
     * @param data the user's data folder
     */
    public static SettingsFile in(Path data) {
        SettingsFile read = new SettingsFile(data.resolve(NAME));
        if (Files.exists(read.file)) {
            read.read();
        }
        return read;
    }

    private void read() {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(file));
            if (!json.isJsonObject()) {
                throw new JsonParseException("wanted is a JSON object");
            }
            kept = json.getAsJsonObject();
            settings = settings(kept);
            if (version() > VERSION) {
                trouble = Optional.of(Trouble.NEWER);
            }
        } catch (JsonParseException | CharacterCodingException e) {
            putAside();
        } catch (IOException e) {
            trouble = Optional.of(Trouble.UNREADABLE);
        }
    }

    private void putAside() {
        kept = new JsonObject();
        settings = Settings.STANDARD;
        trouble = Optional.of(Trouble.DAMAGED);
        try {
            Files.move(file, aside(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            trouble = Optional.of(Trouble.UNREADABLE);
        }
    }

    /** Where a damaged file is put. */
    public Path aside() {
        return file.resolveSibling(DAMAGED);
    }

    private int version() {
        return choice(kept, "version", text -> (int) Double.parseDouble(text)).orElse(VERSION);
    }

    public Path file() {
        return file;
    }

    public Settings settings() {
        return settings;
    }

    public Optional<Trouble> trouble() {
        return trouble;
    }

    /**
     * Writes the settings: another name first, then in place.
     *
     * @throws IOException when it cannot be written; the old file is whole then
     */
    public void write(Settings changed) throws IOException {
        JsonObject json = kept.deepCopy();
        json.addProperty("version", Math.max(VERSION, version()));
        json.addProperty("theme", key(changed.theme()));
        json.addProperty("language", key(changed.language()));
        json.remove("pictures");
        changed.pictures().ifPresent(folder -> json.addProperty("pictures", folder.toString()));
        json.addProperty("device", changed.device());
        json.addProperty("memory", key(changed.memory()));
        json.addProperty("previews", changed.previews());
        json.remove("model");
        if (changed.model() instanceof ModelSource.Folders folders) {
            json.add("model", json(folders));
        }
        JsonArray models = new JsonArray();
        changed.models().forEach(folders -> models.add(json(folders)));
        json.add("models", models);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path part = file.resolveSibling(NAME + ".part");
        String text =
                new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json);
        Files.writeString(part, text + "\n");
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        kept = json;
        settings = changed;
    }

    /** Each setting that cannot be understood, as of a newer version, has its standard value. */
    private static Settings settings(JsonObject json) {
        Settings usual = Settings.STANDARD;
        return new Settings(
                choice(json, "theme", name -> Settings.Theme.valueOf(upper(name)))
                        .orElse(usual.theme()),
                choice(json, "language", name -> Settings.Language.valueOf(upper(name)))
                        .orElse(usual.language()),
                choice(json, "pictures", Path::of).orElse(null),
                choice(json, "device", name -> name).orElse(usual.device()),
                choice(json, "memory", name -> Memory.valueOf(upper(name))).orElse(usual.memory()),
                choice(json, "previews", Boolean::valueOf).orElse(usual.previews()),
                folders(json.get("model")).<ModelSource>map(one -> one).orElse(usual.model()),
                models(json.get("models")));
    }

    private static JsonObject json(ModelSource.Folders folders) {
        JsonObject json = new JsonObject();
        json.addProperty("checkpoint", folders.checkpoint().toString());
        json.addProperty("flux", folders.flux().toString());
        return json;
    }

    private static Optional<ModelSource.Folders> folders(@Nullable JsonElement json) {
        if (!(json instanceof JsonObject object)) {
            return Optional.empty();
        }
        return choice(object, "checkpoint", Path::of)
                .flatMap(
                        checkpoint ->
                                choice(object, "flux", Path::of)
                                        .map(flux -> new ModelSource.Folders(checkpoint, flux)));
    }

    private static List<ModelSource.Folders> models(@Nullable JsonElement json) {
        return json instanceof JsonArray array
                ? array.asList().stream().flatMap(one -> folders(one).stream()).toList()
                : List.of();
    }

    private static <T> Optional<T> choice(
            JsonObject json, String key, Function<String, T> reading) {
        JsonElement value = json.get(key);
        if (value == null || !value.isJsonPrimitive()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.apply(value.getAsString()));
        } catch (IllegalArgumentException e) { // a name or number that is not known here
            return Optional.empty();
        }
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
