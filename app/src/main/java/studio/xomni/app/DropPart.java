package studio.xomni.app;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import studio.xomni.app.create.CanvasModel;
import studio.xomni.app.create.CreateModel;
import studio.xomni.app.create.Part;
import studio.xomni.app.shell.Choice;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.store.Looked;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;

/**
 * Pictures that are dropped on the form or the canvas, or pasted: what they were made with can be
 * taken into the form, or they are shown.
 */
final class DropPart {

    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("drop-target");

    private final Texts texts = Texts.of("shell");
    private final Background store;
    private final ShellModel shell;
    private final CreateModel form;
    private final CanvasModel canvas;
    private final Consumer<List<Path>> importing;

    /**
     * @param importing takes files into the library
     */
    DropPart(
            Background store,
            ShellModel shell,
            CreateModel form,
            CanvasModel canvas,
            Consumer<List<Path>> importing) {
        this.store = store;
        this.shell = shell;
        this.form = form;
        this.canvas = canvas;
        this.importing = importing;
    }

    /** Lets pictures be dropped on a part of the window. */
    void accept(Node zone) {
        zone.addEventHandler(
                DragEvent.DRAG_OVER,
                drag -> {
                    if (drag.getDragboard().hasFiles() && drag.getGestureSource() == null) {
                        drag.acceptTransferModes(TransferMode.COPY);
                        zone.pseudoClassStateChanged(TARGET, true);
                        drag.consume();
                    }
                });
        zone.addEventHandler(
                DragEvent.DRAG_EXITED, gone -> zone.pseudoClassStateChanged(TARGET, false));
        zone.addEventHandler(
                DragEvent.DRAG_DROPPED,
                drop -> {
                    if (drop.getDragboard().hasFiles()) {
                        dropped(drop.getDragboard().getFiles());
                        drop.setDropCompleted(true);
                        drop.consume();
                    }
                });
    }

    /** Takes what lies on the clipboard, if it is files. */
    void paste() {
        List<File> files = Clipboard.getSystemClipboard().getFiles();
        if (files != null && !files.isEmpty()) {
            dropped(files);
        }
    }

    private void dropped(List<File> files) {
        open(files.stream().map(File::toPath).toList());
    }

    /** One picture is looked at; several, or a folder, are taken into the library. */
    void open(List<Path> paths) {
        if (paths.size() > 1 || paths.get(0).toFile().isDirectory()) {
            importing.accept(paths);
            return;
        }
        store.run(() -> Looked.at(paths.get(0)), this::ask, failure -> shell.say(notice(failure)));
    }

    private static Notice notice(Exception failure) {
        return Notice.of(String.valueOf(failure.getLocalizedMessage()));
    }

    /** One picture: its settings, or the picture itself. */
    private void ask(Looked looked) {
        StoredPicture picture = looked.picture();
        Optional<PictureMetadata> metadata = looked.metadata();
        if (metadata.isEmpty()) {
            show(picture);
            return;
        }
        shell.ask(
                new Choice(
                        texts.get("drop.title"),
                        picture.prompt().isBlank() ? picture.file().toString() : picture.prompt(),
                        List.of(
                                new Choice.Answer(
                                        texts.get("drop.apply"),
                                        () -> form.recall(metadata.get(), Part.ALL)),
                                new Choice.Answer(texts.get("drop.show"), () -> show(picture)))));
    }

    private void show(StoredPicture picture) {
        canvas.open(
                new CanvasModel.Shown.Stored(
                        picture.id(), picture.file(), picture.width(), picture.height()));
    }
}
