package studio.xomni.app.gallery;

import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** What the mouse does on a picture: select as in a file manager, open, begin a drag. */
final class CellMouse {

    private final PictureCell cell;
    private final PictureGrid grid;

    /** Whether releasing without a drag selects the picture alone. */
    private boolean selectsOnRelease;

    private CellMouse(PictureCell cell, PictureGrid grid) {
        this.cell = cell;
        this.grid = grid;
    }

    static void install(PictureCell cell, PictureGrid grid) {
        CellMouse mouse = new CellMouse(cell, grid);
        cell.setOnMousePressed(mouse::pressed);
        cell.setOnMouseReleased(mouse::released);
        cell.setOnMouseClicked(mouse::clicked);
        cell.setOnDragDetected(
                event -> {
                    if (event.getButton() == MouseButton.PRIMARY) {
                        mouse.selectsOnRelease = false;
                        grid.dragOut().start(cell);
                        event.consume();
                    }
                });
    }

    private void pressed(MouseEvent event) {
        grid.requestFocus();
        int index = cell.index();
        if (index < 0) {
            return;
        }
        PictureSelection selection = grid.model().selection();
        boolean selected = cell.picture().map(one -> selection.isSelected(one.id())).orElse(false);
        selectsOnRelease = false;
        if (event.getButton() == MouseButton.PRIMARY) {
            if (event.isShiftDown()) {
                selection.extendTo(index, event.isShortcutDown());
            } else if (event.isShortcutDown()) {
                selection.toggle(index);
            } else if (selected) {
                // Several may be about to be dragged.
                selectsOnRelease = true;
                selection.focus(index);
            } else {
                selection.select(index);
            }
            cell.picture().ifPresent(grid.dragOut()::prepare);
        } else if (event.getButton() == MouseButton.SECONDARY) {
            if (selected) {
                selection.focus(index);
            } else {
                selection.select(index);
            }
        }
        event.consume();
    }

    private void released(MouseEvent event) {
        if (selectsOnRelease && cell.index() >= 0 && event.isStillSincePress()) {
            grid.model().selection().select(cell.index());
        }
        selectsOnRelease = false;
    }

    private void clicked(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            grid.commands().open();
            event.consume();
        }
    }
}
