package studio.xomni.app.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;

/**
 * The pictures of the gallery in rows. Only the cells that are seen exist, however many pictures
 * there are. The grid itself has the keyboard's focus; see {@link GridKeys}.
 */
final class PictureGrid extends Region {

    /** Pixels of a picture's longer side. */
    static final double SMALLEST = 72;

    static final double LARGEST = 256;
    private static final double USUAL = 138;

    /** Kept free at the right for the scroll bar. */
    private static final double BAR = 14;

    private final GalleryModel model;
    private final GalleryCommands commands;
    private final Thumbnails thumbnails;
    private final DragOut dragOut;
    private final Texts texts = Texts.of("gallery");
    private final GridFlow flow = new GridFlow();
    private final DoubleProperty cellSize = new SimpleDoubleProperty(USUAL);

    private GridGeometry geometry = GridGeometry.of(USUAL, USUAL, 1);
    private Listing drawn = Listing.EMPTY;
    private double shape = 1;
    private String shownFocus = "";

    PictureGrid(
            GalleryModel model,
            GalleryCommands commands,
            Thumbnails thumbnails,
            FullPictures fullPictures) {
        this.model = model;
        this.commands = commands;
        this.thumbnails = thumbnails;
        dragOut = new DragOut(model, commands, fullPictures);
        getStyleClass().add("picture-grid");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setAccessibleText(texts.get("grid.name"));
        flow.setCellFactory(ignored -> new GridRow(this));
        flow.setFocusTraversable(false);
        getChildren().add(flow);
        cellSize.addListener((property, before, now) -> requestLayout());
        model.listing().addListener((property, before, now) -> showListing());
        model.selection().changes().addListener((property, before, now) -> showSelection());
        setOnKeyPressed(new GridKeys(this));
        setOnMousePressed(
                event -> {
                    requestFocus();
                    if (event.getButton() == MouseButton.PRIMARY && !event.isShortcutDown()) {
                        model.selection().clear();
                    }
                });
        new GridMenu(this).install();
        showListing();
    }

    GalleryModel model() {
        return model;
    }

    GalleryCommands commands() {
        return commands;
    }

    Thumbnails thumbnails() {
        return thumbnails;
    }

    DragOut dragOut() {
        return dragOut;
    }

    Texts texts() {
        return texts;
    }

    GridGeometry geometry() {
        return geometry;
    }

    /** About how many pixels a picture's longer side has; the grid fills its width. */
    DoubleProperty cellSize() {
        return cellSize;
    }

    /** Pixels of a screen that the longer side of a cell's picture covers. */
    double pixelsOfACell() {
        double scale =
                getScene() == null || getScene().getWindow() == null
                        ? 1
                        : getScene().getWindow().getOutputScaleX();
        return geometry.longerSide() * scale;
    }

    /** Whole rows that are seen at once, at least one. */
    int rowsSeen() {
        return (int) Math.max(1, Math.floor(flow.getHeight() / geometry.cellHeight()));
    }

    /** Scrolls as little as needed to show a picture. */
    void scrollTo(int index) {
        if (index >= 0 && index < model.shown().size()) {
            flow.scrollTo(index / geometry.columns());
        }
    }

    /** Scrolls by pixels, down where they are more than 0. */
    void scrollBy(double pixels) {
        flow.scrollPixels(pixels);
    }

    /** The live cell of a picture, where it is seen. */
    Optional<PictureCell> cellOf(int index) {
        return flow.rows().stream()
                .flatMap(row -> row.cells().stream())
                .filter(cell -> index >= 0 && cell.index() == index)
                .findFirst();
    }

    /** Where a picture is in the window, for the menu that the keyboard opens. */
    Bounds boundsOf(int index) {
        return cellOf(index)
                .map(cell -> cell.localToScreen(cell.getBoundsInLocal()))
                .orElseGet(() -> localToScreen(getBoundsInLocal()));
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case ITEM_COUNT -> model.shown().size();
            case FOCUS_ITEM -> {
                Node cell = cellOf(model.selection().focusIndex()).orElse(null);
                yield cell != null ? cell : super.queryAccessibleAttribute(attribute, parameters);
            }
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(1, snappedWidth() - BAR);
        GridGeometry now = GridGeometry.of(width, cellSize.get(), shape);
        if (!now.equals(geometry)) {
            int kept = Math.max(0, firstSeen());
            geometry = now;
            flow.setFixedCellSize(now.cellHeight());
            flow.setCellCount(now.rows(model.shown().size()));
            flow.rows().forEach(GridRow::refresh);
            flow.rows().forEach(GridRow::requestLayout);
            flow.scrollToTop(kept / now.columns());
        }
        flow.resizeRelocate(snappedLeftInset(), snappedTopInset(), snappedWidth(), snappedHeight());
    }

    private double snappedWidth() {
        return getWidth() - snappedLeftInset() - snappedRightInset();
    }

    private double snappedHeight() {
        return getHeight() - snappedTopInset() - snappedBottomInset();
    }

    private int firstSeen() {
        GridRow first = flow.getFirstVisibleCell();
        return first == null ? 0 : first.getIndex() * geometry.columns();
    }

    private void showListing() {
        Listing before = drawn;
        drawn = model.listing().get();
        shape = model.usualShape();
        int first = firstSeen();
        double hidden = flow.hiddenAbove();
        String firstId = first > 0 && first < before.size() ? idAt(before, first) : "";
        flow.setFixedCellSize(geometry.cellHeight());
        flow.setCellCount(geometry.rows(drawn.size()));
        flow.rows().forEach(GridRow::refresh);
        if (!drawn.answersTheSame(before)) {
            flow.scrollTo(Math.max(0, model.selection().focusIndex()) / geometry.columns());
        } else if (drawn.indexOf(firstId) >= 0 && drawn.indexOf(firstId) != first) {
            // New pictures come in above: what is looked at stays where it is.
            flow.scrollToTop(drawn.indexOf(firstId) / geometry.columns());
            flow.layout();
            flow.scrollPixels(hidden);
        }
        requestLayout();
    }

    private static String idAt(Listing listing, int index) {
        return listing.pictures().get(index).id();
    }

    private void showSelection() {
        flow.rows().forEach(GridRow::refreshSelection);
        String focus = model.selection().focused().map(StoredPicture::id).orElse("");
        if (!focus.equals(shownFocus)) {
            shownFocus = focus;
            int index = model.selection().focusIndex();
            if (cellOf(index).isEmpty()) {
                scrollTo(index);
            }
            notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
        }
    }

    /** The flow, with its live rows. */
    private static final class GridFlow extends VirtualFlow<GridRow> {

        /** Pixels of the first row that are above the flow. */
        double hiddenAbove() {
            GridRow first = getFirstVisibleCell();
            return first == null ? 0 : -first.getLayoutY();
        }

        /** The rows that are seen or about to be. */
        List<GridRow> rows() {
            List<GridRow> rows = new ArrayList<>();
            GridRow first = getFirstVisibleCell();
            GridRow last = getLastVisibleCell();
            if (first != null && last != null) {
                for (int i = first.getIndex(); i <= last.getIndex(); i++) {
                    GridRow row = getVisibleCell(i);
                    if (row != null) {
                        rows.add(row);
                    }
                }
            }
            return rows;
        }
    }
}
