package studio.xomni.app.gallery;

import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.text.Texts;

/** Chooses what part of the library is shown: all, favourites, a board or the trash. */
final class PlaceMenu extends MenuButton {

    private final GalleryModel model;
    private final Texts texts;
    private final Consumer<String> rename;
    private final Consumer<String> delete;
    private final ToggleGroup choices = new ToggleGroup();

    /**
     * @param rename asks for another name of a board
     * @param delete takes a board away
     */
    PlaceMenu(GalleryModel model, Texts texts, Consumer<String> rename, Consumer<String> delete) {
        this.model = model;
        this.rename = rename;
        this.delete = delete;
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
        getItems().add(new SeparatorMenuItem());
        add(new Place.Trash());
        Place now = model.place().get();
        if (now instanceof Place.Board board) {
            getItems()
                    .addAll(
                            new SeparatorMenuItem(),
                            command("board.rename", Material2AL.EDIT, board.name(), rename),
                            command("board.delete", Material2AL.DELETE, board.name(), delete));
        }
        setText(words(now));
        setGraphic(
                new FontIcon(
                        now instanceof Place.Favourites
                                ? Material2AL.FAVORITE_BORDER
                                : now instanceof Place.Trash
                                        ? Material2AL.DELETE
                                        : now instanceof Place.Board
                                                ? Material2AL.DASHBOARD
                                                : Material2AL.COLLECTIONS));
    }

    private MenuItem command(String key, Ikon icon, String board, Consumer<String> action) {
        MenuItem item = new MenuItem(texts.get(key, board), new FontIcon(icon));
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.accept(board));
        return item;
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
                place instanceof Place.Favourites
                        ? "place.favourites"
                        : place instanceof Place.Trash ? "place.trash" : "place.everything");
    }
}
