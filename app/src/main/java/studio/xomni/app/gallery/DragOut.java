package studio.xomni.app.gallery;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.store.StoredPicture;

/** Drags pictures into other programs: their files, and the pixels of the one under the pointer. */
final class DragOut {

    private final GalleryModel model;
    private final FullPictures fullPictures;

    /** The picture that was last pressed on, decoded before a drag begins. */
    private @Nullable Image pressed;

    private Path pressedFile = Path.of("");

    DragOut(GalleryModel model, FullPictures fullPictures) {
        this.model = model;
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
        content.putFiles(dragged.stream().map(picture -> picture.file().toFile()).toList());
        Image image = pressed;
        if (image != null && dragged.stream().anyMatch(one -> one.file().equals(pressedFile))) {
            content.putImage(image);
        }
        return content;
    }
}
