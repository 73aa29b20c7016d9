package studio.xomni.app.gallery;

import java.util.Collection;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Names of the boards, sorted. Used on JavaFX's thread. */
final class BoardNames {

    private final ObservableList<String> names = FXCollections.observableArrayList();

    /** Kept here: it hears of changes only while somebody holds it. */
    private final ObservableList<String> namesToSee =
            FXCollections.unmodifiableObservableList(names);

    ObservableList<String> list() {
        return namesToSee;
    }

    void setAll(Collection<String> all) {
        names.setAll(all);
    }

    void add(String name) {
        if (!names.contains(name)) {
            names.add(name);
            FXCollections.sort(names);
        }
    }

    void remove(String name) {
        names.remove(name);
    }
}
