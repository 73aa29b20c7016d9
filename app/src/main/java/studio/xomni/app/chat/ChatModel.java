package studio.xomni.app.chat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.chat.Progressing.Stage;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.shell.UndoStack;
import studio.xomni.app.store.ChatPicture;
import studio.xomni.app.store.ChatTurn;
import studio.xomni.app.store.Chats;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.StoredChat;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;
import studio.xomni.app.work.Latest;
import studio.xomni.engine.vision.Picture;

/**
 * A chat about pictures, and the chats that were. One question at a time is answered; another chat
 * may be looked at meanwhile. It outlives a window: what is being answered goes on in the next one.
 * Used on JavaFX's thread.
 */
public final class ChatModel implements AutoCloseable {

    /** More pictures are not taken: no model has room for them. */
    public static final int MOST_PICTURES = 16;

    private final Chats chats;
    private final Answerer answerer;
    private final Background work;
    private final ObjectProperty<ModelInfo> model;
    private final UndoStack undo;
    private ChatPorts ports;
    private boolean closed;

    private final PinnedPictures pinned;
    private final ObservableList<ChatTurn> turns = FXCollections.observableArrayList();

    /** Kept: a view of a list that nothing holds is forgotten with its listeners. */
    private final ObservableList<ChatTurn> turnsRead =
            FXCollections.unmodifiableObservableList(turns);

    private final StringProperty question = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper answering = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Progressing>> progress =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final PastModel past;

    /** The chat that is shown; null before its first question. */
    private @Nullable StoredChat current;

    /** Counts the chats that were shown, so that what comes late is not put into another. */
    private long shown;

    private @Nullable Running running;

    /**
     * @param work one thread for reading pictures and keeping chats
     * @param undo takes what can be undone
     */
    public ChatModel(
            Chats chats, Answerer answerer, Background work, UndoStack undo, ChatPorts ports) {
        this.chats = chats;
        this.answerer = answerer;
        this.work = work;
        this.undo = undo;
        this.ports = ports;
        this.model = new SimpleObjectProperty<>(ports.model().getValue());
        this.past = new PastModel(chats, work, () -> this.ports.selected());
        this.pinned = new PinnedPictures(chats, work, this::say);
        moveTo(ports);
    }

    /** From now on the chat is in this window, and asks nothing of another. */
    public void moveTo(ChatPorts window) {
        ports = window;
        model.bind(window.model());
    }

    /** The pictures that the chat is about. */
    public ObservableList<Pinned> pictures() {
        return pinned.list();
    }

    /** Whether the last pictures that came were too many, and some were left out. */
    public ReadOnlyBooleanProperty tooMany() {
        return pinned.tooMany();
    }

    /** What was asked and answered; the last may still be {@link ChatTurn.Ending#OPEN}. */
    public ObservableList<ChatTurn> turns() {
        return turnsRead;
    }

    /** What is being typed. */
    public StringProperty question() {
        return question;
    }

    /** Whether a question is being answered, of this chat or another. */
    public ReadOnlyBooleanProperty answering() {
        return answering.getReadOnlyProperty();
    }

    /** How far the answer to the last turn is; empty where none is being written. */
    public ReadOnlyObjectProperty<Optional<Progressing>> progress() {
        return progress.getReadOnlyProperty();
    }

    /** The model that is wanted for the next question. */
    public ObservableValue<ModelInfo> model() {
        return model;
    }

    /** The chats that were. */
    public PastModel past() {
        return past;
    }

    /** The chat that is shown; empty before its first question. */
    public Optional<StoredChat> shown() {
        return Optional.ofNullable(current);
    }

    /** Whether nothing was asked yet: pictures can be taken away. */
    public boolean isNew() {
        return current == null && turns.isEmpty();
    }

    /** Whether there is a selected picture in the gallery. */
    public boolean hasSelection() {
        return !ports.selected().isEmpty();
    }

    /** Whether the question that is being answered is this chat's, and not yet kept. */
    boolean isBeginning() {
        return running != null && !running.isKept() && running.isFrom(shown);
    }

    /** Attaches the pictures that are selected in the gallery. */
    public void attachSelected() {
        attachStored(ports.selected());
    }

    /** Attaches pictures of the gallery, to a new chat where this one has begun. */
    public void attachStored(List<StoredPicture> some) {
        attach(some.stream().map(StoredPicture::file).toList());
    }

    /**
     * Attaches files, to a new chat where this one has begun. What cannot be taken is said, and
     * changes nothing.
     */
    public void attach(List<Path> files) {
        take(files.stream().distinct().map(pinned::file).toList());
    }

    /** Attaches pixels, such as those of the clipboard. */
    public void attach(Picture pixels, String name) {
        take(List.of(() -> chats.attach(pixels, name)));
    }

    private void take(List<PictureTaker.Source> sources) {
        int room = MOST_PICTURES - (isNew() ? pictures().size() : 0);
        pinned.take(sources, model.get().source(), room, this::pin);
    }

    private void pin(List<Pinned> more) {
        if (!isNew()) {
            clear();
        }
        past.shown().set(false);
        pinned.add(more);
    }

    /** Takes a picture away again, before the first question. */
    public void remove(Pinned picture) {
        if (isNew()) {
            pinned.remove(picture);
        }
    }

