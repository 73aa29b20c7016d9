package studio.xomni.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.xomni.app.settings.Settings.Language;
import studio.xomni.app.settings.Settings.Theme;
import studio.xomni.engine.pipeline.Memory;

/** The settings as they stand, and the commands on them. */
public final class SettingsModel {

    /**
     * What a memory mode takes.
     *
     * @param predicted bytes, told from the model's files
     * @param measured bytes at the peak of the last picture that was drawn in it here; 0 where none
     *     was
     * @param fits whether this computer has them free
     */
    public record Peak(Memory memory, long predicted, long measured, boolean fits) {}

    private final ReadOnlyObjectWrapper<Settings> settings;
    private final Consumer<Settings> changed;
    private final Path standardPictures;
    private final ObservableList<String> devices = FXCollections.observableArrayList();
    private final ObservableList<Peak> peaks = FXCollections.observableArrayList();

    /**
     * @param standardPictures where pictures are kept unless the user says otherwise
     * @param changed keeps and applies what was changed
     */
    public SettingsModel(Settings settings, Path standardPictures, Consumer<Settings> changed) {
        this.settings = new ReadOnlyObjectWrapper<>(settings);
        this.standardPictures = standardPictures;
        this.changed = changed;
        devices.setAll(settings.device());
    }

    public ReadOnlyObjectProperty<Settings> settings() {
        return settings.getReadOnlyProperty();
    }

    /** Takes what was changed elsewhere, as by a button of the window. */
    public void show(Settings now) {
        settings.set(now);
    }

    private void change(UnaryOperator<Settings> change) {
        Settings now = change.apply(settings.get());
        if (!now.equals(settings.get())) {
            settings.set(now);
            changed.accept(now);
        }
    }

    public void setTheme(Theme theme) {
        change(old -> old.withTheme(theme));
    }

    public void setLanguage(Language language) {
        change(old -> old.withLanguage(language));
    }

    public void setDevice(String device) {
        change(old -> old.withDevice(device));
    }

    public void setMemory(Memory memory) {
        change(old -> old.withMemory(memory));
    }

    public void setPreviews(boolean wanted) {
        change(old -> old.withPreviews(wanted));
    }

    /** Where pictures are kept. */
    public Path pictures() {
        return settings.get().pictures().orElse(standardPictures);
    }

    /** Devices that can be chosen; the one in use at least. */
    public ObservableList<String> devices() {
        return devices;
    }

    /** Takes the devices that were found. */
    public void found(List<String> names) {
        String used = settings.get().device();
        devices.setAll(names);
        if (!devices.contains(used)) {
            devices.add(used);
        }
    }

    /** What each memory mode takes; empty until it is known. */
    public ObservableList<Peak> peaks() {
        return peaks;
    }
}
