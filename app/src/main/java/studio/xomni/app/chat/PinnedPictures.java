package studio.xomni.app.chat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.xomni.app.store.Chats;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.StoredChat;
import studio.xomni.app.work.Background;

/** The pictures that a chat is about, and those that are being taken. Used on JavaFX's thread. */
final class PinnedPictures {

    private static final int MOST_SENTENCES = 2;

    private final Chats chats;
    private final Background work;
    private final Consumer<String> say;
    private final PictureTaker taker;
    private final ObservableList<Pinned> list = FXCollections.observableArrayList();

    /** Kept: a view of a list that nothing holds is forgotten with its listeners. */
    private final ObservableList<Pinned> listRead = FXCollections.unmodifiableObservableList(list);

    private final ReadOnlyBooleanWrapper tooMany = new ReadOnlyBooleanWrapper();

    /**
     * @param work one thread for reading pictures
     * @param say takes a sentence on each that cannot be taken
     */
    PinnedPictures(Chats chats, Background work, Consumer<String> say) {
        this.chats = chats;
        this.work = work;
        this.say = say;
        this.taker = new PictureTaker(chats);
    }

    ObservableList<Pinned> list() {
        return listRead;
    }

    ReadOnlyBooleanProperty tooMany() {
        return tooMany.getReadOnlyProperty();
    }

    /** A file that may be taken. */
    PictureTaker.Source file(Path file) {
        return () -> chats.attach(file);
    }

    /** The pictures of a chat that was; blocks. */
    List<Pinned> of(StoredChat chat) {
        return taker.pinned(chat);
    }

    /**
     * Takes pictures.
     *
     * @param model that is to look at them
     * @param room for how many there is room
     * @param then given those that could be taken, if there are any
     */
    void take(
            Collection<PictureTaker.Source> sources,
            ModelSource model,
            int room,
            Consumer<List<Pinned>> then) {
        boolean many = sources.size() > room;
        work.run(
                () -> taker.take(sources, model, room),
                taken -> {
                    taken.refused().stream().limit(MOST_SENTENCES).forEach(say);
                    if (!taken.pinned().isEmpty()) {
                        then.accept(taken.pinned());
                    }
                    tooMany.set(many);
                },
                this::failed);
    }

    /** Adds pictures, those that are there already but once. */
    void add(List<Pinned> more) {
        for (Pinned one : more) {
            boolean there =
                    list.stream()
                            .anyMatch(old -> old.picture().file().equals(one.picture().file()));
            if (!there) {
                list.add(one);
            }
        }
    }

    /** Takes a picture away again that was not asked about. */
    void remove(Pinned pinned) {
        if (list.remove(pinned)) {
            work.run(
                    () -> {
                        chats.detach(pinned.picture());
                        return true;
                    },
                    done -> {},
                    this::failed);
        }
    }

    /** Takes all away again that were not asked about. */
    void removeAll() {
        List.copyOf(list).forEach(this::remove);
    }

    /** Shows those of another chat. */
    void show(List<Pinned> others) {
        tooMany.set(false);
        list.setAll(others);
    }

    private void failed(Exception failure) {
        say.accept(String.valueOf(failure.getLocalizedMessage()));
    }
}
