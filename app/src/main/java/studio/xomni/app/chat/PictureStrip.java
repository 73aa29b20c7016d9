package studio.xomni.app.chat;

import java.io.ByteArrayInputStream;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.text.Texts;

/** The pictures of the chat; before the first question they can be taken away, and more added. */
final class PictureStrip extends VBox {

    private static final double SIDE = 72;

    private final ChatModel model;
    private final Texts texts;
    private final Runnable choose;
    private final FlowPane tiles = new FlowPane(8, 8);
    private final Label note = new Label();

    PictureStrip(ChatModel model, Texts texts, Runnable choose) {
        super(6);
        this.model = model;
        this.texts = texts;
        this.choose = choose;
        getStyleClass().add("picture-strip");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.getStyleClass().add("note");
        note.setId("chat-animated");
        getChildren().addAll(tiles, note);
        show();
    }

    /** Follows the model until that is ended. */
    Subscription listen() {
        return Subscription.combine(
                model.pictures().subscribe(this::show),
                model.turns().subscribe(this::show),
                model.tooMany().subscribe((before, now) -> show()));
    }

    private void show() {
        boolean any = !model.pictures().isEmpty();
        setVisible(any);
        setManaged(any);
        tiles.getChildren().clear();
        StringBuilder words = new StringBuilder();
        for (Pinned pinned : model.pictures()) {
            tiles.getChildren().add(tile(pinned));
            if (pinned.animated()) {
                words.append(words.isEmpty() ? "" : "\n")
                        .append(texts.get("animated", pinned.picture().name()));
            }
        }
        if (model.tooMany().get()) {
            words.append(words.isEmpty() ? "" : "\n")
                    .append(texts.get("too.many", ChatModel.MOST_PICTURES));
        }
        if (any && model.isNew()) {
            Button more =
                    ChatView.icon(Material2AL.ADD_PHOTO_ALTERNATE, texts.get("attach"), choose);
            more.setId("chat-attach");
            more.setMinSize(SIDE, SIDE);
            more.getStyleClass().add("add-picture");
            tiles.getChildren().add(more);
        }
        note.setText(words.toString());
        note.setVisible(!words.isEmpty());
        note.setManaged(!words.isEmpty());
    }

    private Node tile(Pinned pinned) {
        String name = pinned.picture().name();
        boolean there = pinned.thumbnail().length > 0 && pinned.picture().there();
        StackPane tile = new StackPane();
        tile.setMinSize(SIDE, SIDE);
        tile.setMaxSize(SIDE, SIDE);
        tile.getStyleClass().add("pinned");
        tile.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        tile.setAccessibleText(texts.get(there ? "attached.picture" : "attached.gone", name));
        Tooltip.install(tile, new Tooltip(tile.getAccessibleText()));
        if (there) {
            ImageView view = new ImageView(new Image(new ByteArrayInputStream(pinned.thumbnail())));
            view.setPreserveRatio(true);
            view.setFitWidth(SIDE - 4);
            view.setFitHeight(SIDE - 4);
            tile.getChildren().add(view);
        } else {
            tile.getChildren().add(new FontIcon(Material2AL.BROKEN_IMAGE));
        }
        if (model.isNew()) {
            Button remove =
                    ChatView.icon(
                            Material2AL.CLOSE,
                            texts.get("attached.remove", name),
                            () -> model.remove(pinned));
            remove.getStyleClass().add("take-away");
            StackPane.setAlignment(remove, Pos.TOP_RIGHT);
            tile.getChildren().add(remove);
        }
        return tile;
    }
}
