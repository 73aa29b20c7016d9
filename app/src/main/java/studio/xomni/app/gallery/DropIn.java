package studio.xomni.app.gallery;

import java.io.File;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Takes files, folders and addresses of files that are dropped on a node. */
final class DropIn {

    private final Consumer<List<Path>> dropped;

    private DropIn(Consumer<List<Path>> dropped) {
        this.dropped = dropped;
    }

    /**
     * Lets a node take files.
     *
     * @param waiting told whether files are over the node
     */
    static void install(Node target, Consumer<Boolean> waiting, Consumer<List<Path>> dropped) {
        DropIn drop = new DropIn(dropped);
        target.setOnDragEntered(event -> waiting.accept(takes(event)));
        target.setOnDragExited(event -> waiting.accept(false));
        target.setOnDragOver(DropIn::over);
        target.setOnDragDropped(drop::dropped);
    }

    private static void over(DragEvent event) {
        if (takes(event)) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        List<Path> files = files(event.getDragboard());
        if (!files.isEmpty()) {
            dropped.accept(files);
        }
        event.setDropCompleted(!files.isEmpty());
        event.consume();
    }

    /** Pictures that come from the gallery itself are there already. */
    private static boolean takes(DragEvent event) {
        return !(event.getGestureSource() instanceof PictureCell)
                && !files(event.getDragboard()).isEmpty();
    }

    static List<Path> files(Dragboard board) {
        if (board.hasFiles()) {
            return board.getFiles().stream().map(File::toPath).toList();
        }
        if (board.hasUrl() && board.getUrl().startsWith("file:")) {
            try {
                return List.of(Path.of(URI.create(board.getUrl())));
            } catch (IllegalArgumentException | FileSystemNotFoundException e) {
                return List.of();
            }
        }
        return List.of();
    }
}
