package studio.xomni.app.gallery;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;

/** All commands for the selected pictures, at the pointer or, by the menu key, at the picture. */
final class GridMenu {

    private static final int STARS = 5;

    private final PictureGrid grid;
    private final GalleryCommands commands;
    private final Texts texts;
    private final ContextMenu menu = new ContextMenu();

    GridMenu(PictureGrid grid) {
        this.grid = grid;
        commands = grid.commands();
        texts = grid.texts();
    }

    void install() {
        menu.getStyleClass().add("gallery-menu");
        grid.setOnContextMenuRequested(this::show);
    }

    private void show(ContextMenuEvent event) {
        List<StoredPicture> selected = grid.model().selection().selected();
        if (selected.isEmpty()) {
            return;
        }
        if (grid.model().inTrash()) {
            fillForTrash();
        } else {
            fill(selected);
        }
        if (event.isKeyboardTrigger()) {
            Bounds bounds = grid.boundsOf(grid.model().selection().focusIndex());
            menu.show(grid, bounds.getCenterX(), bounds.getCenterY());
        } else {
            menu.show(grid, event.getScreenX(), event.getScreenY());
        }
        event.consume();
    }

    private void fill(List<StoredPicture> selected) {
        MenuItem open =
                item("command.open", Material2MZ.OPEN_IN_FULL, KeyCode.ENTER, commands::open);
        MenuItem compare =
                item("command.compare", Material2AL.COMPARE, KeyCode.C, commands::compare);
        compare.setDisable(selected.size() != 2);
        menu.getItems()
                .setAll(
                        open,
                        compare,
                        plain("command.ask", Material2AL.CHAT, commands::askAbout),
                        item("command.details", Material2AL.INFO, KeyCode.I, commands::details),
                        new SeparatorMenuItem(),
                        recallMenu(),
                        item("command.more", Material2AL.LIBRARY_ADD, KeyCode.M, commands::more),
                        item("command.sheet", Material2AL.GRID_ON, KeyCode.X, commands::orderSheet),
                        showSheet(selected),
                        plain("command.again", Material2MZ.REPLAY, () -> commands.paint(false)),
                        plain("command.anew", Material2AL.BRUSH, () -> commands.paint(true)),
                        new SeparatorMenuItem(),
                        favourite(selected),
                        ratingMenu(),
                        boardMenu(selected),
                        new SeparatorMenuItem(),
                        shortcut(
                                "command.copy",
                                Material2AL.CONTENT_COPY,
                                KeyCode.C,
                                commands::copy),
                        shortcut(
                                "command.export",
                                Material2AL.FILE_UPLOAD,
                                KeyCode.E,
                                commands::export),
                        cleanDrags(),
                        plain("command.folder", Material2AL.FOLDER_OPEN, commands::showInFolder),
                        new SeparatorMenuItem(),
                        item("command.trash", Material2AL.DELETE, KeyCode.DELETE, commands::trash),
                        shortcut("command.undo", Material2MZ.UNDO, KeyCode.Z, commands::undo));
    }

    private MenuItem showSheet(List<StoredPicture> selected) {
        MenuItem show = plain("command.showSheet", Material2MZ.TABLE_CHART, commands::showSheet);
        show.setVisible(selected.stream().allMatch(picture -> picture.sheet().isPresent()));
        return show;
    }

    private void fillForTrash() {
        menu.getItems()
                .setAll(
                        item(
                                "command.restore",
                                Material2MZ.RESTORE_FROM_TRASH,
                                KeyCode.U,
                                commands::restore),
                        new SeparatorMenuItem(),
                        item(
                                "command.open",
                                Material2MZ.OPEN_IN_FULL,
                                KeyCode.ENTER,
                                commands::open),
                        shortcut("command.undo", Material2MZ.UNDO, KeyCode.Z, commands::undo));
    }

    private MenuItem cleanDrags() {
        CheckMenuItem clean = new CheckMenuItem(texts.get("command.cleanDrags"));
        clean.setSelected(grid.model().cleanDrags().get());
        clean.setOnAction(chosen -> grid.model().cleanDrags().set(clean.isSelected()));
        return clean;
    }

    private Menu recallMenu() {
        Menu recall = new Menu(texts.get("command.recall"), new FontIcon(Material2AL.INPUT));
        recall.getItems()
                .setAll(
                        item("recall.all", KeyCode.A, () -> commands.recall(RecallPart.ALL)),
                        item("recall.seed", KeyCode.S, () -> commands.recall(RecallPart.SEED)),
                        item("recall.prompt", KeyCode.P, () -> commands.recall(RecallPart.PROMPT)),
                        item(
                                "recall.allButSeed",
                                KeyCode.R,
                                () -> commands.recall(RecallPart.ALL_BUT_SEED)));
        return recall;
    }

    private MenuItem favourite(List<StoredPicture> selected) {
        boolean marked = selected.stream().allMatch(StoredPicture::favourite);
        return item(
                marked ? "command.unfavourite" : "command.favourite",
                marked ? Material2AL.FAVORITE : Material2AL.FAVORITE_BORDER,
                KeyCode.PERIOD,
                commands::toggleFavourite);
    }

    private Menu ratingMenu() {
        Menu rating = new Menu(texts.get("command.rate"), new FontIcon(Material2MZ.STAR_BORDER));
        for (int stars = STARS; stars >= 0; stars--) {
            int given = stars;
            MenuItem item =
                    new MenuItem(
                            stars == 0
                                    ? texts.get("command.unrate")
                                    : "★".repeat(stars) + "☆".repeat(STARS - stars));
            item.setAccelerator(new KeyCodeCombination(KeyCode.getKeyCode("" + stars)));
            item.setOnAction(event -> commands.rate(given));
            rating.getItems().add(item);
        }
        return rating;
    }

    private Menu boardMenu(List<StoredPicture> selected) {
        Menu boards = new Menu(texts.get("command.board"), new FontIcon(Material2AL.DASHBOARD));
        for (String board : grid.model().boards()) {
            boolean on = selected.stream().allMatch(picture -> picture.boards().contains(board));
            MenuItem item = new MenuItem(board, on ? new FontIcon(Material2AL.CHECK) : null);
            item.setMnemonicParsing(false);
            item.setOnAction(
                    event -> {
                        if (on) {
                            commands.removeFromBoard(board);
                        } else {
                            commands.addToBoard(board);
                        }
                    });
            boards.getItems().add(item);
        }
        if (!boards.getItems().isEmpty()) {
            boards.getItems().add(new SeparatorMenuItem());
        }
        boards.getItems()
                .add(
                        plain(
                                "board.new",
                                Material2AL.ADD,
                                () -> grid.fireEvent(new NewBoardEvent())));
        return boards;
    }

    private MenuItem item(String key, Ikon icon, KeyCode code, Runnable action) {
        MenuItem item = item(key, code, action);
        item.setGraphic(new FontIcon(icon));
        return item;
    }

    /** The grid handles the key itself; here it is only written beside the command. */
    private MenuItem item(String key, KeyCode code, Runnable action) {
        MenuItem item = new MenuItem(texts.get(key));
        item.setAccelerator(new KeyCodeCombination(code));
        item.setOnAction(event -> action.run());
        return item;
    }

    private MenuItem shortcut(String key, Ikon icon, KeyCode code, Runnable action) {
        MenuItem item = plain(key, icon, action);
        item.setAccelerator(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN));
        return item;
    }

    private MenuItem plain(String key, Ikon icon, Runnable action) {
        MenuItem item = new MenuItem(texts.get(key), new FontIcon(icon));
        item.setOnAction(event -> action.run());
        return item;
    }
}
