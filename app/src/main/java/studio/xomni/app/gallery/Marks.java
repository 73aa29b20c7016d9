package studio.xomni.app.gallery;

import java.util.Set;
import java.util.TreeSet;
import studio.xomni.app.store.StoredPicture;

/** Copies of a picture with another mark. */
final class Marks {

    private Marks() {}

    static StoredPicture rated(StoredPicture picture, int rating) {
        return with(picture, picture.favourite(), rating, picture.boards());
    }

    static StoredPicture favourite(StoredPicture picture, boolean favourite) {
        return with(picture, favourite, picture.rating(), picture.boards());
    }

    static StoredPicture onBoard(StoredPicture picture, String board) {
        Set<String> boards = new TreeSet<>(picture.boards());
        boards.add(board);
        return with(picture, picture.favourite(), picture.rating(), boards);
    }

    static StoredPicture offBoard(StoredPicture picture, String board) {
        Set<String> boards = new TreeSet<>(picture.boards());
        boards.remove(board);
        return with(picture, picture.favourite(), picture.rating(), boards);
    }

    private static StoredPicture with(
            StoredPicture picture, boolean favourite, int rating, Set<String> boards) {
        return new StoredPicture(
                picture.id(),
                picture.file(),
                picture.created(),
                picture.width(),
                picture.height(),
                picture.prompt(),
                picture.texts(),
                picture.seed(),
                picture.model(),
                picture.settings(),
                favourite,
                rating,
                boards);
    }
}
