package studio.xomni.app.gallery;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.store.Pictures;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;

/**
 * What the gallery shows: all pictures of the library, searched and sorted away from JavaFX's
 * thread, and which of them are selected. Used on JavaFX's thread.
 *
 * <p>Changes are shown at once and written in the background; when the library changes by other
 * hands, call {@link #refresh}, or {@link #added} for a picture that was just made.
 */
public final class GalleryModel {

    /** Shown at once, before the whole library is read: more than a window holds. */
    private static final int FIRST = 200;

    private final Pictures pictures;
    private final Background store;
    private final LatestSearch search;
    private final Consumer<Notice> notices;

    private final StringProperty searchText = new SimpleStringProperty("");
    private final ObjectProperty<Order> order = new SimpleObjectProperty<>(Order.NEWEST);
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(new Place.Everything());
    private final ReadOnlyObjectWrapper<Listing> listing =
            new ReadOnlyObjectWrapper<>(Listing.EMPTY);
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final BoardNames boards = new BoardNames();
    private final BooleanProperty cleanDrags = new SimpleBooleanProperty(true);
    private final PictureSelection selection = new PictureSelection();

    private Catalogue catalogue = Catalogue.EMPTY;
    private TrashCan trash = TrashCan.EMPTY;

    /** Ids that left the library since the last listing. */
    private final Set<String> gone = new HashSet<>();

    /** Counts the changes that were shown before they were written. */
    private long edits;

    /** Counts the changes of search, place and order. */
    private long question;

    /** What was said about pictures in chats, by their ids. */
    private Map<String, String> said = Map.of();

    private boolean reading;
    private boolean readAgain;

    /**
     * A gallery that is empty until {@link #load}.
     *
     * @param store one thread, which keeps reading and writing in order
     * @param searching one thread of its own: a search does not wait for an import
     * @param notices takes what went wrong
     */
    public GalleryModel(
            Pictures pictures, Background store, Background searching, Consumer<Notice> notices) {
        this.pictures = pictures;
        this.store = store;
        this.search = new LatestSearch(searching, this::failed);
        this.notices = notices;
        searchText.addListener((property, before, now) -> ask());
        order.addListener((property, before, now) -> ask());
        place.addListener(
                (property, before, now) -> {
                    ask();
                    readTrash();
                });
    }

    /** What is typed into the search field; see {@link SearchQuery}. */
    public StringProperty searchText() {
        return searchText;
    }

    public ObjectProperty<Order> order() {
        return order;
    }

    public ObjectProperty<Place> place() {
        return place;
    }

    /** Whether pictures are dragged out without prompt and settings. */
    public BooleanProperty cleanDrags() {
        return cleanDrags;
    }

    /** The pictures that are shown. */
    ReadOnlyObjectProperty<Listing> listing() {
        return listing.getReadOnlyProperty();
    }

    /** The pictures that are shown, in their order; the list never changes. */
    public List<StoredPicture> shown() {
        return listing.get().pictures();
    }

    /** Whether the whole library has been read. */
    public ReadOnlyBooleanProperty loaded() {
        return loaded.getReadOnlyProperty();
    }

    /** Names of the boards, sorted. */
    public ObservableList<String> boards() {
        return boards.list();
    }

    /** The same, to change what is shown of them. */
    BoardNames boardNames() {
        return boards;
    }

    public PictureSelection selection() {
        return selection;
    }

    /** How many pictures the library holds, or the trash where that is shown, as far as read. */
    public int total() {
        return all().size();
    }

    private Catalogue all() {
        return inTrash() ? trash.pictures() : catalogue;
    }

    /** Whether what is shown is the trash: its pictures can be looked at and brought back. */
    public boolean inTrash() {
        return place.get() instanceof Place.Trash;
    }

    /** Days that a picture in the trash is still kept; empty where the trash is not shown. */
    OptionalInt daysLeft(StoredPicture picture) {
        return inTrash() ? trash.daysLeft(picture, Clock.systemUTC()) : OptionalInt.empty();
    }

    /** Width ÷ height that most pictures have, between 3:4 and 4:3. */
    double usualShape() {
        return catalogue.usualShape();
    }

    /** The library's pictures of a sheet, the newest first. */
    public List<StoredPicture> picturesOfSheet(String id) {
        return catalogue.ofSheet(id);
    }

    /** The library as it is now, for threads that look through it. */
    Catalogue catalogue() {
        return catalogue;
    }

    /** Called on JavaFX's thread after pictures came, went or changed. */
    public void onChange(Runnable listener) {
        listing.addListener((property, before, now) -> listener.run());
    }

    /** A picture of the library, shown or not. */
    public Optional<StoredPicture> find(String id) {
        return catalogue.find(id);
    }

    /** Shows what another gallery shows. */
    public void takeOver(GalleryModel old) {
        order.set(old.order.get());
        place.set(old.place.get());
        searchText.set(old.searchText.get());
        selection.takeOver(old.selection);
    }