    private void say(String sentence) {
        ports.say(sentence);
    }

    private void failed(Exception failure) {
        say(String.valueOf(failure.getLocalizedMessage()));
    }

    /** Whether what is typed can be asked now. */
    public boolean canAsk() {
        return !pictures().isEmpty() && !answering.get() && !question.get().isBlank();
    }

    /** Asks what is typed. */
    public void ask() {
        if (canAsk()) {
            String asked = question.get().strip();
            question.set("");
            ask(asked);
        }
    }

    /** Asks a question that is offered, or one once more; what is typed stays. */
    public void ask(String asked) {
        if (pictures().isEmpty() || answering.get()) {
            return;
        }
        Running begun = new Running(shown);
        running = begun;
        answering.set(true);
        StoredChat before = current;
        List<ChatPicture> about = pictures().stream().map(Pinned::picture).toList();
        ModelSource source = model.getValue().source();
        NumberType type = ports.numbers();
        work.run(
                () -> before == null ? chats.begin(about, asked) : chats.ask(before, asked),
                chat -> asked(begun, new Inquiry(chat, source, type)),
                failure -> {
                    running = null;
                    answering.set(false);
                    if (question.get().isEmpty()) {
                        question.set(asked);
                    }
                    failed(failure);
                });
    }

    private void asked(Running begun, Inquiry inquiry) {
        begun.kept(inquiry.chat().id());
        if (begun.isFrom(shown)) {
            show(inquiry.chat());
        }
        Latest<Progressing> latest = new Latest<>(work, now -> progressed(begun, now));
        begun.answering(
                answerer.answer(
                        inquiry, latest, outcome -> work.later(() -> ended(begun, outcome))));
    }

    private void show(StoredChat chat) {
        current = chat;
        turns.setAll(chat.turns());
    }

    private boolean isShown(Running asked) {
        return current != null && asked.isOf(current.id());
    }

    private boolean isShown(String id) {
        return current != null && current.id().equals(id);
    }

    private void progressed(Running asked, Progressing now) {
        if (running == asked && isShown(asked)) {
            progress.set(Optional.of(asked.seen(now)));
        }
    }

    private void ended(Running asked, Outcome outcome) {
        if (closed) {
            return;
        }
        running = null;
        progress.set(Optional.empty());
        if (isShown(asked)) {
            show(outcome.chat());
        }
        answering.set(false);
        if (!outcome.failure().isEmpty()) {
            ports.say(outcome.failure());
        }
        ports.said();
        past.refresh();
    }

    /** Asks the answer to stop; false where none is being written. */
    public boolean stop() {
        Running now = running;
        if (now == null) {
            return false;
        }
        now.stop();
        if (isShown(now)) {
            Progressing before = progress.get().orElse(Progressing.of(Stage.STOPPING));
            progress.set(Optional.of(now.seen(before)));
        }
        return true;
    }

    /** Asks the answer to stop, and tells no window of it any more. */
    @Override
    public void close() {
        stop();
        closed = true;
        model.unbind();
    }

    /** Begins a new chat; the one before stays in the list. */
    public void newChat() {
        clear();
        past.shown().set(false);
    }

    private void clear() {
        shown++;
        if (isNew()) {
            pinned.removeAll();
        }
        current = null;
        turns.clear();
        pinned.show(List.of());
        progress.set(Optional.empty());
    }

    /** Shows a chat that was, with its pictures, to go on with. */
    public void open(StoredChat chat) {
        newChat();
        long asked = shown;
        work.run(
                () -> new Reopened(chats.find(chat.id()).orElse(chat), pinned.of(chat)),
                reopened -> {
                    if (asked == shown) {
                        pinned.show(reopened.pictures());
                        show(reopened.chat());
                    }
                },
                this::failed);
    }

    /**
     * Deletes a chat, which can be undone. An answer that is being written in it is stopped; the
     * gallery's pictures stay.
     */
    public void delete(StoredChat chat) {
        boolean seen = isShown(chat.id());
        if (running != null && (running.isOf(chat.id()) || seen && running.isFrom(shown))) {
            stop();
        }
        past.delete(chat, back -> deleted(chat, back), () -> back(chat, seen), this::failed);
    }

    private void deleted(StoredChat chat, Runnable back) {
        if (isShown(chat.id())) {
            clear();
        }
        ports.said();
        ports.deleted(undo.push(back));
    }

    private void back(StoredChat chat, boolean seen) {
        ports.said();
        if (seen && isNew() && pictures().isEmpty()) {
            open(chat);
        }
    }

    private record Reopened(StoredChat chat, List<Pinned> pictures) {}

    /** Shows the chat about a picture, or the list where there are several. */
    public void openAbout(StoredPicture picture) {
        work.run(
                () -> chats.about(picture.id()),
                about -> {
                    if (about.size() == 1) {
                        open(about.get(0));
                    } else {
                        past.onlySelected().set(true);
                        past.shown().set(true);
                    }
                },
                this::failed);
    }

    public void copy(ChatTurn turn) {
        ports.copy(turn.answer());
    }

    /** Puts an answer into the prompt of the form. */
    public void draw(ChatTurn turn) {
        ports.draw(turn.answer().strip());
    }
}
