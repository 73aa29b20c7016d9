package studio.xomni.app.store;

import java.nio.file.Path;

/**
 * A picture that a chat is about.
 *
 * @param picture the id of the gallery's picture; empty for one that is only in chats
 * @param file where its pixels are
 * @param name as people know it
 * @param there whether the file was there when this was read
 */
public record ChatPicture(String picture, Path file, String name, boolean there) {

    /** Whether it is a picture of the gallery. */
    public boolean ofGallery() {
        return !picture.isEmpty();
    }
}
