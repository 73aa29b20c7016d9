package studio.xomni.app.chat;

import studio.xomni.app.store.ChatPicture;
import studio.xomni.app.store.Chats;

/**
 * A picture that the chat shows on top.
 *
 * @param picture where it is kept
 * @param thumbnail JPEG bytes; none where it is gone
 * @param animated whether only its first frame is used
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Pinned(ChatPicture picture, byte[] thumbnail, boolean animated) {

    static Pinned of(Chats.Attached attached) {
        return new Pinned(attached.picture(), attached.thumbnail(), attached.animated());
    }
}
