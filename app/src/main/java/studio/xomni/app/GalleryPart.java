package studio.xomni.app;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import studio.xomni.app.create.CanvasModel;
import studio.xomni.app.create.CreateModel;
import studio.xomni.app.create.Part;
import studio.xomni.app.gallery.CompareModel;
import studio.xomni.app.gallery.CompareView;
import studio.xomni.app.gallery.DetailsModel;
import studio.xomni.app.gallery.DetailsView;
import studio.xomni.app.gallery.DragCopies;
import studio.xomni.app.gallery.GalleryCommands;
import studio.xomni.app.gallery.GalleryModel;
import studio.xomni.app.gallery.GalleryPorts;
import studio.xomni.app.gallery.GalleryView;
import studio.xomni.app.gallery.RecallPart;
import studio.xomni.app.queue.QueueModel;
import studio.xomni.app.shell.Choice;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.shell.ShellView;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.Origin;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Sheet;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Threads;
import studio.xomni.engine.pipeline.ImageRequest;

/** The gallery's place in the window, and what it asks of the rest. */
final class GalleryPart implements GalleryPorts, AutoCloseable {

    /** Pictures of "more like this". */
    private static final int MORE = 4;

    private final Texts texts = Texts.of("shell");
    private final Threads searching = new Threads("search", 1);
    private final Threads decoding = new Threads("thumbnails", 2);
    private final Library library;
    private final Threads storeThread;
    private final ShellModel shell;
    private final ShellView view;
    private final CreateModel form;
    private final CanvasModel canvas;
    private final Consumer<Path> showFolder;
    private final Supplier<ChatPart> chat;
    private final QueueModel queue;
    private final SheetPart sheets;
    private final SplittableRandom random = new SplittableRandom();
    private final ExportPart exports;
    private final Path copiesFolder;
    private final DragCopies copies;
    private final GalleryModel model;
    private final GalleryCommands commands;
    private final GalleryView gallery;
    private final DetailsView details;
    private final CompareView comparison;

    /**
     * @param session whose undo list goes on in this gallery
     * @param showFolder opens a folder in the desktop's file manager
     * @param queue takes what is made of a picture
     * @param chat takes pictures to ask about
     */
    GalleryPart(
            Session session,
            Threads storeThread,
            ShellModel shell,
            ShellView view,
            CreateModel form,
            CanvasModel canvas,
            Consumer<Path> showFolder,
            QueueModel queue,
            Supplier<ChatPart> chat) {
        this.library = session.library();
        this.storeThread = storeThread;
        this.shell = shell;
        this.view = view;
        this.form = form;
        this.canvas = canvas;
        this.showFolder = showFolder;
        this.chat = chat;
        this.queue = queue;
        exports =
                new ExportPart(
                        session, storeThread, shell, () -> view.getScene().getWindow(), showFolder);
        copiesFolder = library.folders().data().resolve("dragged");
        copies = new DragCopies(copiesFolder, decoding, this::failed);
        model = new GalleryModel(library.pictures(), storeThread, searching, shell::say);
        commands =
                new GalleryCommands(model, session.edits(), library.pictures(), storeThread, this);
        gallery = new GalleryView(model, commands, library.pictures(), decoding);
        sheets =
                new SheetPart(
                        shell,
                        view,
                        queue,
                        library.pictures(),
                        model::picturesOfSheet,
                        this::open,
                        showFolder,
                        decoding);
        model.onChange(sheets::refresh);
        details =
                new DetailsView(
                        new DetailsModel(model, commands, library.pictures(), storeThread),
                        GalleryPart::copyText);
        comparison = new CompareView(new CompareModel(), this::closeComparison);
    }

    private void failed(Exception failure) {
        shell.say(Notice.of(String.valueOf(failure.getLocalizedMessage())));
    }

    void start() {
        model.load();
        decoding.run(
                () -> {
                    DragCopies.empty(copiesFolder);
                    return true;
                },
                emptied -> {},
                failure -> {});
        new KeptChoices(library.desk(), storeThread, this::failed)
                .keep("gallery.clean-drags", model.cleanDrags());
        view.setTab(ShellModel.Tab.DETAILS, details);
        place(shell.galleryExpanded().get());
        shell.galleryExpanded()
                .addListener(
                        (expanded, before, now) -> {
                            place(now);
                            gallery.focusPictures();
                        });
    }

    /** Shows what another window showed. */
    void takeOver(GalleryPart old) {
        model.takeOver(old.model);
        exports.takeOver(old.exports);
        sheets.takeOver(old.sheets);
        if (old.comparison.getParent() != null) {
            comparison.takeOver(old.comparison, decoding);
            view.cover(comparison, true);
        }
    }

    private void place(boolean expanded) {
        if (expanded) {
            view.setTab(ShellModel.Tab.GALLERY, null);
            // Pictures can be dragged to the chat while it is shown.
            if (shell.tab().get() != ShellModel.Tab.CHAT) {
                shell.tab().set(ShellModel.Tab.DETAILS);
            }
        }
        closeComparison();
        view.cover(gallery, expanded);
        if (!expanded) {
            view.setTab(ShellModel.Tab.GALLERY, gallery);
            shell.tab().set(ShellModel.Tab.GALLERY);
        }
    }

