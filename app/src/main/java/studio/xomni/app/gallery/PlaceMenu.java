package studio.xomni.app.gallery;

import javafx.collections.ListChangeListener;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.text.Texts;

/** Chooses what part of the library is shown: all, favourites or a board. */
final class PlaceMenu extends MenuButton {

    private final GalleryModel model;
    private final Texts texts;
    private final ToggleGroup choices = new ToggleGroup();

    PlaceMenu(GalleryModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setId("places");
        getStyleClass().addAll("flat", "chooser");
        setAccessibleText(texts.get("place"));
        setMnemonicParsing(false);
        model.boards().addListener((ListChangeListener<String>) change -> fill());
        model.place().addListener((property, before, now) -> fill());
        fill();
    }

    private void fill() {
        getItems().clear();
        add(new Place.Everything());
        add(new Place.Favourites());
        if (!model.boards().isEmpty()) {
            getItems().add(new SeparatorMenuItem());
        }
        model.boards().forEach(board -> add(new Place.Board(board)));
        Place now = model.place().get();
        setText(words(now));
        setGraphic(
                new FontIcon(
                        now instanceof Place.Favourites
                                ? Material2AL.FAVORITE_BORDER
                                : now instanceof Place.Board
                                        ? Material2AL.DASHBOARD
                                        : Material2AL.COLLECTIONS));
    }

    private void add(Place place) {
        RadioMenuItem item = new RadioMenuItem(words(place));
        item.setMnemonicParsing(false);
        item.setToggleGroup(choices);
        item.setSelected(place.equals(model.place().get()));
        item.setOnAction(event -> model.place().set(place));
        getItems().add(item);
    }

    private String words(Place place) {
        if (place instanceof Place.Board board) {
            return board.name();
        }
        return texts.get(
                place instanceof Place.Favourites ? "place.favourites" : "place.everything");
    }
}
