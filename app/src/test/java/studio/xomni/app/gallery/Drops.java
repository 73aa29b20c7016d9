package studio.xomni.app.gallery;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;

/** Drops that come from no mouse: the events that JavaFX would send. On JavaFX's thread. */
public final class Drops {

    private Drops() {}

    /** Holds files over a node; true where it takes them and says so. */
    public static boolean enter(Node node, List<Path> files) {
        Dragboard board = board(files);
        node.fireEvent(event(node, DragEvent.DRAG_ENTERED, board));
        node.fireEvent(event(node, DragEvent.DRAG_OVER, board));
        return node.lookup(".drop-veil").isVisible();
    }

    /** Drops files and leaves; true where the node no longer says that it takes them. */
    public static boolean drop(Node node, List<Path> files) {
        node.fireEvent(event(node, DragEvent.DRAG_DROPPED, board(files)));
        node.fireEvent(event(node, DragEvent.DRAG_EXITED, board(files)));
        return !node.lookup(".drop-veil").isVisible();
    }

    /** Drops files on a node that only listens. */
    public static void on(Node node, List<Path> files) {
        Dragboard board = board(files);
        node.fireEvent(event(node, DragEvent.DRAG_OVER, board));
        node.fireEvent(event(node, DragEvent.DRAG_DROPPED, board));
    }

    static Dragboard board(List<Path> files) {
        List<File> content = files.stream().map(Path::toFile).toList();
        TKClipboard peer =
                (TKClipboard)
                        Proxy.newProxyInstance(
                                Drops.class.getClassLoader(),
                                new Class<?>[] {TKClipboard.class},
                                (proxy, method, arguments) ->
                                        switch (method.getName()) {
                                            case "getContentTypes" -> Set.of(DataFormat.FILES);
                                            case "getTransferModes" -> Set.of(TransferMode.COPY);
                                            case "hasContent" ->
                                                    DataFormat.FILES.equals(arguments[0]);
                                            case "getContent" ->
                                                    DataFormat.FILES.equals(arguments[0])
                                                            ? content
                                                            : null;
                                            default -> null;
                                        });
        Dragboard board = DragboardHelper.createDragboard(peer);
        DragboardHelper.setDataAccessRestriction(board, false);
        return board;
    }

    private static DragEvent event(Node node, EventType<DragEvent> type, Dragboard board) {
        Bounds bounds = node.localToScreen(node.getBoundsInLocal());
        return new DragEvent(
                node,
                node,
                type,
                board,
                10,
                10,
                bounds.getMinX() + 10,
                bounds.getMinY() + 10,
                TransferMode.COPY,
                null,
                null,
                new PickResult(node, 10, 10));
    }
}
