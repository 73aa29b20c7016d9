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

    /** What fills the window. */
    public enum Page {
        CREATE,
        SETTINGS,
        GUIDE
    }

    private static final int MOST_NOTICES = 4;

    private final BooleanProperty dark = new SimpleBooleanProperty(true);
    private final BooleanProperty panelsHidden = new SimpleBooleanProperty();
    private final BooleanProperty galleryExpanded = new SimpleBooleanProperty();
    private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.CREATE);
    private final BooleanProperty narrow = new SimpleBooleanProperty();
    private final BooleanProperty tabsOpen = new SimpleBooleanProperty();
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

    /** Brings a tab before the user's eyes, wherever the window shows it. */
    public void showTab(Tab wanted) {
        page.set(Page.CREATE);
        panelsHidden.set(false);
        tab.set(wanted);
        tabsOpen.set(true);
    }

    public ObjectProperty<Page> page() {
        return page;
    }

    /** Whether the window has no room for the tabs beside the canvas: then they lie over it. */
    public BooleanProperty narrow() {
        return narrow;
    }

    /** Whether the tabs are shown where they lie over the canvas. */
    public BooleanProperty tabsOpen() {
        return tabsOpen;
    }

    /** Takes away a page, or tabs that lie over the canvas; false where nothing does. */
    public boolean uncover() {
        if (page.get() != Page.CREATE) {
            page.set(Page.CREATE);
            return true;
        }
        if (narrow.get() && tabsOpen.get()) {
            tabsOpen.set(false);
            return true;
        }
        return false;
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