    /** Shows a picture that was just finished. */
    void added(StoredPicture picture) {
        model.added(picture);
    }

    /** The pictures that are selected. */
    List<StoredPicture> selected() {
        return model.selection().selected();
    }

    /** Calls a listener when other pictures are selected. */
    void onSelection(Runnable listener) {
        model.selection().changes().addListener((property, before, now) -> listener.run());
    }

    /** Reads anew what was said about pictures. */
    void refreshSaid() {
        model.refreshSaid();
    }

    void onPicture(Consumer<GalleryCommands> command) {
        if (!gallery.takesKeys()) {
            command.accept(commands);
        }
    }

    void undo() {
        commands.undo();
    }

    void importFiles(List<Path> files) {
        commands.importFiles(files);
    }

    void search() {
        if (!shell.galleryExpanded().get()) {
            shell.showTab(ShellModel.Tab.GALLERY);
        }
        gallery.focusSearch();
    }

    @Override
    public void recall(PictureMetadata metadata, RecallPart part) {
        form.recall(metadata, Part.valueOf(part.name()));
    }

    @Override
    public void paint(PictureMetadata metadata, boolean anew) {
        queue.paintAgain(
                metadata,
                anew
                        ? new ImageRequest.PaintSeed.Own(random.nextInt(CreateModel.DICE))
                        : metadata.recipe().request().paint().seed());
    }

    @Override
    public void more(PictureMetadata metadata) {
        ImageRequest made = metadata.recipe().request();
        queue.add(
                metadata.recipe().with(made.withSeed(random.nextInt(CreateModel.DICE), MORE)),
                false,
                Origin.of(metadata.id()));
        shell.say(Notice.of(texts.get("more.queued", MORE)));
    }

    @Override
    public void orderSheet(PictureMetadata metadata) {
        sheets.order(metadata);
    }

    @Override
    public void showSheet(Sheet sheet) {
        closeComparison();
        sheets.show(sheet);
    }

    @Override
    public void open(StoredPicture picture) {
        canvas.open(
                new CanvasModel.Shown.Stored(
                        picture.id(), picture.file(), picture.width(), picture.height()));
        closeComparison();
        sheets.close();
        shell.galleryExpanded().set(false);
        shell.tabsOpen().set(false);
    }

    @Override
    public void details(StoredPicture picture) {
        shell.showTab(ShellModel.Tab.DETAILS);
    }

    @Override
    public void ask(List<StoredPicture> pictures) {
        chat.get().ask(pictures);
    }

    @Override
    public void openChats(StoredPicture picture) {
        chat.get().openAbout(picture);
    }

    @Override
    public void compare(StoredPicture one, StoredPicture other) {
        shell.galleryExpanded().set(false);
        shell.tabsOpen().set(false);
        view.cover(comparison, true);
        comparison.show(one, other, decoding);
        comparison.requestFocus();
    }

    private void closeComparison() {
        view.cover(comparison, false);
    }

    /** Takes away what lies over the canvas; false where nothing does. */
    boolean uncover() {
        if (comparison.getParent() != null) {
            closeComparison();
            return true;
        }
        if (sheets.isOpen()) {
            sheets.close();
            return true;
        }
        if (shell.galleryExpanded().get()) {
            shell.galleryExpanded().set(false);
            return true;
        }
        return false;
    }

    @Override
    public void showInFolder(StoredPicture picture) {
        Path folder = picture.file().getParent();
        if (folder != null) {
            showFolder.accept(folder);
        }
    }

    @Override
    public void copy(List<StoredPicture> pictures) {
        String first = pictures.get(0).file().toUri().toString();
        decoding.run(() -> new Image(first), image -> copy(pictures, image), this::failed);
    }

    private static void copy(List<StoredPicture> pictures, Image first) {
        ClipboardContent content = new ClipboardContent();
        content.putFiles(pictures.stream().map(picture -> picture.file().toFile()).toList());
        if (!first.isError()) {
            content.putImage(first);
        }
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static void copyText(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public void export(List<StoredPicture> pictures) {
        exports.export(pictures);
    }

    @Override
    public List<Path> dragged(List<StoredPicture> pictures) {
        return model.cleanDrags().get()
                ? copies.of(pictures)
                : pictures.stream().map(StoredPicture::file).toList();
    }

    /** Asks how the selected pictures are to be exported. */
    void export() {
        commands.export();
    }

    @Override
    public void say(Notice notice) {
        shell.say(notice);
    }

    @Override
    public void ask(String question, String yesLabel, Runnable yes) {
        shell.ask(
                new Choice(
                        texts.get("import.ask.title"),
                        question,
                        List.of(new Choice.Answer(yesLabel, yes))));
    }

    @Override
    public void close() {
        exports.close();
        searching.close();
        decoding.close();
        DragCopies.empty(copiesFolder);
    }
}
