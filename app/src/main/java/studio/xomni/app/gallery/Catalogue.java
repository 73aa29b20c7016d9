package studio.xomni.app.gallery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.store.StoredPicture;

/** All pictures of the library with what is searched in them, the newest first. Never changes. */
final class Catalogue {

    static final Catalogue EMPTY = new Catalogue(List.of());

    /** The shape of the cells of an empty gallery: that of a poster. */
    private static final double POSTER = 3.0 / 4;

    private final List<Entry> entries;

    /**
     * A picture and what is searched in it.
     *
     * @param text prompt, texts, model, settings, boards and file name, folded
     * @param name the file's name, folded
     * @param said what was said about it in chats, folded; empty where nothing was
     */
    record Entry(StoredPicture picture, String text, String name, String said) {

        Entry saying(String chats) {
            return said.equals(chats) ? this : new Entry(picture, text, name, chats);
        }

        static Entry of(StoredPicture picture) {
            String name = Folded.of(String.valueOf(picture.file().getFileName()));
            List<String> parts = new ArrayList<>();
            parts.add(picture.prompt());
            parts.add(picture.model());
            parts.add(picture.plainSettings());
            parts.addAll(picture.boards());
            // Most texts are quoted in the prompt: no need to keep them twice.
            picture.texts().stream()
                    .filter(text -> !picture.prompt().contains(text))
                    .forEach(parts::add);
            return new Entry(picture, Folded.of(String.join("\n", parts)) + "\n" + name, name, "");
        }
    }

    private Catalogue(List<Entry> entries) {
        this.entries = entries;
    }

    static Catalogue of(Collection<StoredPicture> pictures) {
        return EMPTY.reloaded(pictures);
    }

    /** The same for other pictures; what has not changed is not read through again. */
    Catalogue reloaded(Collection<StoredPicture> pictures) {
        Map<String, Entry> known = new HashMap<>(entries.size() * 2);
        for (Entry entry : entries) {
            known.put(entry.picture().id(), entry);
        }
        List<Entry> fresh = new ArrayList<>(pictures.size());
        for (StoredPicture picture : pictures) {
            Entry entry = known.get(picture.id());
            fresh.add(of(picture, entry));
        }
        fresh.sort(Order.NEWEST.comparator());
        return new Catalogue(fresh);
    }

    private static Entry of(StoredPicture picture, @Nullable Entry before) {
        if (before == null) {
            return Entry.of(picture);
        }
        return before.picture().equals(picture) ? before : Entry.of(picture).saying(before.said());
    }

    /** With what was said about the pictures in chats, by their ids. */
    Catalogue saying(Map<String, String> said) {
        List<Entry> after = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            String words = said.get(entry.picture().id());
            after.add(entry.saying(words == null ? "" : Folded.of(words)));
        }
        return new Catalogue(after);
    }

    /** With more pictures; one that is there already is taken in its new state. */
    Catalogue with(Collection<StoredPicture> pictures) {
        Set<String> ids = pictures.stream().map(StoredPicture::id).collect(Collectors.toSet());
        List<Entry> more = new ArrayList<>(entries.size() + pictures.size());
        Map<String, Entry> known = new HashMap<>();
        for (Entry entry : entries) {
            if (ids.contains(entry.picture().id())) {
                known.put(entry.picture().id(), entry);
            } else {
                more.add(entry);
            }
        }
        pictures.forEach(picture -> more.add(of(picture, known.get(picture.id()))));
        more.sort(Order.NEWEST.comparator());
        return new Catalogue(more);
    }

    Catalogue without(Collection<String> ids) {
        Set<String> gone = Set.copyOf(ids);
        return new Catalogue(
                entries.stream().filter(entry -> !gone.contains(entry.picture().id())).toList());
    }

    Catalogue changed(Collection<String> ids, UnaryOperator<StoredPicture> change) {
        Set<String> wanted = Set.copyOf(ids);
        List<Entry> after = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            after.add(
                    wanted.contains(entry.picture().id())
                            ? of(change.apply(entry.picture()), entry)
                            : entry);
        }
        return new Catalogue(after);
    }

    /** The pictures that were made from another one, the newest first. */
    List<StoredPicture> madeFrom(String id) {
        return entries.stream()
                .map(Entry::picture)
                .filter(picture -> picture.madeFrom().filter(id::equals).isPresent())
                .toList();
    }

    /** The pictures of a sheet, the newest first. */
    List<StoredPicture> ofSheet(String id) {
        return entries.stream()
                .map(Entry::picture)
                .filter(picture -> picture.sheet().filter(id::equals).isPresent())
                .toList();
    }

    /** Ids of the pictures on a board. */
    List<String> onBoard(String board) {
        return entries.stream()
                .map(Entry::picture)
                .filter(picture -> picture.boards().contains(board))
                .map(StoredPicture::id)
                .toList();
    }

    /** Ids of the pictures that another catalogue no longer holds. */
    Set<String> missingIn(Catalogue other) {
        Set<String> ids = new HashSet<>(entries.size() * 2);
        entries.forEach(entry -> ids.add(entry.picture().id()));
        other.entries.forEach(entry -> ids.remove(entry.picture().id()));
        return ids;
    }

    int size() {
        return entries.size();
    }

    Optional<StoredPicture> find(String id) {
        return entries.stream()
                .map(Entry::picture)
                .filter(picture -> picture.id().equals(id))
                .findFirst();
    }

    /** The pictures that a search shows, in order. */
    List<StoredPicture> find(SearchQuery query, Place place, Order order) {
        List<Entry> found = new ArrayList<>(query.isEmpty() ? entries.size() : 16);
        for (Entry entry : entries) {
            if (place.holds(entry.picture()) && query.matches(entry)) {
                found.add(entry);
            }
        }
        if (order != Order.NEWEST) {
            found.sort(order.comparator());
        }
        List<StoredPicture> pictures = new ArrayList<>(found.size());
        found.forEach(entry -> pictures.add(entry.picture()));
        return pictures;
    }

    /** Width ÷ height that most pictures have, between 3:4 and 4:3. */
    double usualShape() {
        Map<Double, Long> shapes =
                entries.stream()
                        .limit(1000)
                        .map(entry -> shape(entry.picture()))
                        .collect(Collectors.groupingBy(shape -> shape, Collectors.counting()));
        return shapes.entrySet().stream()
                .max(Comparator.comparing(Map.Entry::getValue))
                .map(most -> Math.max(POSTER, Math.min(1 / POSTER, most.getKey())))
                .orElse(POSTER);
    }

    private static double shape(StoredPicture picture) {
        return (double) picture.width() / picture.height();
    }
}
