package studio.xomni.app.gallery;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.SkinBase;
import studio.xomni.app.store.StoredPicture;

/** One row of pictures in the grid's virtual flow. */
final class GridRow extends IndexedCell<Integer> {

    private final PictureGrid grid;
    private final List<PictureCell> cells = new ArrayList<>();

    GridRow(PictureGrid grid) {
        this.grid = grid;
        getStyleClass().setAll("grid-row");
        setFocusTraversable(false);
        setSkin(new RowSkin(this));
    }

    /** The cells of the row from the left; those after the last picture show nothing. */
    List<PictureCell> cells() {
        return cells;
    }

    @Override
    public void updateIndex(int index) {
        super.updateIndex(index);
        refresh();
    }

    /** Shows what the gallery holds now. */
    void refresh() {
        int columns = grid.geometry().columns();
        while (cells.size() < columns) {
            PictureCell cell = new PictureCell(grid);
            cells.add(cell);
            getChildren().add(cell);
        }
        while (cells.size() > columns) {
            PictureCell last = cells.remove(cells.size() - 1);
            last.showNothing();
            getChildren().remove(last);
        }
        List<StoredPicture> shown = grid.model().shown();
        int row = getIndex();
        boolean empty = row < 0 || row * columns >= shown.size();
        // The flow does not count a cell without an item as seen.
        updateItem(empty ? null : row, empty);
        for (int column = 0; column < columns; column++) {
            int index = row * columns + column;
            if (!empty && index < shown.size()) {
                cells.get(column).show(shown.get(index), index);
            } else {
                cells.get(column).showNothing();
            }
        }
    }

    void refreshSelection() {
        cells.forEach(PictureCell::showSelection);
    }

    /** Lays the cells side by side; the flow gives the row its width and height. */
    private static final class RowSkin extends SkinBase<GridRow> {

        RowSkin(GridRow row) {
            super(row);
            // A press beside the pictures is the grid's.
            consumeMouseEvents(false);
        }

        @Override
        protected void layoutChildren(double x, double y, double width, double height) {
            GridGeometry geometry = getSkinnable().grid.geometry();
            double left = x;
            for (PictureCell cell : getSkinnable().cells) {
                cell.resizeRelocate(left, y, geometry.cellWidth(), geometry.cellHeight());
                left += geometry.cellWidth();
            }
        }

        @Override
        protected double computePrefWidth(
                double height, double top, double right, double bottom, double left) {
            // Never wider than the flow: it would show a horizontal bar.
            return 0;
        }

        @Override
        protected double computePrefHeight(
                double width, double top, double right, double bottom, double left) {
            return getSkinnable().grid.geometry().cellHeight();
        }
    }
}