    /** Shows the newest pictures soon and all a little later. */
    public void load() {
        store.run(
                () -> Catalogue.of(pictures.newest(FIRST)),
                newest -> {
                    if (!loaded.get()) {
                        catalogue = newest;
                        search();
                    }
                },
                this::failed);
        refresh();
    }

    /** Reads the library again; many calls become two readings at most. */
    public void refresh() {
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        long editsBefore = edits;
        Catalogue before = catalogue;
        store.run(
                () -> {
                    Map<String, String> chats = pictures.said();
                    Catalogue now = before.reloaded(pictures.all()).saying(chats);
                    return new Reading(now, chats, before.missingIn(now), pictures.boards());
                },
                reading -> {
                    boolean outdated = edits != editsBefore;
                    // A mark that was set meanwhile is not shown as unset for a moment.
                    if (!outdated) {
                        take(reading);
                    }
                    read(outdated);
                },
                failure -> {
                    failed(failure);
                    read(false);
                });
    }

    /** Reads anew what was said about the pictures in chats. */
    public void refreshSaid() {
        store.run(
                pictures::said,
                now -> {
                    said = now;
                    edit(catalogue.saying(now));
                },
                this::failed);
    }

    /** Whether there is a chat about a picture. */
    boolean isTalkedAbout(String id) {
        return said.containsKey(id);
    }

    /** Shows a picture that was just added to the library. */
    public void added(StoredPicture picture) {
        added(List.of(picture));
    }

    void added(Collection<StoredPicture> more) {
        edit(catalogue.with(more));
    }

    /** Selects a picture and shows it, by leaving the search if that hides it. */
    public void reveal(String id) {
        if (find(id).isEmpty()) {
            return;
        }
        if (listing.get().indexOf(id) >= 0) {
            selection.select(listing.get().indexOf(id));
            return;
        }
        place.set(new Place.Everything());
        searchText.set("");
        search(
                now -> {
                    if (now.indexOf(id) >= 0) {
                        selection.select(now.indexOf(id));
                    }
                });
    }

    /** Shows pictures changed at once, then lets the store do the same. */
    void change(Collection<String> ids, UnaryOperator<StoredPicture> change, Runnable write) {
        edit(catalogue.changed(ids, change));
        write(write);
    }

    /** Takes pictures from what is shown at once, then lets the store do the same. */
    void remove(Collection<String> ids, Runnable write) {
        gone.addAll(ids);
        edit(catalogue.without(ids));
        write(write);
        readTrash();
    }

    /** Shows pictures that were removed again at once, then lets the store do the same. */
    void putBack(Collection<StoredPicture> again, Runnable write) {
        again.forEach(picture -> gone.remove(picture.id()));
        selection.select(again.stream().map(StoredPicture::id).toList());
        edit(catalogue.with(again));
        write(write);
        // A restored file may lie elsewhere.
        refresh();
    }

    /** Brings pictures that are in the trash back: from what is shown at once, then for good. */
    void takeFromTrash(Collection<String> ids, Runnable write) {
        gone.addAll(ids);
        trash = trash.without(ids);
        edits++;
        search();
        write(write);
        refresh();
    }

    /** Ids of all pictures on a board. */
    List<String> onBoard(String board) {
        return catalogue.onBoard(board);
    }

    private record Reading(
            Catalogue catalogue, Map<String, String> said, Set<String> gone, List<String> boards) {}

    private void take(Reading reading) {
        catalogue = reading.catalogue();
        said = reading.said();
        gone.addAll(reading.gone());
        boards.setAll(reading.boards());
        if (place.get() instanceof Place.Board board && !boards().contains(board.name())) {
            place.set(new Place.Everything());
        }
        loaded.set(true);
        search();
        readTrash();
    }

    private void readTrash() {
        if (!inTrash()) {
            return;
        }
        long editsBefore = edits;
        store.run(
                pictures::trashed,
                trashed -> {
                    if (edits == editsBefore) {
                        trash = TrashCan.of(trashed);
                        search();
                    }
                },
                this::failed);
    }

    private void read(boolean again) {
        reading = false;
        if (again || readAgain) {
            readAgain = false;
            refresh();
        }
    }

    private void edit(Catalogue changed) {
        edits++;
        catalogue = changed;
        search();
    }

    private void write(Runnable write) {
        store.run(
                () -> {
                    write.run();
                    return true;
                },
                done -> {},
                failure -> {
                    failed(failure);
                    refresh();
                });
    }

    private void failed(Exception failure) {
        notices.accept(Failures.notice(failure));
    }

    private void ask() {
        question++;
        search();
    }

    private void search() {
        search(now -> {});
    }

    private void search(Consumer<Listing> then) {
        search.find(
                all(),
                searchText.get(),
                place.get(),
                order.get(),
                question,
                found -> {
                    show(found);
                    then.accept(found);
                });
    }

    private void show(Listing found) {
        // The selection first: what draws the pictures asks it.
        selection.show(found, Set.copyOf(gone));
        gone.clear();
        listing.set(found);
    }
}
