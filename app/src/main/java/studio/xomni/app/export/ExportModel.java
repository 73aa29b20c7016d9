package studio.xomni.app.export;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.xomni.app.store.Desk;
import studio.xomni.app.store.ExportFolder;
import studio.xomni.app.store.ExportFormat;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.PictureCopy;
import studio.xomni.app.store.StoreException;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Background;

/**
 * Pictures that are to be handed out, how, and how far that is. It outlives a window: what is being
 * written goes on. Used on JavaFX's thread; files are written in the background, one picture after
 * the other.
 */
public final class ExportModel {

    /** Where the desk keeps the last choices. */
    private static final String KEPT = "export";

    private final Desk desk;
    private final Folders library;
    private final Background store;
    private final Background writing;
    private ExportPorts ports;

    private final StringProperty folder = new SimpleStringProperty("");
    private final ObjectProperty<ExportSettings.Kind> kind =
            new SimpleObjectProperty<>(ExportSettings.USUAL.kind());
    private final IntegerProperty quality =
            new SimpleIntegerProperty(ExportSettings.USUAL.quality());
    private final BooleanProperty metadata = new SimpleBooleanProperty();
    private final StringProperty pattern = new SimpleStringProperty(ExportSettings.USUAL.pattern());
    private final ObjectProperty<ExportSettings.Clash> clash =
            new SimpleObjectProperty<>(ExportSettings.USUAL.clash());
    private final ReadOnlyObjectWrapper<List<StoredPicture>> pictures =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();

    private final ReadOnlyObjectWrapper<Optional<ExportPorts.Word>> last =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    private boolean done;

    /** Asked by the writing thread between two pictures. */
    private AtomicBoolean cancelled = new AtomicBoolean();

    /**
     * @param store keeps the choices
     * @param writing one thread that writes the files
     */
    public ExportModel(
            Desk desk, Folders library, Background store, Background writing, ExportPorts ports) {
        this.desk = desk;
        this.library = library;
        this.store = store;
        this.writing = writing;
        this.ports = ports;
    }

    /** From now on the export is in this window, and says nothing in another. */
    public void moveTo(ExportPorts window) {
        ports = window;
    }

    /** Takes the choices of the last time. */
    public void load() {
        store.run(() -> desk.get(KEPT), kept -> kept.ifPresent(this::take), this::failed);
    }

    private void take(String json) {
        ExportSettings kept = ExportSettings.fromJson(json);
        folder.set(kept.folder());
        kind.set(kept.kind());
        quality.set(kept.quality());
        metadata.set(kept.metadata());
        pattern.set(kept.pattern());
        clash.set(kept.clash());
    }

    /** Where to, as typed or chosen. */
    StringProperty folder() {
        return folder;
    }

    ObjectProperty<ExportSettings.Kind> kind() {
        return kind;
    }

    /** Of a JPEG, 1 to 100. */
    IntegerProperty quality() {
        return quality;
    }

    /** Whether prompt, settings and tokens go with the pictures. */
    BooleanProperty metadata() {
        return metadata;
    }

    /** Of the file names. */
    StringProperty pattern() {
        return pattern;
    }

    /** What is done where a file is there already. */
    ObjectProperty<ExportSettings.Clash> clash() {
        return clash;
    }

    /** What is exported. */
    ReadOnlyObjectProperty<List<StoredPicture>> pictures() {
        return pictures.getReadOnlyProperty();
    }

    /** Whether files are being written. */
    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /** What was said last of these pictures. */
    ReadOnlyObjectProperty<Optional<ExportPorts.Word>> last() {
        return last.getReadOnlyProperty();
    }

    private void say(ExportPorts.Word word) {
        last.set(Optional.of(word));
        ports.say(word);
    }

    /** Whether all that was chosen last is written. */
    boolean isDone() {
        return done;
    }

    /** 0 to 1. */
    ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /** Takes the pictures that are to be exported; those that are being exported go on first. */
    public void choose(List<StoredPicture> chosen) {
        if (!running.get()) {
            pictures.set(List.copyOf(chosen));
            progress.set(0);
            last.set(Optional.empty());
        }
    }

