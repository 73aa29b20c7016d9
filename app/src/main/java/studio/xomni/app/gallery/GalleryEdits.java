package studio.xomni.app.gallery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.shell.UndoStack;
import studio.xomni.app.store.Pictures;
import studio.xomni.app.store.StoredPicture;

/**
 * What is changed of pictures: shown at once, then written, and undone if wished. It outlives a
 * window: a step that was taken in one gallery is undone in the one that is shown. Used on JavaFX's
 * thread.
 */
public final class GalleryEdits {

    private final Pictures pictures;
    private final UndoStack undo;
    private @Nullable GalleryModel shown;

    public GalleryEdits(Pictures pictures, UndoStack undo) {
        this.pictures = pictures;
        this.undo = undo;
    }

    /** From now on changes are shown in this gallery. */
    void showIn(GalleryModel model) {
        shown = model;
    }

    private GalleryModel model() {
        return Objects.requireNonNull(shown, "There is no gallery yet.");
    }

    /** Undoes the latest step, of whatever screen; false where there is none. */
    boolean undo() {
        return undo.undo();
    }

    void rate(List<StoredPicture> some, int rating) {
        Map<Integer, List<String>> before =
                some.stream()
                        .collect(
                                Collectors.groupingBy(
                                        StoredPicture::rating,
                                        Collectors.mapping(
                                                StoredPicture::id, Collectors.toList())));
        setRating(ids(some), rating);
        undo.push(() -> before.forEach((old, ids) -> setRating(ids, old)));
    }

    /** Marks pictures as favourites, or unmarks them where all are marked. */
    void toggleFavourite(List<StoredPicture> some) {
        boolean favourite = !some.stream().allMatch(StoredPicture::favourite);
        List<String> changed =
                ids(some.stream().filter(picture -> picture.favourite() != favourite).toList());
        if (!changed.isEmpty()) {
            setFavourite(changed, favourite);
            undo.push(() -> setFavourite(changed, !favourite));
        }
    }

    /**
     * Puts pictures on a board, which is made where there is none of that name.
     *
     * @return how many were not on it
     */
    int addToBoard(List<StoredPicture> some, String board) {
        List<String> changed =
                ids(some.stream().filter(picture -> !picture.boards().contains(board)).toList());
        if (!changed.isEmpty()) {
            putOnBoard(changed, board);
            undo.push(() -> takeOffBoard(changed, board));
        }
        return changed.size();
    }

    /** Takes pictures off a board; they stay in the library. */
    void removeFromBoard(List<StoredPicture> some, String board) {
        List<String> changed =
                ids(some.stream().filter(picture -> picture.boards().contains(board)).toList());
        if (!changed.isEmpty()) {
            takeOffBoard(changed, board);
            undo.push(() -> putOnBoard(changed, board));
        }
    }

    void renameBoard(String board, String name) {
        showBoardAs(board, name);
        undo.push(() -> showBoardAs(name, board));
    }

    /** A board under another name: in what is shown at once, then in the library. */
    private void showBoardAs(String board, String name) {
        GalleryModel model = model();
        boolean inIt = model.place().get().equals(new Place.Board(board));
        model.boardNames().remove(board);
        model.boardNames().add(name);
        model.change(
                model.onBoard(board),
                picture -> Marks.onBoard(Marks.offBoard(picture, board), name),
                () -> pictures.renameBoard(board, name));
        if (inIt) {
            model.place().set(new Place.Board(name));
        }
    }

    /**
     * Takes a board away; its pictures stay.
     *
     * @return brings it back
     */
    Runnable deleteBoard(String board) {
        GalleryModel model = model();
        List<String> ids = model.onBoard(board);
        boolean inIt = model.place().get().equals(new Place.Board(board));
        model.boardNames().remove(board);
        model.change(
                ids, picture -> Marks.offBoard(picture, board), () -> pictures.removeBoard(board));
        if (inIt) {
            model.place().set(new Place.Everything());
        }
        return undo.push(() -> putOnBoard(ids, board));
    }

    /**
     * Moves pictures to the trash.
     *
     * @return brings them back
     */
    Runnable trash(List<StoredPicture> some) {
        List<String> ids = ids(some);
        model().remove(ids, () -> pictures.trash(ids));
        return undo.push(() -> model().putBack(some, () -> pictures.restore(ids)));
    }

    /** Brings pictures back from the trash. */
    void restore(List<StoredPicture> some) {
        List<String> ids = ids(some);
        model().takeFromTrash(ids, () -> pictures.restore(ids));
        undo.push(() -> model().remove(ids, () -> pictures.trash(ids)));
    }

    private void setRating(Collection<String> ids, int rating) {
        model().change(
                        ids,
                        picture -> Marks.rated(picture, rating),
                        () -> pictures.rate(ids, rating));
    }

    private void setFavourite(Collection<String> ids, boolean favourite) {
        model().change(
                        ids,
                        picture -> Marks.favourite(picture, favourite),
                        () -> pictures.setFavourite(ids, favourite));
    }

    private void putOnBoard(Collection<String> ids, String board) {
        model().boardNames().add(board);
        model().change(
                        ids,
                        picture -> Marks.onBoard(picture, board),
                        () -> pictures.addToBoard(ids, board));
    }

    private void takeOffBoard(Collection<String> ids, String board) {
        model().change(
                        ids,
                        picture -> Marks.offBoard(picture, board),
                        () -> pictures.removeFromBoard(ids, board));
        model().refresh();
    }

    private static List<String> ids(List<StoredPicture> pictures) {
        return pictures.stream().map(StoredPicture::id).toList();
    }
}
