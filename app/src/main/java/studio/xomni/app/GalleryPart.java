package studio.xomni.app;

import java.util.List;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.stage.Stage;
import studio.xomni.app.create.CanvasModel;
import studio.xomni.app.create.CreateModel;
import studio.xomni.app.create.Part;
import studio.xomni.app.gallery.GalleryCommands;
import studio.xomni.app.gallery.GalleryModel;
import studio.xomni.app.gallery.GalleryPorts;
import studio.xomni.app.gallery.GalleryView;
import studio.xomni.app.gallery.RecallPart;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.shell.ShellView;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Threads;

/** The gallery's place in the window, and what it asks of the rest. */
final class GalleryPart implements GalleryPorts, AutoCloseable {

    private final Threads searching = new Threads("search", 1);
    private final Threads decoding = new Threads("thumbnails", 2);
    private final ShellModel shell;
    private final ShellView view;
    private final CreateModel form;
    private final CanvasModel canvas;
    private final Stage window;
    private final GalleryModel model;
    private final GalleryCommands commands;
    private final GalleryView gallery;

    GalleryPart(
            Library library,
            Threads storeThread,
            ShellModel shell,
            ShellView view,
            CreateModel form,
            CanvasModel canvas,
            Stage window) {
        this.shell = shell;
        this.view = view;
        this.form = form;
        this.canvas = canvas;
        this.window = window;
        model = new GalleryModel(library.pictures(), storeThread, searching, shell::say);
        commands = new GalleryCommands(model, library.pictures(), storeThread, this);
        gallery = new GalleryView(model, commands, library.pictures(), decoding);
    }

    void start() {
        model.load();
        place(shell.galleryExpanded().get());
        shell.galleryExpanded().addListener((expanded, before, now) -> place(now));
    }

    private void place(boolean expanded) {
        if (expanded) {
            view.setTab(ShellModel.Tab.GALLERY, new javafx.scene.layout.StackPane());
        }
        view.cover(gallery, expanded);
        if (!expanded) {
            view.setTab(ShellModel.Tab.GALLERY, gallery);
        }
    }

    void refresh() {
        model.refresh();
    }

    void undo() {
        commands.undo();
    }

    void search() {
        shell.tab().set(ShellModel.Tab.GALLERY);
        gallery.focusSearch();
    }

    @Override
    public void recall(PictureMetadata metadata, RecallPart part) {
        form.recall(metadata, Part.valueOf(part.name()));
    }

    @Override
    public void open(StoredPicture picture) {
        canvas.open(
                new CanvasModel.Shown.Stored(
                        picture.id(), picture.file(), picture.width(), picture.height()));
        shell.galleryExpanded().set(false);
    }

    @Override
    public void details(StoredPicture picture) {
        shell.tab().set(ShellModel.Tab.DETAILS);
    }

    @Override
    public void compare(StoredPicture one, StoredPicture other) {}

    @Override
    public void showInFolder(StoredPicture picture) {}

    @Override
    public void copy(List<StoredPicture> pictures) {}

    @Override
    public void say(Notice notice) {
        shell.say(notice);
    }

    @Override
    public void ask(String question, String yesLabel, Runnable yes) {
        ButtonType go = new ButtonType(yesLabel, ButtonBar.ButtonData.OK_DONE);
        Alert ask = new Alert(Alert.AlertType.CONFIRMATION, question, go, ButtonType.CANCEL);
        ask.setHeaderText(null);
        ask.initOwner(window);
        ask.showAndWait().filter(answer -> answer == go).ifPresent(answer -> yes.run());
    }

    @Override
    public void close() {
        searching.close();
        decoding.close();
    }
}