    /** How the first file will be called; empty where there is nothing to export. */
    Optional<String> example() {
        List<StoredPicture> all = pictures.get();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        names().name(all.get(0), 1, all.size())
                                + "."
                                + settings().format().ending());
    }

    /** Parts of the pattern that mean nothing. */
    List<String> unknownParts() {
        return names().unknown();
    }

    /** Whether the file names tell the prompt although the files shall not. */
    boolean tellsPromptByName() {
        return !metadata.get() && names().tellsPrompt();
    }

    /** Whether what is chosen can be done. */
    boolean isReady() {
        return !pictures.get().isEmpty() && !folder.get().isBlank() && unknownParts().isEmpty();
    }

    private NamePattern names() {
        return new NamePattern(pattern.get(), ZoneId.systemDefault());
    }

    private ExportSettings settings() {
        return new ExportSettings(
                folder.get().strip(),
                kind.get(),
                quality.get(),
                metadata.get(),
                pattern.get(),
                clash.get());
    }

    /** A picture and the name that its file wishes for. */
    private record Named(StoredPicture picture, String name) {}

    /** What is about to be written. */
    private record Plan(
            ExportFolder folder, Path path, List<Named> files, int taken, boolean own) {}

    /** Writes the files, after asking where some would be replaced. */
    void export() {
        if (running.get() || !isReady()) {
            return;
        }
        ExportSettings chosen = settings();
        keep(chosen);
        Path path;
        try {
            path = Path.of(chosen.folder());
        } catch (InvalidPathException e) {
            say(new ExportPorts.Word.NoFolder(chosen.folder()));
            return;
        }
        List<Named> files = named();
        done = false;
        last.set(Optional.empty());
        running.set(true);
        progress.set(0);
        cancelled = new AtomicBoolean();
        writing.run(
                () -> plan(path, files, chosen.format()),
                plan -> planned(plan, chosen),
                this::ended);
    }

    private List<Named> named() {
        NamePattern names = names();
        List<StoredPicture> all = pictures.get();
        List<Named> files = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            files.add(new Named(all.get(i), names.name(all.get(i), i + 1, all.size())));
        }
        return files;
    }

    private Plan plan(Path path, List<Named> files, ExportFormat format) {
        ExportFolder into = new ExportFolder(path);
        int taken =
                (int) files.stream().filter(file -> into.has(file.name(), format.ending())).count();
        return new Plan(into, path, files, taken, into.isOf(library));
    }

    private void planned(Plan plan, ExportSettings chosen) {
        if (plan.own()) {
            running.set(false);
            say(new ExportPorts.Word.OwnFolder(plan.path()));
        } else if (plan.taken() > 0 && chosen.clash() == ExportSettings.Clash.REPLACE) {
            // Until it is answered nothing runs: the question may be left.
            running.set(false);
            ports.askToReplace(
                    plan.taken(),
                    () -> write(plan, chosen, true),
                    () -> write(plan, chosen, false));
        } else {
            write(plan, chosen, false);
        }
    }

    /**
     * What became of it.
     *
     * @param written files
     * @param refused pictures that could not be read
     * @param why the first of them could not, as a sentence; empty where all could
     * @param failure what ended it before its time, empty where nothing did
     */
    private record Outcome(
            int written, int refused, String why, Optional<StoreException> failure) {}

    private void write(Plan plan, ExportSettings chosen, boolean replace) {
        running.set(true);
        AtomicBoolean end = cancelled;
        writing.run(
                () -> written(plan, chosen, replace, end),
                outcome -> {
                    done = outcome.written() == plan.files().size();
                    progress.set(1);
                    running.set(false);
                    tell(plan, outcome, end.get());
                },
                this::ended);
    }

    private Outcome written(Plan plan, ExportSettings chosen, boolean replace, AtomicBoolean end) {
        int done = 0;
        int refused = 0;
        String why = "";
        // Two pictures of one export never replace one another.
        Set<String> names = new HashSet<>();
        for (Named file : plan.files()) {
            if (end.get()) {
                break;
            }
            byte[] bytes;
            try {
                bytes = PictureCopy.of(file.picture().file(), chosen.format(), chosen.metadata());
            } catch (StoreException e) {
                refused++;
                why = why.isEmpty() ? String.valueOf(e.getLocalizedMessage()) : why;
                continue;
            }
            try {
                Path made =
                        plan.folder()
                                .write(
                                        file.name(),
                                        chosen.format().ending(),
                                        bytes,
                                        replace && !names.contains(file.name()));
                names.add(file.name());
                names.add(stem(made));
            } catch (StoreException e) {
                return new Outcome(done, refused, why, Optional.of(e));
            }
            done++;
            double share = (double) (done + refused) / plan.files().size();
            writing.later(() -> progress.set(share));
        }
        return new Outcome(done, refused, why, Optional.empty());
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    private void tell(Plan plan, Outcome outcome, boolean wasCancelled) {
        int all = plan.files().size();
        Optional<StoreException> failure = outcome.failure();
        if (failure.isPresent()) {
            say(
                    switch (failure.get().kind()) {
                        case DISK_FULL ->
                                new ExportPorts.Word.DiskFull(plan.path(), outcome.written(), all);
                        case FOLDER ->
                                new ExportPorts.Word.Unwritable(
                                        plan.path(), outcome.written(), all);
                        default ->
                                new ExportPorts.Word.Failed(
                                        String.valueOf(failure.get().getLocalizedMessage()),
                                        outcome.written(),
                                        all);
                    });
        } else if (wasCancelled && outcome.written() + outcome.refused() < all) {
            say(new ExportPorts.Word.Cancelled(plan.path(), outcome.written(), all));
        } else {
            say(
                    new ExportPorts.Word.Done(
                            plan.path(), outcome.written(), outcome.refused(), outcome.why()));
        }
    }

    /** Ends after the picture that is being written; those that are written stay. */
    public void cancel() {
        cancelled.set(true);
    }

    private void keep(ExportSettings chosen) {
        String json = chosen.toJson();
        store.run(
                () -> {
                    desk.put(KEPT, json);
                    return true;
                },
                done -> {},
                this::failed);
    }

    private void ended(Exception failure) {
        running.set(false);
        failed(failure);
    }

    private void failed(Exception failure) {
        say(
                new ExportPorts.Word.Failed(
                        String.valueOf(failure.getLocalizedMessage()), 0, pictures.get().size()));
    }
}
