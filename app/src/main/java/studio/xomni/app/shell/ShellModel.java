package studio.xomni.app.shell;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The window as a whole: panels, theme, messages, status. */
public final class ShellModel {

    /** The tabs on the right. */
    public enum Tab {
        GALLERY,
        CHAT,
        DETAILS,
        QUEUE
    }

    private static final int MOST_NOTICES = 4;

    private final BooleanProperty dark = new SimpleBooleanProperty(true);
    private final BooleanProperty panelsHidden = new SimpleBooleanProperty();
    private final BooleanProperty galleryExpanded = new SimpleBooleanProperty();
    private final ObjectProperty<Tab> tab = new SimpleObjectProperty<>(Tab.GALLERY);
    private final ObservableList<Notice> notices = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<Choice>> choice =
            new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty model = new SimpleStringProperty("");
    private final StringProperty memory = new SimpleStringProperty("");
    private final StringProperty disk = new SimpleStringProperty("");

    public BooleanProperty dark() {
        return dark;
    }

    /** Whether only the canvas is shown. */
    public BooleanProperty panelsHidden() {
        return panelsHidden;
    }

    /** Whether the gallery lies over the canvas. */
    public BooleanProperty galleryExpanded() {
        return galleryExpanded;
    }

    public ObjectProperty<Tab> tab() {
        return tab;
    }

    /** Messages that are shown, the oldest first. */
    public ObservableList<Notice> notices() {
        return notices;
    }

    /** Shows a message; the oldest of too many goes, and none is shown twice. */
    public void say(Notice notice) {
        notices.removeIf(old -> old.text().equals(notice.text()));
        if (notices.size() == MOST_NOTICES) {
            notices.remove(0);
        }
        notices.add(notice);
    }

    /** Asks something; an older question is gone then. */
    public void ask(Choice question) {
        choice.set(Optional.of(question));
    }

    /** What is being asked. */
    public ObjectProperty<Optional<Choice>> choice() {
        return choice;
    }

    /** The model and its state, as a phrase. */
    public StringProperty model() {
        return model;
    }

    public StringProperty memory() {
        return memory;
    }

    public StringProperty disk() {
        return disk;
    }
}
