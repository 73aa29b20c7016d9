package studio.xomni.app.gallery;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Pictures;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;

/**
 * What can be done with the selected pictures. Used on JavaFX's thread; the store is asked in the
 * background. Marks and deletions can be undone.
 */
public final class GalleryCommands {

    /** More files than this are imported after asking. */
    private static final int ASK_ABOVE = 100;

    private static final int BEST_RATING = 5;

    private final GalleryModel model;
    private final GalleryEdits edits;
    private final Pictures pictures;
    private final Background store;
    private final GalleryPorts ports;
    private final Texts texts = Texts.of("gallery");
    private final BoardCommands boards;

    /**
     * Commands of a gallery.
     *
     * @param edits shown in this gallery from now on
     * @param store the one that the model writes with
     */
    public GalleryCommands(
            GalleryModel model,
            GalleryEdits edits,
            Pictures pictures,
            Background store,
            GalleryPorts ports) {
        this.model = model;
        this.edits = edits;
        this.pictures = pictures;
        this.store = store;
        this.ports = ports;
        this.boards = new BoardCommands(model, edits, ports);
        edits.showIn(model);
    }

    /** What can be done with a whole board. */
    BoardCommands boards() {
        return boards;
    }

    /** Whether a command must wait until the pictures are back from the trash; says so. */
    private boolean refusedInTrash() {
        if (!model.inTrash() || model.selection().count() == 0) {
            return model.inTrash();
        }
        ports.say(
                new Notice(
                        texts.get("restore.first"), texts.get("command.restore"), this::restore));
        return true;
    }

    /** Brings the selected pictures back from the trash. */
    public void restore() {
        List<StoredPicture> selected = model.selection().selected();
        if (model.inTrash() && !selected.isEmpty()) {
            edits.restore(selected);
            ports.say(Notice.of(texts.get("restored", selected.size())));
        }
    }

    /**
     * Rates the selected pictures.
     *
     * @param rating 0 takes the rating away; at most 5
     */
    public void rate(int rating) {
        rate(model.selection().selected(), rating);
    }

    void rate(List<StoredPicture> some, int rating) {
        if (refusedInTrash()) {
            return;
        }
        if (rating < 0 || rating > BEST_RATING) {
            throw new IllegalArgumentException("A rating is from 0 to 5, got " + rating + ".");
        }
        if (!some.isEmpty()) {
            edits.rate(some, rating);
        }
    }

    /** Marks the selected pictures as favourites, or unmarks them where all are marked. */
    public void toggleFavourite() {
        toggleFavourite(model.selection().selected());
    }

    void toggleFavourite(List<StoredPicture> some) {
        if (!refusedInTrash()) {
            edits.toggleFavourite(some);
        }
    }

    /** Puts the selected pictures on a board, which is made where there is none of that name. */
    public void addToBoard(String name) {
        String board = name.strip();
        if (refusedInTrash() || board.isEmpty()) {
            return;
        }
        int changed = edits.addToBoard(model.selection().selected(), board);
        if (changed > 0) {
            ports.say(Notice.of(texts.get("board.added", changed, board)));
        }
    }

    /** Takes the selected pictures off a board; they stay in the library. */
    public void removeFromBoard(String board) {
        if (!refusedInTrash()) {
            edits.removeFromBoard(model.selection().selected(), board);
        }
    }

    /** Moves the selected pictures to the trash. */
    public void trash() {
        List<StoredPicture> selected = model.selection().selected();
        if (refusedInTrash() || selected.isEmpty()) {
            return;
        }
        Runnable back = edits.trash(selected);
        ports.say(new Notice(texts.get("trashed", selected.size()), texts.get("undo"), back));
    }

    /** Undoes the latest mark or deletion, of whatever screen. */
    public void undo() {
        if (!edits.undo()) {
            ports.say(Notice.of(texts.get("undo.nothing")));
        }
    }

    /**
     * Copies pictures into the library; many only after asking.
     *
     * @param files pictures, or folders whose pictures are meant
     */
    public void importFiles(List<Path> files) {
        if (files.isEmpty()) {
            return;
        }
        store.run(
                () -> pictures.countImportable(files),
                count -> {
                    if (count == 0) {
                        ports.say(Notice.of(texts.get("import.none")));
                    } else if (count > ASK_ABOVE) {
                        ports.ask(
                                texts.get("import.ask", count),
                                texts.get("import.yes"),
                                () -> importNow(files));
                    } else {
                        importNow(files);
                    }
                },
                this::failed);
    }

