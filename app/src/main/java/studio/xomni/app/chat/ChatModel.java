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

    private static final int MOST_SENTENCES = 2;

    private final Chats chats;
    private final Answerer answerer;
    private final Background work;
    private final ObjectProperty<ModelInfo> model;
    private ChatPorts ports;
    private boolean closed;

    private final PictureTaker taker;
    private final ObservableList<Pinned> pictures = FXCollections.observableArrayList();
    private final ObservableList<ChatTurn> turns = FXCollections.observableArrayList();

    // Kept: a view of a list that nothing holds is forgotten with its listeners.
    private final ObservableList<Pinned> picturesRead =
            FXCollections.unmodifiableObservableList(pictures);
    private final ObservableList<ChatTurn> turnsRead =
            FXCollections.unmodifiableObservableList(turns);

    private final StringProperty question = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper answering = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper tooMany = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Progressing>> progress =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final PastModel past;

    /** The chat that is shown; null before its first question. */
    private @Nullable StoredChat current;

    /** Counts the chats that were shown, so that what comes late is not put into another. */
    private long shown;

    private @Nullable Running running;

    /** The question that is being answered. */
    private static final class Running {
        final long shownAs;
        @Nullable String chat;
        @Nullable Runnable stop;
        boolean stopping;

        Running(long shownAs) {
            this.shownAs = shownAs;
        }
    }

    /**
     * @param work one thread for reading pictures and keeping chats
     */
    public ChatModel(Chats chats, Answerer answerer, Background work, ChatPorts ports) {
        this.chats = chats;
        this.answerer = answerer;
        this.work = work;
        this.ports = ports;
        this.model = new SimpleObjectProperty<>(ports.model().getValue());
        this.past = new PastModel(chats, work, () -> this.ports.selected());
        this.taker = new PictureTaker(chats);
        moveTo(ports);
    }

    /** From now on the chat is in this window, and asks nothing of another. */
    public void moveTo(ChatPorts window) {
        ports = window;
        model.bind(window.model());
    }

    /** The pictures that the chat is about. */
    public ObservableList<Pinned> pictures() {
        return picturesRead;
    }

    /** Whether the last pictures that came were too many, and some were left out. */
    public ReadOnlyBooleanProperty tooMany() {
        return tooMany.getReadOnlyProperty();
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
        return running != null && running.chat == null && running.shownAs == shown;
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
        take(files.stream().distinct().map(taker::file).toList());
    }

    /** Attaches pixels, such as those of the clipboard. */
    public void attach(Picture pixels, String name) {
        take(List.of(() -> chats.attach(pixels, name)));
    }

    private void take(List<PictureTaker.Source> sources) {
        ModelSource source = model.getValue().source();
        int room = MOST_PICTURES - (isNew() ? pictures.size() : 0);
        tooMany.set(sources.size() > room);
        work.run(
                () -> taker.take(sources, source, room),
                taken -> {
                    taken.refused().stream().limit(MOST_SENTENCES).forEach(this::say);
                    if (!taken.pinned().isEmpty()) {
                        pin(taken.pinned());
                    }
                },
                this::failed);
    }

    private void pin(List<Pinned> more) {
        boolean many = tooMany.get();
        if (!isNew()) {
            newChat();
        }
        tooMany.set(many);
        past.shown().set(false);
        for (Pinned one : more) {
            boolean there =
                    pictures.stream()
                            .anyMatch(old -> old.picture().file().equals(one.picture().file()));
            if (!there) {
                pictures.add(one);
            }
        }
    }

    /** Takes a picture away again, before the first question. */
    public void remove(Pinned pinned) {
        if (isNew() && pictures.remove(pinned)) {
            keep(() -> chats.detach(pinned.picture()));
        }
    }

    private void keep(Runnable command) {
        work.run(
                () -> {
                    command.run();
                    return true;
                },
                done -> {},
                this::failed);
    }

    private void say(String sentence) {
        ports.say(sentence);
    }

    private void failed(Exception failure) {
        say(String.valueOf(failure.getMessage()));
    }

    /** Whether what is typed can be asked now. */
    public boolean canAsk() {
        return !pictures.isEmpty() && !answering.get() && !question.get().isBlank();
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
        if (pictures.isEmpty() || answering.get()) {
            return;
        }
        Running begun = new Running(shown);
        running = begun;
        answering.set(true);
        StoredChat before = current;
        List<ChatPicture> about = pictures.stream().map(Pinned::picture).toList();
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
        begun.chat = inquiry.chat().id();
        if (begun.shownAs == shown) {
            show(inquiry.chat());
        }
        Latest<Progressing> latest = new Latest<>(work, now -> progressed(begun, now));
        Runnable stop =
                answerer.answer(
                        inquiry, latest, outcome -> work.later(() -> ended(begun, outcome)));
        begun.stop = stop;
        if (begun.stopping) {
            stop.run();
        }
    }

    private void show(StoredChat chat) {
        current = chat;
        turns.setAll(chat.turns());
    }

    private boolean isShown(Running asked) {
        StoredChat chat = current;
        return chat != null && chat.id().equals(asked.chat);
    }

    private void progressed(Running asked, Progressing now) {
        if (running == asked && isShown(asked)) {
            progress.set(Optional.of(asked.stopping ? stopping(now) : now));
        }
    }

    private static Progressing stopping(Progressing now) {
        return new Progressing(Stage.STOPPING, "", 0, 0, now.answer());
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
        now.stopping = true;
        if (isShown(now)) {
            progress.set(
                    Optional.of(stopping(progress.get().orElse(Progressing.of(Stage.STOPPING)))));
        }
        if (now.stop != null) {
            now.stop.run();
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
        shown++;
        if (isNew()) {
            List.copyOf(pictures).forEach(this::remove);
        }
        current = null;
        tooMany.set(false);
        turns.clear();
        pictures.clear();
        progress.set(Optional.empty());
        past.shown().set(false);
    }

    /** Shows a chat that was, with its pictures, to go on with. */
    public void open(StoredChat chat) {
        newChat();
        long asked = shown;
        work.run(
                () -> new Reopened(chats.find(chat.id()).orElse(chat), taker.pinned(chat)),
                reopened -> {
                    if (asked == shown) {
                        pictures.setAll(reopened.pictures());
                        show(reopened.chat());
                    }
                },
                this::failed);
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
