package studio.xomni.app.gallery;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Pictures;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.sampling.SamplingSettings;

/** All that is known of the picture that has the keyboard in the gallery. Read only. */
public final class DetailsModel {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Texts texts = Texts.of("gallery");
    private final GalleryModel gallery;
    private final GalleryCommands commands;
    private final Pictures pictures;
    private final Background store;
    private final ReadOnlyObjectWrapper<Optional<StoredPicture>> picture =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Fact> facts = FXCollections.observableArrayList();

    /** Kept here: it hears of changes only while somebody holds it. */
    private final ObservableList<Fact> factsToSee = FXCollections.unmodifiableObservableList(facts);

    private final ReadOnlyBooleanWrapper recallable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper talkedAbout = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Relatives> relatives =
            new ReadOnlyObjectWrapper<>(Relatives.NONE);

    /**
     * Pictures that have to do with this one.
     *
     * @param origin id of the picture that it was made from, or empty
     * @param from that picture; empty where the library does not have it any more
     * @param into pictures that were made from this one, the newest first
     */
    record Relatives(String origin, Optional<StoredPicture> from, List<StoredPicture> into) {

        static final Relatives NONE = new Relatives("", Optional.empty(), List.of());

        Relatives {
            into = List.copyOf(into);
        }

        static Relatives of(StoredPicture picture, Catalogue library) {
            String origin = picture.madeFrom().orElse("");
            return new Relatives(origin, library.find(origin), library.madeFrom(picture.id()));
        }
    }

    /** What was read of a picture. */
    private record Read(Optional<PictureMetadata> metadata, Relatives relatives) {}

    /**
     * Follows the gallery's keyboard.
     *
     * @param store where the picture's file is read
     */
    public DetailsModel(
            GalleryModel gallery, GalleryCommands commands, Pictures pictures, Background store) {
        this.gallery = gallery;
        this.commands = commands;
        this.pictures = pictures;
        this.store = store;
        gallery.selection().changes().addListener((property, before, now) -> follow());
        gallery.listing().addListener((property, before, now) -> followChats());
        gallery.onChange(this::refreshRelatives);
        follow();
    }

    /** The picture that is described; empty for none. */
    public ReadOnlyObjectProperty<Optional<StoredPicture>> picture() {
        return picture.getReadOnlyProperty();
    }

    /** What is known beside prompt and texts, in the order of reading. */
    public ObservableList<Fact> facts() {
        return factsToSee;
    }

    /** Whether the picture's file says how it was made. */
    public ReadOnlyBooleanProperty recallable() {
        return recallable.getReadOnlyProperty();
    }

    /** Whether there is a chat about the picture. */
    public ReadOnlyBooleanProperty talkedAbout() {
        return talkedAbout.getReadOnlyProperty();
    }

    /** Shows the chats about the picture, or begins one. */
    public void chat() {
        if (talkedAbout.get()) {
            commands.openChats();
        } else {
            commands.askAbout();
        }
    }

    private void followChats() {
        talkedAbout.set(
                picture.get().map(shown -> gallery.isTalkedAbout(shown.id())).orElse(false));
    }

    public void recall(RecallPart part) {
        commands.recall(part);
    }

    /**
     * Paints the picture's tokens once more.
     *
     * @param anew with other noise; else the same picture is made again
     */
    public void paint(boolean anew) {
        commands.paint(anew);
    }

    /** The pictures that this one was made from and into. */
    ReadOnlyObjectProperty<Relatives> relatives() {
        return relatives.getReadOnlyProperty();
    }

    /** Goes to another picture and shows it. */
    void goTo(StoredPicture other) {
        gallery.reveal(other.id());
        commands.open(other);
    }

    /** Queues four more pictures like this one. */
    void more() {
        commands.more();
    }

    /** Shows the table that this picture belongs to. */
    void showSheet() {
        commands.showSheet();
    }

    /** Pictures may have been made from this one since it was read. */
    private void refreshRelatives() {
        picture.get()
                .ifPresent(
                        shown -> {
                            Catalogue library = gallery.catalogue();
                            store.run(
                                    () -> Relatives.of(shown, library),
                                    now -> {
                                        if (isShown(shown)) {
                                            relatives.set(now);
                                        }
                                    },
                                    failure -> {});
                        });
    }

