package studio.xomni.app.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.xomni.app.store.Chats;
import studio.xomni.app.store.StoredChat;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;

/** The chats that were: all, or those about the selected pictures. Used on JavaFX's thread. */
public final class PastModel {

    private final Chats chats;
    private final Background work;
    private final Supplier<List<StoredPicture>> selected;
    private final ObservableList<StoredChat> list = FXCollections.observableArrayList();
    private final ObservableList<StoredChat> listRead =
            FXCollections.unmodifiableObservableList(list);
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final BooleanProperty onlySelected = new SimpleBooleanProperty();

    /**
     * @param selected the pictures that are selected in the gallery
     */
    PastModel(Chats chats, Background work, Supplier<List<StoredPicture>> selected) {
        this.chats = chats;
        this.work = work;
        this.selected = selected;
        shown.addListener((property, before, now) -> refresh());
        onlySelected.addListener((property, before, now) -> refresh());
    }

    /** The latest first. */
    public ObservableList<StoredChat> list() {
        return listRead;
    }

    /** Whether the list is shown in place of the chat. */
    public BooleanProperty shown() {
        return shown;
    }

    /** Whether the list has only the chats about the selected pictures. */
    public BooleanProperty onlySelected() {
        return onlySelected;
    }

    /** Reads the list anew, where it is shown. */
    public void refresh() {
        if (!shown.get()) {
            return;
        }
        List<String> ids = selected.get().stream().map(StoredPicture::id).toList();
        boolean some = onlySelected.get();
        work.run(
                () -> some ? about(ids) : chats.all(),
                found -> {
                    if (!list.equals(found)) {
                        list.setAll(found);
                    }
                },
                // The list stays as it was; what can be done about it is said by other readers.
                failure -> {});
    }

    private List<StoredChat> about(List<String> ids) {
        Map<String, StoredChat> found = new LinkedHashMap<>();
        ids.forEach(id -> chats.about(id).forEach(chat -> found.put(chat.id(), chat)));
        return List.copyOf(found.values());
    }

    /**
     * Deletes a chat.
     *
     * @param gone told when it is gone, and what brings it back
     * @param back told when it is there again
     */
    void delete(
            StoredChat chat,
            Consumer<Runnable> gone,
            Runnable back,
            Consumer<? super Exception> failed) {
        work.run(
                () -> chats.remove(chat.id()),
                removed ->
                        removed.ifPresent(
                                kept -> {
                                    refresh();
                                    gone.accept(() -> bringBack(kept, back, failed));
                                }),
                failed);
    }

    private void bringBack(StoredChat chat, Runnable back, Consumer<? super Exception> failed) {
        work.run(
                () -> {
                    chats.restore(chat);
                    return true;
                },
                done -> {
                    refresh();
                    back.run();
                },
                failed);
    }
}
