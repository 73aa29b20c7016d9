package studio.xomni.app.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A picture of the library: all that the gallery shows and searches, but not the pixels.
 *
 * @param id see {@link PictureMetadata#id}; of a picture without metadata the SHA-256 of its file
 * @param file where it lies
 * @param created when it was finished, or the file's time
 * @param width pixels
 * @param height pixels
 * @param prompt what was typed; empty where unknown
 * @param texts the quoted strings of the prompt
 * @param seed the picture's own seed; −1 where unknown
 * @param model the model's name; empty where unknown
 * @param settings the recipe's other settings as one searchable line, such as {@code cfg=1
 *     min-p=0.03}
 * @param favourite marked
 * @param rating 0 (none) to 5
 * @param boards names of the boards it is on
 */
public record StoredPicture(
        String id,
        Path file,
        Instant created,
        int width,
        int height,
        String prompt,
        List<String> texts,
        long seed,
        String model,
        String settings,
        boolean favourite,
        int rating,
        Set<String> boards) {

    private static final String FROM = "from=";
    private static final String SHEET = "sheet=";

    private static final Pattern LINK = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** The best rating. */
    public static final int MOST_STARS = 5;

    public StoredPicture {
        if (width < 1 || height < 1 || rating < 0 || rating > MOST_STARS) {
            throw new IllegalArgumentException(
                    "A picture of %d×%d (width × height) pixels with a rating of %d cannot be."
                            .formatted(width, height, rating));
        }
        texts = List.copyOf(texts);
        boards = Set.copyOf(boards);
    }

    /** Links to other pictures as a part of the settings, which the database keeps as they are. */
    static String links(String madeFrom, String sheet) {
        return (LINK.matcher(madeFrom).matches() ? " " + FROM + madeFrom : "")
                + (LINK.matcher(sheet).matches() ? " " + SHEET + sheet : "");
    }

    /** The settings without the links to other pictures: what people read. */
    public String plainSettings() {
        int end = settings.indexOf(" " + FROM);
        end = end < 0 ? settings.indexOf(" " + SHEET) : end;
        return end < 0 ? settings : settings.substring(0, end);
    }

    /** Id of the picture that this one was made from; empty where it was made by itself. */
    public Optional<String> madeFrom() {
        return setting(FROM);
    }

    /** Id of the {@link Sheet} that this picture belongs to; empty where it stands alone. */
    public Optional<String> sheet() {
        return setting(SHEET);
    }

    /** A number of the settings, such as that of {@code cfg}; NaN where it is not known. */
    public double number(String name) {
        try {
            return setting(name + "=").map(Double::parseDouble).orElse(Double.NaN);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private Optional<String> setting(String start) {
        int at = settings.startsWith(start) ? 0 : settings.indexOf(" " + start) + 1;
        if (at == 0 && !settings.startsWith(start)) {
            return Optional.empty();
        }
        int end = settings.indexOf(' ', at);
        return Optional.of(
                settings.substring(at + start.length(), end < 0 ? settings.length() : end));
    }

    StoredPicture with(boolean marked, int stars, Set<String> names) {
        return new StoredPicture(
                id, file, created, width, height, prompt, texts, seed, model, settings, marked,
                stars, names);
    }

    /** The same picture under another id or in another place. */
    StoredPicture at(String newId, Path newFile) {
        return new StoredPicture(
                newId, newFile, created, width, height, prompt, texts, seed, model, settings,
                favourite, rating, boards);
    }
}
