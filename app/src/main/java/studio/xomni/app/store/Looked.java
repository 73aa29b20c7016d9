package studio.xomni.app.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A picture file that is not in the library.
 *
 * @param picture what is known of it
 * @param metadata what it says of itself; empty where it says nothing
 */
public record Looked(StoredPicture picture, Optional<PictureMetadata> metadata) {

    /**
     * Looks at a file.
     *
     * @throws StoreException with {@link StoreException.Kind#PICTURE} when it is no picture, or
     *     damaged
     */
    public static Looked at(Path file) {
        StoredPicture picture = PictureFiles.read(file);
        try {
            return new Looked(picture, PictureFiles.metadata(file));
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.PICTURE, Say.of("picture.unreadable", file), e);
        }
    }
}
