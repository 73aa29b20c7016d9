package studio.xomni.app.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import studio.xomni.engine.vision.ImageTokens;

/**
 * What a picture of ours says of itself: a PNG in an {@code iTXt} chunk with the keyword {@code
 * xomni}, a JPEG in XMP.
 *
 * @param id the picture's id, kept for as long as the file lives
 * @param created when it was finished
 * @param recipe what was asked for
 * @param provenance how it came to be
 * @param tokens what it was painted from
 * @param unknown other fields, of {@link Origin#fields} or newer versions, as JSON texts by name,
 *     kept as they are
 */
public record PictureMetadata(
        String id,
        Instant created,
        Recipe recipe,
        Provenance provenance,
        ImageTokens tokens,
        Map<String, String> unknown) {

    /** An id becomes a part of file names, and files come from anywhere. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Later years have no four digits. */
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    public PictureMetadata {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A picture's id is 1 to 64 letters, digits, - and _, got " + id);
        }
        if (created.isBefore(Instant.EPOCH) || created.isAfter(LATEST)) {
            throw new IllegalArgumentException("No picture was made at " + created);
        }
        unknown = Map.copyOf(unknown);
    }

    /** The table of pictures that this one belongs to; empty where it stands alone. */
    public Optional<Sheet> sheet() {
        String text = unknown.get(Sheet.FIELD);
        return text == null ? Optional.empty() : Sheet.fromJson(text);
    }

    /** The same of a picture that the library knows by another id. */
    PictureMetadata as(String other) {
        return new PictureMetadata(other, created, recipe, provenance, tokens, unknown);
    }

    /** An id that no other picture has. */
    public static String newId() {
        return UUID.randomUUID().toString();
    }
}
