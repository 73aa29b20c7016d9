package studio.xomni.app.gallery;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import studio.xomni.app.store.StoredPicture;

/**
 * Which pictures are selected and which one has the keyboard. Kept as ids, so that it outlives
 * searching, sorting and reloading: a selected picture that a search hides is selected again when
 * it is shown again, but commands act on what is shown only.
 */
public final class PictureSelection {

    private final Set<String> ids = new HashSet<>();
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private Listing listing = Listing.EMPTY;

    /** Id of the picture that has the keyboard; empty for none. */
    private String focus = "";

    /** Id of the picture where a range begins; empty for none. */
    private String anchor = "";

    /** Counts the changes: what draws the selection listens to it. */
    public ReadOnlyLongProperty changes() {
        return changes.getReadOnlyProperty();
    }

    public boolean isSelected(String id) {
        return ids.contains(id);
    }

    /** The selected pictures that are shown, in the order in which they are shown. */
    public List<StoredPicture> selected() {
        return ids.stream()
                .mapToInt(listing::indexOf)
                .filter(index -> index >= 0)
                .sorted()
                .mapToObj(index -> listing.pictures().get(index))
                .toList();
    }

    /** How many pictures {@link #selected} holds. */
    public int count() {
        return (int) ids.stream().filter(id -> listing.indexOf(id) >= 0).count();
    }

    /** The picture that has the keyboard. */
    public Optional<StoredPicture> focused() {
        int index = focusIndex();
        return index < 0 ? Optional.empty() : Optional.of(listing.pictures().get(index));
    }

    /** Index of {@link #focused} in what is shown; −1 for none. */
    public int focusIndex() {
        return focus.isEmpty() ? -1 : listing.indexOf(focus);
    }

    /** Selects one picture alone. */
    public void select(int index) {
        ids.clear();
        ids.add(at(index));
        focusAndAnchor(index);
    }

    /** Selects pictures by their ids, shown or not; the first has the keyboard. */
    void select(List<String> some) {
        ids.clear();
        ids.addAll(some);
        focus = some.isEmpty() ? "" : some.get(0);
        anchor = focus;
        changed();
    }

    /** Selects what is selected elsewhere. */
    void takeOver(PictureSelection other) {
        ids.clear();
        ids.addAll(other.ids);
        focus = other.focus;
        anchor = other.anchor;
        changed();
    }

    /** Selects or unselects one picture and leaves the others. */
    public void toggle(int index) {
        String id = at(index);
        if (!ids.remove(id)) {
            ids.add(id);
        }
        focusAndAnchor(index);
    }

    /**
     * Selects from the anchor to a picture.
     *
     * @param keep leaves what else is selected
     */
    public void extendTo(int index, boolean keep) {
        int from = anchor.isEmpty() ? -1 : listing.indexOf(anchor);
        if (from < 0) {
            from = index;
            anchor = at(index);
        }
        if (!keep) {
            ids.clear();
        }
        for (int i = Math.min(from, index); i <= Math.max(from, index); i++) {
            ids.add(at(i));
        }
        focus = at(index);
        changed();
    }

    /** Moves the keyboard to a picture and selects nothing. */
    public void focus(int index) {
        focusAndAnchor(index);
    }

    /** Selects all that is shown. */
    public void selectAll() {
        ids.addAll(listing.ids());
        if (focusIndex() < 0 && listing.size() > 0) {
            focus = at(0);
            anchor = focus;
        }
        changed();
    }

    public void clear() {
        ids.clear();
        changed();
    }

    /** Takes what is shown now; ids that left the library go from the selection. */
    void show(Listing now, Set<String> gone) {
        int before = focusIndex();
        listing = now;
        boolean focusGone = gone.contains(focus);
        ids.removeAll(gone);
        if (focusGone) {
            focus = "";
            anchor = "";
            if (now.size() > 0 && before >= 0) {
                // The one that moved into the gap: deleting one by one needs one key only.
                focus = at(Math.min(before, now.size() - 1));
                anchor = focus;
                if (ids.isEmpty()) {
                    ids.add(focus);
                }
            }
        }
        changed();
    }

    private String at(int index) {
        return listing.pictures().get(index).id();
    }

    private void focusAndAnchor(int index) {
        focus = at(index);
        anchor = focus;
        changed();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
