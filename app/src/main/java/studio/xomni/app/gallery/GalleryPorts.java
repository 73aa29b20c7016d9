package studio.xomni.app.gallery;

import java.nio.file.Path;
import java.util.List;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Sheet;
import studio.xomni.app.store.StoredPicture;

/** What the gallery asks of the rest of the studio. Called on JavaFX's thread. */
public interface GalleryPorts {

    /** Puts a picture's settings, or a part of them, into the form. */
    void recall(PictureMetadata metadata, RecallPart part);

    /**
     * Queues a picture's tokens to be painted once more.
     *
     * @param anew with other noise; else the same picture is made again
     */
    void paint(PictureMetadata metadata, boolean anew);

    /** Queues more pictures of a picture's recipe, with other seeds. */
    void more(PictureMetadata metadata);

    /** Asks for a table of pictures that differ from a picture in two settings. */
    void orderSheet(PictureMetadata metadata);

    /** Shows a table of pictures. */
    void showSheet(Sheet sheet);

    /** Shows a picture large. */
    void open(StoredPicture picture);

    /** Shows what is known of a picture. */
    void details(StoredPicture picture);

    /** Attaches pictures to the chat. */
    void ask(List<StoredPicture> pictures);

    /** Shows the chats about a picture. */
    void openChats(StoredPicture picture);

    /** Shows two pictures against each other, in the order of the gallery. */
    void compare(StoredPicture one, StoredPicture other);

    /** Shows a picture's file in the desktop's file manager. */
    void showInFolder(StoredPicture picture);

    /** Puts pictures on the clipboard: their files, and the pixels of the first. */
    void copy(List<StoredPicture> pictures);

    /** Asks how pictures are to be handed out as files. */
    void export(List<StoredPicture> pictures);

    /** The files that other programs get when pictures are dragged into them. */
    List<Path> dragged(List<StoredPicture> pictures);

    /** Says something in the window. */
    void say(Notice notice);

    /**
     * Asks before something large is done.
     *
     * @param question one sentence
     * @param yesLabel the words on the button that goes on
     * @param yes goes on
     */
    void ask(String question, String yesLabel, Runnable yes);
}
