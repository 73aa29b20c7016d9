package studio.xomni.app.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

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
