package studio.xomni.app.sheet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.xomni.app.store.Sheet;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;
import studio.xomni.engine.vision.Picture;

/** A table of pictures as far as they are made. Used on JavaFX's thread. */
public final class SheetModel {

    /** Settings are decimal numbers of few digits. */
    private static final double SAME = 1e-9;

    private final Function<String, List<StoredPicture>> picturesOf;
    private final Consumer<StoredPicture> open;
    private final Background writing;
    private final ReadOnlyObjectWrapper<Optional<Table>> table =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    /** A place in the table, from 0. */
    record Place(int row, int column) {}

    /**
     * A table.
     *
     * @param cells the pictures that are there
     */
    record Table(Sheet sheet, Map<Place, StoredPicture> cells) {

        Table {
            cells = Map.copyOf(cells);
        }
    }

    /**
     * @param picturesOf the library's pictures of a sheet by its id, the newest first
     * @param open shows a picture large
     * @param writing where a table becomes one picture
     */
    public SheetModel(
            Function<String, List<StoredPicture>> picturesOf,
            Consumer<StoredPicture> open,
            Background writing) {
        this.picturesOf = picturesOf;
        this.open = open;
        this.writing = writing;
    }

    /** What is shown; empty before the first {@link #show}. */
    ReadOnlyObjectProperty<Optional<Table>> table() {
        return table.getReadOnlyProperty();
    }

    /** The sheet that was shown last. */
    public Optional<Sheet> shown() {
        return table.get().map(Table::sheet);
    }

    public void show(Sheet sheet) {
        table.set(Optional.of(new Table(sheet, cells(sheet))));
    }

    /** Looks again which pictures are there. */
    public void refresh() {
        table.get()
                .ifPresent(
                        now -> {
                            Map<Place, StoredPicture> cells = cells(now.sheet());
                            if (!cells.equals(now.cells())) {
                                table.set(Optional.of(new Table(now.sheet(), cells)));
                            }
                        });
    }

    private Map<Place, StoredPicture> cells(Sheet sheet) {
        Map<Place, StoredPicture> cells = new HashMap<>();
        for (StoredPicture picture : picturesOf.apply(sheet.id())) {
            int row = indexOf(sheet.minP(), picture.number("min-p"));
            int column = indexOf(sheet.guidance(), picture.number("cfg"));
            if (row >= 0 && column >= 0) {
                cells.putIfAbsent(new Place(row, column), picture);
            }
        }
        return cells;
    }

    private static int indexOf(List<Double> values, double value) {
        for (int i = 0; i < values.size(); i++) {
            if (Math.abs(values.get(i) - value) < SAME) {
                return i;
            }
        }
        return -1;
    }

    void open(StoredPicture picture) {
        open.accept(picture);
    }

    /**
     * Makes one picture of the table.
     *
     * @param labels of the rows and columns, drawn
     * @param file the PNG; one that is there is replaced
     */
    void export(
            Path file,
            SheetPicture.Labels labels,
            Consumer<Path> done,
            Consumer<? super Exception> failed) {
        Optional<Table> now = table.get();
        if (now.isEmpty()) {
            return;
        }
        List<SheetPicture.Cell> cells = new ArrayList<>();
        now.get()
                .cells()
                .forEach(
                        (place, picture) ->
                                cells.add(
                                        new SheetPicture.Cell(
                                                place.row(), place.column(), picture)));
        Sheet sheet = now.get().sheet();
        writing.run(
                () -> {
                    Picture whole =
                            SheetPicture.of(
                                    sheet.minP().size(), sheet.guidance().size(), cells, labels);
                    return SheetPicture.write(whole, file);
                },
                done,
                failed);
    }
}
