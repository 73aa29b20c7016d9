package studio.xomni.app.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.xomni.engine.vision.Picture;

/**
 * Chats about pictures. A question is on the disk before it is answered, an answer as far as it
 * came. For any thread; calls block on the disk.
 */
public interface Chats {

    /**
     * A picture that is ready to be asked about.
     *
     * @param picture where it is kept
     * @param width pixels
     * @param height pixels
     * @param thumbnail JPEG bytes of at most 256 × 256 pixels
     * @param animated whether only its first frame is used
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Attached(
            ChatPicture picture, int width, int height, byte[] thumbnail, boolean animated) {}

    /**
     * Takes a file. One that is not of the gallery is copied into the folder {@code .chat} of the
     * pictures folder, named by its SHA-256, so that none is there twice; the original is only
     * read.
     *
     * @throws StoreException PICTURE when it is no picture, damaged or too large; FOLDER or
     *     DISK_FULL when it cannot be copied
     */
    Attached attach(Path file);

    /**
     * Takes pixels, such as those of the clipboard, and keeps them as a PNG file in that folder.
     */
    Attached attach(Picture pixels, String name);

    /** Removes the copy of a picture that was attached, unless a chat is about it. */
    void detach(ChatPicture picture);

    /** JPEG bytes of at most 256 × 256 pixels; empty where the picture is gone. */
    Optional<byte[]> thumbnail(ChatPicture picture);

    /** All chats, the latest question first. */
    List<StoredChat> all();

    /** The chats about a picture of the gallery, the latest question first. */
    List<StoredChat> about(String picture);

    Optional<StoredChat> find(String id);

    /**
     * Takes a chat away. Pictures of the gallery stay; pictures that are only in chats stay until
     * the next start of the library, which moves those of no chat to the trash.
     *
     * @return the chat as it was, to be restored; empty where there is none
     */
    Optional<StoredChat> remove(String id);

    /** Brings a chat back that was removed. */
    void restore(StoredChat chat);

    /** Begins a chat with its first question. */
    StoredChat begin(List<ChatPicture> pictures, String question);

    /** Asks the next question of a chat. */
    StoredChat ask(StoredChat chat, String question);

    /**
     * Keeps the next piece of an answer that is being written.
     *
     * @param turn index of the question
     */
    void more(String chat, int turn, String piece);

    /**
     * Keeps how an answer ended.
     *
     * @param answer all of it
     * @param model the name of the model that answered
     */
    void end(String chat, int turn, String answer, ChatTurn.Ending ending, String model);
}
