package studio.xomni.app.chat;

import java.io.File;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.text.Texts;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;

/** Pictures that are dropped on the chat or pasted into it. */
final class Incoming {

    private static final int MEGA = 1_000_000;

    /** What the gallery marks its pictures with when they are dragged. */
    private static final String OURS = "application/x-xomni-pictures";

    private final ChatModel model;
    private final Texts texts;
    private final ChatPorts ports;
    private final StackPane veil;

    Incoming(ChatModel model, Texts texts, ChatPorts ports) {
        this.model = model;
        this.texts = texts;
        this.ports = ports;
        veil = new StackPane(new Label(texts.get("drop"), new FontIcon(Material2AL.ATTACHMENT)));
        veil.getStyleClass().add("drop-veil");
        veil.setMouseTransparent(true);
        veil.setVisible(false);
    }

    /** Says over the chat that it takes what is dragged. */
    Node veil() {
        return veil;
    }

    void install(Node zone) {
        zone.setOnDragEntered(drag -> veil.setVisible(takes(drag)));
        zone.setOnDragExited(drag -> veil.setVisible(false));
        zone.setOnDragOver(
                drag -> {
                    if (takes(drag)) {
                        drag.acceptTransferModes(TransferMode.COPY);
                        drag.consume();
                    }
                });
        zone.setOnDragDropped(
                drop -> {
                    drop.setDropCompleted(takeDropped(drop.getDragboard()));
                    drop.consume();
                });
    }

    private static boolean takes(DragEvent drag) {
        return !files(drag.getDragboard()).isEmpty() || drag.getDragboard().hasImage();
    }

    /**
     * Pictures of the gallery are taken themselves, not the copies that other programs would get;
     * those that are dragged are the selected ones.
     */
    private boolean takeDropped(Clipboard board) {
        DataFormat ours = DataFormat.lookupMimeType(OURS);
        if (ours != null && board.hasContent(ours)) {
            model.attachSelected();
            return true;
        }
        return take(board);
    }

    /** Takes what lies on the clipboard, and says it where that is no picture. */
    void paste() {
        if (!take(Clipboard.getSystemClipboard())) {
            ports.say(texts.get("nothing.pasted"));
        }
    }

    private boolean take(Clipboard board) {
        List<Path> files = files(board);
        if (!files.isEmpty()) {
            model.attach(files);
            return true;
        }
        Image image = board.getImage();
        return image != null && !image.isError() && take(image);
    }

    private boolean take(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        if ((long) width * height > PictureReader.MAX_PIXELS) {
            ports.say(texts.get("too.large", width, height, PictureReader.MAX_PIXELS / MEGA));
            return true;
        }
        if (width < 1 || height < 1) {
            return false;
        }
        model.attach(picture(image, width, height), texts.get("pasted"));
        return true;
    }

    private static Picture picture(Image image, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        byte[] line = new byte[4 * width];
        for (int y = 0; y < height; y++) {
            image.getPixelReader()
                    .getPixels(0, y, width, 1, PixelFormat.getByteBgraInstance(), line, 0, 0);
            for (int x = 0; x < width; x++) {
                int to = 3 * (y * width + x);
                rgb[to] = line[4 * x + 2];
                rgb[to + 1] = line[4 * x + 1];
                rgb[to + 2] = line[4 * x];
            }
        }
        return new Picture(width, height, rgb);
    }

    private static List<Path> files(Clipboard board) {
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
