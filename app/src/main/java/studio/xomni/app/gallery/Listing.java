package studio.xomni.app.gallery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.xomni.app.store.StoredPicture;

/** The pictures that are shown, in their order. Never changes; compared by identity. */
final class Listing {

    static final Listing EMPTY = new Listing(List.of(), 0);

    private final List<StoredPicture> pictures;
    private final Map<String, Integer> positions;
    private final long question;

    /**
     * A listing.
     *
     * @param pictures not copied: the maker hands it over
     * @param question number of the search, place and order that this answers
     */
    Listing(List<StoredPicture> pictures, long question) {
        this.pictures = pictures;
        this.question = question;
        positions = new HashMap<>(pictures.size() * 2);
        for (int i = 0; i < pictures.size(); i++) {
            positions.put(pictures.get(i).id(), i);
        }
    }

    List<StoredPicture> pictures() {
        return pictures;
    }

    Set<String> ids() {
        return positions.keySet();
    }

    /** Whether both answer the same question, before and after a change of the library. */
    boolean answersTheSame(Listing other) {
        return question == other.question;
    }

    int size() {
        return pictures.size();
    }

    /** Index of a picture; −1 where it is not shown. */
    int indexOf(String id) {
        Integer index = positions.get(id);
        return index == null ? -1 : index;
    }
}
