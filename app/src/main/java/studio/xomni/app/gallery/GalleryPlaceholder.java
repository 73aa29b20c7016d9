package studio.xomni.app.gallery;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.text.Texts;

/** What stands where no pictures are: why, and what to do. */
final class GalleryPlaceholder extends VBox {

    private final GalleryModel model;
    private final Texts texts;
    private final FontIcon icon = new FontIcon(Material2AL.COLLECTIONS);
    private final Label title = new Label();
    private final Label text = new Label();
    private final Button clear = new Button();

    GalleryPlaceholder(GalleryModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("placeholder");
        setAlignment(Pos.CENTER);
        setPickOnBounds(false);
        title.getStyleClass().add("title");
        text.getStyleClass().add("text");
        for (Label label : new Label[] {title, text}) {
            label.setWrapText(true);
            label.setTextAlignment(TextAlignment.CENTER);
        }
        clear.setId("show-all");
        clear.setOnAction(event -> showAll());
        getChildren().addAll(icon, title, text, clear);
        model.listing().addListener((property, before, now) -> update());
        model.loaded().addListener((property, before, now) -> update());
        update();
    }

    private void showAll() {
        model.searchText().set("");
        model.place().set(new Place.Everything());
    }

    private void update() {
        setVisible(model.shown().isEmpty());
        if (!isVisible()) {
            return;
        }
        boolean searched = !model.searchText().get().isBlank();
        boolean action = false;
        if (model.inTrash() && !searched) {
            say(Material2AL.DELETE, "trash");
            clear.setText(texts.get("place.show"));
            action = true;
        } else if (model.total() == 0) {
            if (model.loaded().get()) {
                say(Material2AL.COLLECTIONS, "empty");
            } else {
                say(Material2AL.HOURGLASS_EMPTY, "loading");
            }
        } else if (searched) {
            say(Material2MZ.SEARCH, "nothing");
            clear.setText(texts.get("search.clear"));
            action = true;
        } else {
            say(Material2AL.DASHBOARD, "bare");
            clear.setText(texts.get("place.show"));
            action = true;
        }
        clear.setVisible(action);
        clear.setManaged(action);
    }

    private void say(Ikon sign, String key) {
        icon.setIconCode(sign);
        title.setText(texts.get(key + ".title"));
        text.setText(texts.get(key + ".text"));
        boolean more = !text.getText().isEmpty();
        text.setVisible(more);
        text.setManaged(more);
    }
}
