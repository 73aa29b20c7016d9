package studio.xomni.app;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.stage.Window;
import studio.xomni.app.queue.QueueModel;
import studio.xomni.app.sheet.SheetModel;
import studio.xomni.app.sheet.SheetOrderDialog;
import studio.xomni.app.sheet.SheetOrderModel;
import studio.xomni.app.sheet.SheetView;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.shell.ShellView;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Pictures;
import studio.xomni.app.store.Sheet;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;

/** Tables of pictures: ordered from a picture, shown over the canvas. */
final class SheetPart {

    private final Texts texts = Texts.of("sheet");
    private final ShellModel shell;
    private final ShellView view;
    private final Supplier<Window> owner;
    private final QueueModel queue;
    private final Consumer<Path> showFolder;
    private final SheetModel model;
    private final SheetView sheet;

    /**
     * @param picturesOf the library's pictures of a sheet by its id, the newest first
     * @param open shows a picture large
     */
    SheetPart(
            ShellModel shell,
            ShellView view,
            QueueModel queue,
            Pictures pictures,
            Function<String, List<StoredPicture>> picturesOf,
            Consumer<StoredPicture> open,
            Consumer<Path> showFolder,
            Background decoding) {
        this.shell = shell;
        this.view = view;
        this.owner = () -> view.getScene().getWindow();
        this.queue = queue;
        this.showFolder = showFolder;
        model = new SheetModel(picturesOf, open, decoding);
        sheet =
                new SheetView(
                        model,
                        pictures,
                        decoding,
                        texts,
                        this::close,
                        this::written,
                        failure ->
                                shell.say(
                                        Notice.of(String.valueOf(failure.getLocalizedMessage()))));
    }

    /** Asks which values the table is to have. */
    void order(PictureMetadata picture) {
        SheetOrderDialog.show(
                new SheetOrderModel(
                        picture,
                        (recipes, origin, ordered) -> {
                            queue.addAll(recipes, false, origin);
                            show(ordered);
                        }),
                texts,
                owner.get());
    }

    void show(Sheet shown) {
        model.show(shown);
        shell.galleryExpanded().set(false);
        view.cover(sheet, true);
        sheet.requestFocus();
    }

    /** Shows the table that another window shows. */
    void takeOver(SheetPart old) {
        if (old.isOpen()) {
            old.model.shown().ifPresent(this::show);
        }
    }

    /** Pictures came or went. */
    void refresh() {
        if (isOpen()) {
            model.refresh();
        }
    }

    boolean isOpen() {
        return sheet.getParent() != null;
    }

    void close() {
        view.cover(sheet, false);
    }

    private void written(Path file) {
        Path folder = file.getParent();
        shell.say(
                folder == null
                        ? Notice.of(texts.get("written", file))
                        : new Notice(
                                texts.get("written", file),
                                texts.get("folder"),
                                () -> showFolder.accept(folder)));
    }
}
