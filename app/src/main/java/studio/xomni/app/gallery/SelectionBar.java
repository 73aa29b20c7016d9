package studio.xomni.app.gallery;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.text.Texts;

/** How many pictures are shown or, with the commands for them, selected. */
final class SelectionBar extends HBox {

    /** Letters for which there is room beside the buttons in a narrow bar. */
    private static final int ROOM = 18;

    /** Pixels from which on there is room for more. */
    private static final double WIDE = 420;

    private final GalleryModel model;
    private final Texts texts;
    private final Label words = new Label();
    private final Button compare;
    private final HBox actions = new HBox();
    private final Button restore = new Button();

    SelectionBar(GalleryModel model, GalleryCommands commands, Texts texts, Runnable newBoard) {
        this.model = model;
        this.texts = texts;
        getStyleClass().addAll("bar", "selection-bar");
        setAlignment(Pos.CENTER_LEFT);
        words.setId("count");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        compare = button(Material2AL.COMPARE, "command.compare", commands::compare);
        actions.setAlignment(Pos.CENTER_RIGHT);
        actions.getChildren()
                .addAll(
                        compare,
                        button(
                                Material2AL.FAVORITE_BORDER,
                                "command.favourite",
                                commands::toggleFavourite),
                        button(Material2AL.DASHBOARD, "board.new", newBoard),
                        button(Material2AL.CONTENT_COPY, "command.copy", commands::copy),
                        ask(commands),
                        button(Material2AL.FILE_UPLOAD, "command.export", commands::export),
                        button(Material2AL.INFO, "command.details", commands::details),
                        button(Material2AL.DELETE, "command.trash", commands::trash));
        restore.setId("restore");
        restore.setText(texts.get("command.restore"));
        restore.setGraphic(new FontIcon(Material2MZ.RESTORE_FROM_TRASH));
        restore.setTooltip(new Tooltip(texts.get("command.restore") + " (U)"));
        restore.setOnAction(event -> commands.restore());
        getChildren().addAll(words, gap, actions, restore);
        model.listing().addListener((property, before, now) -> update());
        model.selection().changes().addListener((property, before, now) -> update());
        widthProperty().addListener((property, before, now) -> update());
        update();
    }

    private Button ask(GalleryCommands commands) {
        Button ask = button(Material2AL.CHAT, "command.ask", commands::askAbout);
        ask.setId("ask-about");
        return ask;
    }

    private Button button(Material2AL icon, String key, Runnable action) {
        return GalleryView.iconButton(new FontIcon(icon), texts.get(key), action);
    }

    private void update() {
        int selected = model.selection().count();
        int shown = model.shown().size();
        int total = model.total();
        actions.setVisible(selected > 0 && !model.inTrash());
        actions.setManaged(!model.inTrash());
        restore.setVisible(selected > 0 && model.inTrash());
        restore.setManaged(model.inTrash());
        compare.setDisable(selected != 2);
        String full =
                selected > 0
                        ? texts.get("count.selected", selected, shown)
                        : shown == total
                                ? texts.get("count.all", total)
                                : texts.get("count.some", shown, total);
        boolean tight = selected > 0 && full.length() > ROOM && getWidth() < WIDE;
        words.setText(tight ? texts.get("count.some", selected, shown) : full);
        words.setAccessibleText(full);
    }
}
