package studio.xomni.app.gallery;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;

/**
 * Heart and stars at the foot of a picture: what is set, always; all of them to click on, under the
 * pointer. Nothing is made for a picture without marks.
 */
final class CellMarks extends StackPane {

    private static final int STARS = 5;

    private final PictureCell cell;
    private final GalleryCommands commands;
    private final Texts texts;
    private final List<FontIcon> stars = new ArrayList<>();
    private final HBox box = new HBox();
    private @Nullable Label daysLeft;

    CellMarks(PictureCell cell, GalleryCommands commands, Texts texts) {
        this.cell = cell;
        this.commands = commands;
        this.texts = texts;
        getStyleClass().add("marks");
        setPickOnBounds(false);
        box.getStyleClass().add("pill");
        box.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setVisible(false);
    }

    /** Shows how many days a picture in the trash is still kept, and no marks. */
    void showDays(int days) {
        Label left = daysLeft;
        if (left == null) {
            left = new Label();
            left.getStyleClass().add("pill");
            left.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
            daysLeft = left;
        }
        left.setText(texts.get("cell.days", days));
        getChildren().setAll(left);
        setVisible(true);
    }

    /**
     * Shows the marks.
     *
     * @param all whether those that are not set are offered
     */
    void show(StoredPicture picture, boolean all) {
        boolean any = all || picture.favourite() || picture.rating() > 0;
        setVisible(any);
        if (!any) {
            return;
        }
        if (stars.isEmpty()) {
            build();
        }
        if (daysLeft != null) {
            getChildren().setAll(box);
        }
        FontIcon heart = (FontIcon) box.getChildren().get(0);
        heart.setIconCode(picture.favourite() ? Material2AL.FAVORITE : Material2AL.FAVORITE_BORDER);
        appear(heart, all || picture.favourite());
        heart.setAccessibleText(texts.get("command.favourite"));
        for (int star = 1; star <= STARS; star++) {
            FontIcon icon = stars.get(star - 1);
            icon.setIconCode(star <= picture.rating() ? Material2MZ.STAR : Material2MZ.STAR_BORDER);
            appear(icon, all || star <= picture.rating());
        }
    }

    private static void appear(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private void build() {
        FontIcon heart = new FontIcon(Material2AL.FAVORITE_BORDER);
        heart.getStyleClass().add("heart");
        onClick(
                heart,
                () -> cell.picture().ifPresent(one -> commands.toggleFavourite(List.of(one))));
        box.getChildren().add(heart);
        for (int star = 1; star <= STARS; star++) {
            FontIcon icon = new FontIcon(Material2MZ.STAR_BORDER);
            icon.getStyleClass().add("star");
            int rating = star;
            icon.setAccessibleText(texts.get("cell.rating", rating));
            onClick(icon, () -> cell.picture().ifPresent(one -> rate(one, rating)));
            stars.add(icon);
            box.getChildren().add(icon);
        }
        getChildren().setAll(box);
    }

    /** A click on the star that is the rating already takes the rating away. */
    private void rate(StoredPicture picture, int rating) {
        commands.rate(List.of(picture), picture.rating() == rating ? 0 : rating);
    }

    private static void onClick(FontIcon icon, Runnable action) {
        icon.setPickOnBounds(true);
        icon.addEventHandler(
                MouseEvent.ANY,
                event -> {
                    // The press is not one on the picture: selection stays.
                    if (event.getButton() == MouseButton.PRIMARY) {
                        if (event.getEventType() == MouseEvent.MOUSE_CLICKED) {
                            action.run();
                        }
                        event.consume();
                    }
                });
    }
}
