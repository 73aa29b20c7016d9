package studio.xomni.app.gallery;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.store.Pictures;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;

/**
 * The gallery: search field, what is shown and how, the pictures, and the commands for those that
 * are selected. It lays itself out by its width: in a tab the controls stand in two lines, expanded
 * over the canvas in one.
 */
public final class GalleryView extends StackPane {

    private static final String STYLES = "/studio/xomni/assets/css/gallery.css";

    private static final PseudoClass WIDE = PseudoClass.getPseudoClass("wide");

    /** From this width on all controls stand in one line. */
    private static final double ONE_LINE = 600;

    /** Pixels for "All pictures". */
    private static final double PLACES = 118;

    private static final KeyCombination SEARCH =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

    private final GalleryModel model;
    private final GalleryCommands commands;
    private final Texts texts = Texts.of("gallery");
    private final SearchField search;
    private final PictureGrid grid;
    private final PlaceMenu places;
    private final OrderMenu orders;
    private final Slider size = new Slider(PictureGrid.SMALLEST, PictureGrid.LARGEST, 0);
    private final HBox firstLine = new HBox();
    private final HBox secondLine = new HBox();
    private final StackPane middle = new StackPane();
    private final GalleryPlaceholder placeholder;
    private final SelectionBar selectionBar;
    private final BoardBar boardBar;

    /**
     * The gallery of a library.
     *
     * @param pictures asked for thumbnails
     * @param decoding reads and decodes pictures; two threads are enough
     */
    public GalleryView(
            GalleryModel model, GalleryCommands commands, Pictures pictures, Background decoding) {
        this.model = model;
        this.commands = commands;
        grid =
                new PictureGrid(
                        model,
                        commands,
                        new Thumbnails(pictures, decoding),
                        new FullPictures(decoding));
        search = new SearchField(model.searchText(), texts, this::toPictures);
        boardBar = new BoardBar(commands, texts, grid::requestFocus);
        places = new PlaceMenu(model, texts, boardBar::rename, commands.boards()::delete);
        orders = new OrderMenu(model, texts);
        placeholder = new GalleryPlaceholder(model, texts);
        selectionBar = new SelectionBar(model, commands, texts, boardBar::open);
        build();
        widthProperty().addListener((property, before, now) -> arrange());
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        addEventHandler(NewBoardEvent.ASKED, event -> boardBar.open());
        arrange();
    }

    /** Puts the keyboard into the search field. */
    public void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    /** Whether the pictures have the keyboard, and with it the keys for what is selected. */
    public boolean takesKeys() {
        return grid.isFocused();
    }

    /** Puts the keyboard on the pictures. */
    public void focusPictures() {
        grid.requestFocus();
    }

    /** From the search to what was found, of which something is selected then. */
    private void toPictures() {
        PictureSelection selection = model.selection();
        if (selection.count() == 0 && !model.listing().get().pictures().isEmpty()) {
            selection.select(0);
        }
        focusPictures();
    }

    PictureGrid grid() {
        return grid;
    }

    SearchField search() {
        return search;
    }

    private void build() {
        getStylesheets().add(String.valueOf(GalleryView.class.getResource(STYLES)));
        getStyleClass().add("gallery");
        size.setId("thumbnail-size");
        size.setValue(grid.cellSize().get());
        size.valueProperty().bindBidirectional(grid.cellSize());
        size.setAccessibleText(texts.get("size"));
        size.setTooltip(new Tooltip(texts.get("size")));
        firstLine.getStyleClass().add("line");
        secondLine.getStyleClass().add("line");
        firstLine.setAlignment(Pos.CENTER_LEFT);
        secondLine.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(search, Priority.ALWAYS);
        // In a narrow tab the slider gives way first, then the name of a board.
        orders.setMinWidth(Region.USE_PREF_SIZE);
        places.setMinWidth(PLACES);
        middle.getChildren().addAll(grid, placeholder);
        VBox.setVgrow(middle, Priority.ALWAYS);
        // The grid takes what is left, however little.
        middle.setMinSize(0, 0);
        VBox column = new VBox(firstLine, secondLine, middle, boardBar, selectionBar);
        column.getStyleClass().add("column");
        Label drop = new Label(texts.get("drop"), new FontIcon(Material2AL.GET_APP));
        StackPane veil = new StackPane(drop);
        veil.getStyleClass().add("drop-veil");
        veil.setMouseTransparent(true);
        veil.setVisible(false);
        getChildren().addAll(column, veil);
        DropIn.install(this, veil::setVisible, commands::importFiles);
    }

    private void arrange() {
        boolean wide = getWidth() >= ONE_LINE;
        if (!firstLine.getChildren().isEmpty() && wide == secondLine.getChildren().isEmpty()) {
            return;
        }
        pseudoClassStateChanged(WIDE, wide);
        firstLine.getChildren().clear();
        secondLine.getChildren().clear();
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        if (wide) {
            firstLine.getChildren().addAll(search, places, orders, size);
        } else {
            firstLine.getChildren().add(search);
            secondLine.getChildren().addAll(places, orders, gap, size);
        }
        secondLine.setManaged(!wide);
        secondLine.setVisible(!wide);
    }

    private void pressed(KeyEvent event) {
        if (SEARCH.match(event)) {
            focusSearch();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !model.searchText().get().isEmpty()) {
            model.searchText().set("");
            event.consume();
        }
    }

    /** A small button that is an icon with its words as tooltip and accessible name. */
    static Button iconButton(FontIcon icon, String words, Runnable action) {
        Button button = new Button(null, icon);
        button.getStyleClass().addAll("button-icon", "flat");
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.setOnAction(event -> action.run());
        return button;
    }
}