    private void follow() {
        Optional<StoredPicture> now = gallery.selection().focused();
        Optional<StoredPicture> before = picture.get();
        if (now.equals(before)) {
            return;
        }
        boolean another = !now.map(StoredPicture::id).equals(before.map(StoredPicture::id));
        if (now.isEmpty() || another) {
            recallable.set(false);
            relatives.set(Relatives.NONE);
            facts.setAll(now.map(DetailsModel::known).orElse(List.of()));
        }
        picture.set(now);
        followChats();
        if (now.isPresent() && another) {
            read(now.get());
        }
    }

    private void read(StoredPicture wanted) {
        Catalogue library = gallery.catalogue();
        store.run(
                () ->
                        isShown(wanted)
                                ? new Read(
                                        pictures.metadata(wanted.id()),
                                        Relatives.of(wanted, library))
                                : new Read(Optional.empty(), Relatives.NONE),
                read -> {
                    if (isShown(wanted)) {
                        relatives.set(read.relatives());
                        read.metadata()
                                .ifPresent(
                                        metadata -> {
                                            recallable.set(true);
                                            facts.setAll(all(wanted, metadata));
                                        });
                    }
                },
                // The short facts stay: what the file says is more, not necessary.
                failure -> {});
    }

    private boolean isShown(StoredPicture wanted) {
        return picture.get().map(shown -> shown.id().equals(wanted.id())).orElse(false);
    }

    /** What the library knows without reading the file. */
    private static List<Fact> known(StoredPicture picture) {
        List<Fact> known = new ArrayList<>();
        if (picture.seed() >= 0) {
            known.add(new Fact("seed", Long.toString(picture.seed())));
        }
        known.add(new Fact("size", picture.width() + " × " + picture.height()));
        add(known, "model", picture.model());
        add(known, "settings", picture.plainSettings());
        known.add(new Fact("created", time(picture.created())));
        known.add(new Fact("file", picture.file().toString()));
        return known;
    }

    private List<Fact> all(StoredPicture picture, PictureMetadata metadata) {
        ImageRequest request = metadata.recipe().request();
        SamplingSettings sampling = request.sampling();
        List<Fact> all = new ArrayList<>();
        all.add(new Fact("seed", Long.toString(request.seed() + metadata.provenance().position())));
        all.add(new Fact("size", picture.width() + " × " + picture.height()));
        all.add(new Fact("cfg", number(sampling.guidance())));
        all.add(new Fact("minP", number(sampling.minP())));
        all.add(new Fact("temperature", number(sampling.temperature())));
        all.add(new Fact("topK", Integer.toString(sampling.topK())));
        all.add(new Fact("topP", number(sampling.topP())));
        all.add(new Fact("steps", Integer.toString(request.paint().steps())));
        if (request.paint().seed() instanceof ImageRequest.PaintSeed.Own own) {
            all.add(new Fact("paintSeed", Long.toString(own.value())));
        }
        add(all, "model", metadata.provenance().modelName());
        all.add(new Fact("numbers", metadata.recipe().numbers().key()));
        all.add(new Fact("memory", memory(metadata)));
        add(all, "device", metadata.provenance().device());
        add(all, "build", metadata.provenance().build());
        all.add(new Fact("tokens", Integer.toString(metadata.tokens().codes().length)));
        all.add(new Fact("created", time(metadata.created())));
        all.add(new Fact("file", picture.file().toString()));
        return all;
    }

    /** The memory mode that it was painted in, and the one that was asked for where it differs. */
    private String memory(PictureMetadata metadata) {
        String asked = words(metadata.recipe().memory());
        return metadata.provenance()
                .paintedIn()
                .map(painted -> texts.get("memory.instead", words(painted), asked))
                .orElse(asked);
    }

    private String words(Memory mode) {
        return texts.get("memory." + mode.name().toLowerCase(Locale.ROOT));
    }

    private static void add(List<Fact> facts, String key, String value) {
        if (!value.isBlank()) {
            facts.add(new Fact(key, value));
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** As short as it can be said: 1, 0.03. */
    private static String number(double value) {
        return new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(value);
    }
}
