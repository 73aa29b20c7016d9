package studio.xomni.app.gallery;

import java.util.Comparator;

/** How the gallery is sorted; pictures that are equal stay newest first. */
public enum Order {
    NEWEST((one, other) -> other.picture().created().compareTo(one.picture().created())),
    OLDEST((one, other) -> one.picture().created().compareTo(other.picture().created())),
    RATING((one, other) -> Integer.compare(other.picture().rating(), one.picture().rating())),
    NAME((one, other) -> one.name().compareTo(other.name()));

    private final Comparator<Catalogue.Entry> comparator;

    Order(Comparator<Catalogue.Entry> comparator) {
        this.comparator = comparator;
    }

    Comparator<Catalogue.Entry> comparator() {
        return comparator;
    }
}
