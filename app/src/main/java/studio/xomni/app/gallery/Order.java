package studio.xomni.app.gallery;

import java.util.Comparator;
import java.util.function.Function;
import studio.xomni.app.store.StoredPicture;

/** How the gallery is sorted; pictures that are equal stay newest first. */
public enum Order {
    NEWEST,
    OLDEST,
    RATING,
    NAME;

    Comparator<Catalogue.Entry> comparator() {
        Comparator<Catalogue.Entry> age = by(StoredPicture::created);
        return switch (this) {
            case NEWEST -> age.reversed();
            case OLDEST -> age;
            case RATING -> by(StoredPicture::rating).reversed();
            case NAME -> Comparator.comparing(Catalogue.Entry::name);
        };
    }

    private static <T extends Comparable<T>> Comparator<Catalogue.Entry> by(
            Function<StoredPicture, T> key) {
        return Comparator.comparing(entry -> key.apply(entry.picture()));
    }
}
