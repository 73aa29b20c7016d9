package studio.xomni.app.gallery;

import java.util.Optional;
import java.util.OptionalInt;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.ImagePattern;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.store.StoredPicture;

/** One picture of the grid with its frame and marks. Reused for other pictures while scrolling. */
final class PictureCell extends Region {

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    /** The diameter of the corners' circles in pixels. */
    private static final double CORNER = 8;

    /** The sides of the sign on a selected picture in pixels. */
    private static final double CHECK = 18;

    private final PictureGrid grid;
    private final Region frame = new Region();

    /** Stands where the picture will be until it is decoded. */
    private final Region bed = new Region();

    private final Rectangle art = new Rectangle();
    private final CellMarks marks;

    private @Nullable StackPane check;
    private @Nullable StoredPicture picture;
    private @Nullable Image image;
    private int index = -1;

    /** Read by the decoding threads. */
    private volatile String wanted = "";

    PictureCell(PictureGrid grid) {
        this.grid = grid;
        marks = new CellMarks(this, grid.commands(), grid.texts());
        getStyleClass().add("picture-cell");
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        frame.getStyleClass().add("frame");
        frame.setMouseTransparent(true);
        bed.getStyleClass().add("bed");
        bed.setMouseTransparent(true);
        art.setArcWidth(CORNER);
        art.setArcHeight(CORNER);
        art.getStyleClass().add("art");
        art.setMouseTransparent(true);
        getChildren().addAll(frame, bed, art, marks);
        hoverProperty().addListener((property, before, now) -> showMarks());
        CellMouse.install(this, grid);
    }

    /** The picture that is shown; empty for a cell after the last picture. */
    Optional<StoredPicture> picture() {
        return Optional.ofNullable(picture);
    }

    /** Index of the picture in the gallery. */
    int index() {
        return index;
    }

    /** The decoded thumbnail, once it is there. */
    Optional<Image> image() {
        return Optional.ofNullable(image);
    }

    void showNothing() {
        index = -1;
        picture = null;
        wanted = "";
        setVisible(false);
        setImage(null);
    }

    void show(StoredPicture shown, int position) {
        StoredPicture before = picture;
        index = position;
        picture = shown;
        setVisible(true);
        boolean another = before == null || !before.id().equals(shown.id());
        if (another) {
            setImage(null);
            wanted = "";
        }
        Image decoded = image;
        if (decoded == null || !Thumbnails.isSharp(decoded, grid.pixelsOfACell())) {
            loadImage(shown);
        }
        if (!shown.equals(before)) {
            setAccessibleText(CellWords.of(shown, grid.texts()));
        }
        showSelection();
        showMarks();
        if (before == null || shape(before) != shape(shown)) {
            requestLayout();
        }
    }

    /** Shows whether the picture is selected and has the keyboard. */
    void showSelection() {
        StoredPicture shown = picture;
        if (shown == null) {
            return;
        }
        PictureSelection selection = grid.model().selection();
        boolean selected = selection.isSelected(shown.id());
        pseudoClassStateChanged(SELECTED, selected);
        pseudoClassStateChanged(CURRENT, selection.focusIndex() == index);
        if (selected && check == null) {
            StackPane badge = new StackPane(new FontIcon(Material2AL.CHECK));
            badge.getStyleClass().add("check");
            badge.setMouseTransparent(true);
            badge.setManaged(false);
            check = badge;
            getChildren().add(badge);
            requestLayout();
        }
        if (check != null) {
            check.setVisible(selected);
        }
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case INDEX -> index;
            case SELECTED -> {
                StoredPicture shown = picture;
                yield shown != null && grid.model().selection().isSelected(shown.id());
            }
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    @Override
    protected void layoutChildren() {
        StoredPicture shown = picture;
        if (shown == null) {
            return;
        }
        double roomWidth = getWidth() - 2 * GridGeometry.INSET;
        double roomHeight = getHeight() - 2 * GridGeometry.INSET;
        double shape = shape(shown);
        double width = Math.round(Math.min(roomWidth, roomHeight * shape));
        double height = Math.round(Math.min(roomHeight, roomWidth / shape));
        double x = Math.floor((getWidth() - width) / 2);
        double y = Math.floor((getHeight() - height) / 2);
        art.setX(x);
        art.setY(y);
        art.setWidth(width);
        art.setHeight(height);
        bed.resizeRelocate(x, y, width, height);
        double outside = GridGeometry.INSET - 1;
        frame.resizeRelocate(x - outside, y - outside, width + 2 * outside, height + 2 * outside);
        layoutInArea(marks, x, y, width, height, 0, HPos.LEFT, VPos.BOTTOM);
        if (check != null) {
            double side = CHECK;
            check.resizeRelocate(x + width - side - 4, y + 4, side, side);
        }
    }

    private void loadImage(StoredPicture shown) {
        if (wanted.equals(shown.id())) {
            return;
        }
        double pixels = grid.pixelsOfACell();
        Optional<Image> cached = grid.thumbnails().cached(shown.id(), pixels);
        if (cached.isPresent()) {
            setImage(cached.get());
            return;
        }
        wanted = shown.id();
        grid.thumbnails().load(shown.id(), pixels, () -> wanted.equals(shown.id()), this::decoded);
    }

    private void decoded(Image now) {
        wanted = "";
        setImage(now);
    }

    private void setImage(@Nullable Image now) {
        image = now;
        art.setVisible(now != null);
        bed.setVisible(now == null);
        art.setFill(now == null ? null : new ImagePattern(now));
    }

    private void showMarks() {
        StoredPicture shown = picture;
        if (shown == null) {
            return;
        }
        OptionalInt days = grid.model().daysLeft(shown);
        if (days.isPresent()) {
            marks.showDays(days.getAsInt());
        } else {
            marks.show(shown, isHover());
        }
    }

    private static double shape(StoredPicture picture) {
        return (double) picture.width() / picture.height();
    }
}
