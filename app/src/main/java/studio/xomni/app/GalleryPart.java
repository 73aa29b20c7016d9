package studio.xomni.app;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
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
import studio.xomni.app.gallery.GalleryCommands;
import studio.xomni.app.gallery.GalleryModel;
import studio.xomni.app.gallery.GalleryPorts;
import studio.xomni.app.gallery.GalleryView;
import studio.xomni.app.gallery.RecallPart;
import studio.xomni.app.shell.Choice;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.shell.ShellView;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Threads;
import studio.xomni.engine.pipeline.ImageRequest;

/** The gallery's place in the window, and what it asks of the rest. */
final class GalleryPart implements GalleryPorts, AutoCloseable {

    private final Texts texts = Texts.of("shell");
    private final Threads searching = new Threads("search", 1);
    private final Threads decoding = new Threads("thumbnails", 2);
    private final ShellModel shell;
    private final ShellView view;
    private final CreateModel form;
    private final CanvasModel canvas;
    private final Consumer<Path> showFolder;
    private final BiConsumer<PictureMetadata, ImageRequest.PaintSeed> painting;
    private final Supplier<ChatPart> chat;
    private final SplittableRandom random = new SplittableRandom();
    private final GalleryModel model;
    private final GalleryCommands commands;
    private final GalleryView gallery;
    private final DetailsView details;
    private final CompareView comparison;

    /**
     * @param showFolder opens a folder in the desktop's file manager
     * @param painting queues a picture's tokens to be painted with a seed
     * @param chat takes pictures to ask about
     */
    GalleryPart(
            Library library,
            Threads storeThread,
            ShellModel shell,
            ShellView view,
            CreateModel form,
            CanvasModel canvas,
            Consumer<Path> showFolder,
            BiConsumer<PictureMetadata, ImageRequest.PaintSeed> painting,
            Supplier<ChatPart> chat) {
        this.shell = shell;
        this.view = view;
        this.form = form;
        this.canvas = canvas;
        this.showFolder = showFolder;
        this.painting = painting;
        this.chat = chat;
        model = new GalleryModel(library.pictures(), storeThread, searching, shell::say);
        commands = new GalleryCommands(model, library.pictures(), storeThread, this);
        gallery = new GalleryView(model, commands, library.pictures(), decoding);
        details =
                new DetailsView(
                        new DetailsModel(model, commands, library.pictures(), storeThread),
                        GalleryPart::copyText);
        comparison = new CompareView(new CompareModel(), this::closeComparison);
    }

    void start() {
        model.load();
        view.setTab(ShellModel.Tab.DETAILS, details);
        place(shell.galleryExpanded().get());
        shell.galleryExpanded()
                .addListener(
                        (expanded, before, now) -> {
                            place(now);
                            gallery.focusPictures();
                        });
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
            shell.tab().set(ShellModel.Tab.GALLERY);
        }
        gallery.focusSearch();
    }

    @Override
    public void recall(PictureMetadata metadata, RecallPart part) {
        form.recall(metadata, Part.valueOf(part.name()));
    }

    @Override
    public void paint(PictureMetadata metadata, boolean anew) {
        painting.accept(
                metadata,
                anew
                        ? new ImageRequest.PaintSeed.Own(random.nextInt(CreateModel.DICE))
                        : metadata.recipe().request().paint().seed());
    }

    @Override
    public void open(StoredPicture picture) {
        canvas.open(
                new CanvasModel.Shown.Stored(
                        picture.id(), picture.file(), picture.width(), picture.height()));
        closeComparison();
        shell.galleryExpanded().set(false);
    }

    @Override
    public void details(StoredPicture picture) {
        shell.tab().set(ShellModel.Tab.DETAILS);
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
        decoding.run(
                () -> new Image(first),
                image -> copy(pictures, image),
                failure -> shell.say(Notice.of(String.valueOf(failure.getMessage()))));
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
        searching.close();
        decoding.close();
    }
}
