package studio.xomni.app;

import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import studio.xomni.app.store.Desk;
import studio.xomni.app.work.Background;

/** Small choices that are the same after the next start. */
final class KeptChoices {

    private final Desk desk;
    private final Background store;
    private final Consumer<Exception> failed;

    /**
     * @param failed takes why a choice could not be read or kept
     */
    KeptChoices(Desk desk, Background store, Consumer<Exception> failed) {
        this.desk = desk;
        this.store = store;
        this.failed = failed;
    }

    /** Takes what was chosen last, and keeps what is chosen from now on. */
    void keep(String key, BooleanProperty choice) {
        store.run(
                () -> desk.get(key),
                kept -> {
                    kept.ifPresent(value -> choice.set(Boolean.parseBoolean(value)));
                    choice.addListener((property, before, now) -> put(key, now));
                },
                failed);
    }

    private void put(String key, boolean value) {
        store.run(
                () -> {
                    desk.put(key, Boolean.toString(value));
                    return true;
                },
                done -> {},
                failed);
    }
}
