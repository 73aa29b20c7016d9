package studio.xomni.app;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.create.CanvasModel;
import studio.xomni.app.create.CreateModel;
import studio.xomni.app.gallery.GalleryCommands;
import studio.xomni.app.gallery.RecallPart;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.shell.ShellView;
import studio.xomni.app.shell.Shortcuts;

/** The window's keys and what they do. */
final class Keys {

    private final Shortcuts shortcuts = new Shortcuts();
    private final ShellModel shell;
    private final CanvasModel canvas;
    private final Supplier<@Nullable Workspace> workspace;

    /**
     * @param workspace the open library's part of the window, once it is there
     */
    Keys(
            ShellModel shell,
            ShellView view,
            CreateModel form,
            CanvasModel canvas,
            Supplier<@Nullable Workspace> workspace) {
        this.shell = shell;
        this.canvas = canvas;
        this.workspace = workspace;
        shortcuts
                .on("Ctrl+Enter", () -> form.generate(false))
                .on("Ctrl+Shift+Enter", () -> form.generate(true))
                .on("Ctrl+0", () -> canvas.zoom().set(CanvasModel.FIT))
                .on("Ctrl+1", () -> canvas.zoomTo(1))
                .on("Ctrl+Plus", () -> canvas.zoomBy(true))
                .on("Ctrl+Equals", () -> canvas.zoomBy(true))
                .on("Ctrl+Minus", () -> canvas.zoomBy(false))
                .on("F11", () -> toggle(canvas.fullScreen()))
                .on("Ctrl+F", () -> with(Workspace::search))
                .on("Ctrl+E", () -> with(Workspace::export))
                .onUnlessTyping("Ctrl+Z", () -> with(Workspace::undo))
                .onUnlessTyping("Ctrl+V", () -> with(Workspace::paste))
                .on("Esc", this::escape)
                .letter("e", () -> toggle(canvas.picking()))
                .letter("f", () -> toggle(shell.panelsHidden()))
                .letter("g", () -> toggle(shell.galleryExpanded()))
                .letter("q", () -> shell.showTab(ShellModel.Tab.QUEUE))
                .letter("?", view::showKeys);
        // The gallery's pictures take these keys themselves where they have the focus.
        onPicture("a", commands -> commands.recall(RecallPart.ALL));
        onPicture("s", commands -> commands.recall(RecallPart.SEED));
        onPicture("p", commands -> commands.recall(RecallPart.PROMPT));
        onPicture("r", commands -> commands.recall(RecallPart.ALL_BUT_SEED));
        onPicture("m", GalleryCommands::more);
        onPicture("x", GalleryCommands::orderSheet);
        onPicture("i", GalleryCommands::details);
        onPicture("c", GalleryCommands::compare);
        onPicture(".", GalleryCommands::toggleFavourite);
        for (int stars = 0; stars <= 5; stars++) {
            int given = stars;
            onPicture(Integer.toString(stars), commands -> commands.rate(given));
        }
    }

    private void onPicture(String letter, Consumer<GalleryCommands> command) {
        shortcuts.letter(letter, () -> with(open -> open.onPicture(command)));
    }

    private void with(Consumer<Workspace> command) {
        Workspace open = workspace.get();
        if (open != null) {
            command.accept(open);
        }
    }

    /**
     * Leaves what lies nearest: the eyedropper, the full screen, what covers the canvas; where
     * nothing does, stops what is drawn.
     */
    private void escape() {
        if (canvas.picking().get()) {
            canvas.stopPicking();
        } else if (canvas.fullScreen().get()) {
            canvas.fullScreen().set(false);
        } else if (!shell.uncover()) {
            with(Workspace::escape);
        }
    }

    private static void toggle(javafx.beans.property.BooleanProperty property) {
        property.set(!property.get());
    }

    void install(Scene scene) {
        shortcuts.install(scene);
        FullScreen full = new FullScreen(shell, canvas);
        scene.windowProperty()
                .addListener(
                        (window, before, now) -> {
                            if (before instanceof Stage stage) {
                                full.leave(stage);
                            }
                            if (now instanceof Stage stage) {
                                full.install(stage);
                            }
                        });
    }
}
