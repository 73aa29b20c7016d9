package studio.xomni.app.gallery;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.image.Image;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.store.StoredPicture;

/**
 * Drags pictures into other programs: their files, or copies that tell nothing of how they were
 * made, and the pixels of the one under the pointer.
 */
final class DragOut {

    /** Ids of pictures of this gallery, one a line: for the studio's own screens. */
    static final DataFormat PICTURES = new DataFormat("application/x-xomni-pictures");

    private final GalleryModel model;
    private final GalleryCommands commands;
    private final FullPictures fullPictures;

    /** The picture that was last pressed on, decoded before a drag begins. */
    private @Nullable Image pressed;

    private Path pressedFile = Path.of("");

    DragOut(GalleryModel model, GalleryCommands commands, FullPictures fullPictures) {
        this.model = model;
        this.commands = commands;
        this.fullPictures = fullPictures;
    }

    /** Decodes a picture that may be about to be dragged: a drag cannot wait for the disk. */
    void prepare(StoredPicture picture) {
        if (picture.file().equals(pressedFile) && pressed != null) {
            return;
        }
        Path file = picture.file();
        pressedFile = file;
        pressed = null;
        fullPictures.load(
                file,
                image -> {
                    if (pressedFile.equals(file)) {
                        pressed = image;
                    }
                },
                failure -> {});
    }

    void start(PictureCell cell) {
        List<StoredPicture> dragged = model.selection().selected();
        if (dragged.isEmpty()) {
            return;
        }
        // Copies only: no program may move a file out of the library.
        Dragboard board = cell.startDragAndDrop(TransferMode.COPY);
        board.setContent(content(dragged));
        cell.image().ifPresent(image -> board.setDragView(image));
    }

    /** What another program is offered. */
    ClipboardContent content(List<StoredPicture> dragged) {
        ClipboardContent content = new ClipboardContent();
        content.putFiles(commands.dragged(dragged).stream().map(Path::toFile).toList());
        content.put(
                PICTURES,
                dragged.stream().map(StoredPicture::id).collect(Collectors.joining("\n")));
        Image image = pressed;
        if (image != null && dragged.stream().anyMatch(one -> one.file().equals(pressedFile))) {
            content.putImage(image);
        }
        return content;
    }
}