    /** Puts the focused picture's settings into the form. */
    public void recall(RecallPart part) {
        withMetadata(metadata -> ports.recall(metadata, part));
    }

    /**
     * Paints the kept tokens of the picture once more.
     *
     * @param anew with other noise; else the same picture is made again
     */
    public void paint(boolean anew) {
        withMetadata(metadata -> ports.paint(metadata, anew));
    }

    /** Queues four more pictures like the focused one. */
    public void more() {
        withMetadata(ports::more);
    }

    /** Asks for a table of pictures that differ from the focused one in min-p and CFG. */
    public void orderSheet() {
        withMetadata(ports::orderSheet);
    }

    /** Shows the table that the focused picture belongs to. */
    public void showSheet() {
        withMetadata(
                metadata ->
                        metadata.sheet()
                                .ifPresentOrElse(
                                        ports::showSheet,
                                        () -> ports.say(Notice.of(texts.get("sheet.none")))));
    }

    private void withMetadata(Consumer<PictureMetadata> use) {
        if (refusedInTrash()) {
            return;
        }
        target().ifPresent(
                        picture ->
                                store.run(
                                        () -> pictures.metadata(picture.id()),
                                        metadata ->
                                                metadata.ifPresentOrElse(
                                                        use,
                                                        () ->
                                                                ports.say(
                                                                        Notice.of(
                                                                                texts.get(
                                                                                        "recall.nothing")))),
                                        this::failed));
    }

    public void open() {
        target().ifPresent(ports::open);
    }

    /** Attaches the selected pictures to the chat. */
    public void askAbout() {
        List<StoredPicture> selected = model.selection().selected();
        if (!selected.isEmpty()) {
            ports.ask(selected);
        }
    }

    /** Shows the chats about the picture. */
    public void openChats() {
        target().ifPresent(ports::openChats);
    }

    /** Shows any picture large. */
    void open(StoredPicture picture) {
        ports.open(picture);
    }

    public void details() {
        target().ifPresent(ports::details);
    }

    public void showInFolder() {
        target().ifPresent(ports::showInFolder);
    }

    public void copy() {
        List<StoredPicture> selected = model.selection().selected();
        if (!selected.isEmpty()) {
            ports.copy(selected);
        }
    }

    /** Hands the selected pictures out as files. */
    public void export() {
        List<StoredPicture> selected = model.selection().selected();
        if (selected.isEmpty()) {
            ports.say(Notice.of(texts.get("export.nothing")));
        } else {
            ports.export(selected);
        }
    }

    /** What other programs are offered when pictures are dragged out. */
    List<Path> dragged(List<StoredPicture> some) {
        return ports.dragged(some);
    }

    /** Shows the two selected pictures against each other. */
    public void compare() {
        List<StoredPicture> selected = model.selection().selected();
        if (selected.size() == 2) {
            ports.compare(selected.get(0), selected.get(1));
        } else {
            ports.say(Notice.of(texts.get("compare.two")));
        }
    }

    /** The picture that a command for one is meant for. */
    private Optional<StoredPicture> target() {
        Optional<StoredPicture> focused = model.selection().focused();
        return focused.isPresent() ? focused : model.selection().selected().stream().findFirst();
    }

    private void importNow(List<Path> files) {
        store.run(
                () -> pictures.importFiles(files),
                imported -> {
                    model.added(imported.added());
                    sayImported(imported);
                    Optional<StoredPicture> first =
                            imported.added().stream()
                                    .findFirst()
                                    .or(() -> imported.known().stream().findFirst());
                    first.ifPresent(picture -> model.reveal(picture.id()));
                },
                this::failed);
    }

    private void sayImported(Pictures.Imported imported) {
        StringBuilder words = new StringBuilder(texts.get("import.done", imported.added().size()));
        if (!imported.known().isEmpty()) {
            words.append(' ').append(texts.get("import.known", imported.known().size()));
        }
        if (!imported.refused().isEmpty()) {
            words.append(' ').append(imported.refused().get(0));
            if (imported.refused().size() > 1) {
                words.append(' ').append(texts.get("import.more", imported.refused().size() - 1));
            }
        }
        ports.say(Notice.of(words.toString()));
    }

    private void failed(Exception failure) {
        ports.say(Failures.notice(failure));
    }
}
