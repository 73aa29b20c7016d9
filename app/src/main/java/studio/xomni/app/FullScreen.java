package studio.xomni.app;

import javafx.beans.value.ChangeListener;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import studio.xomni.app.create.CanvasModel;
import studio.xomni.app.shell.ShellModel;

/** The canvas over the whole screen, without the panels; they come back as they were. */
final class FullScreen {

    private final ShellModel shell;
    private final CanvasModel canvas;
    private final ChangeListener<Boolean> onStage = (full, before, now) -> changed(now);
    private boolean panelsWereHidden;

    FullScreen(ShellModel shell, CanvasModel canvas) {
        this.shell = shell;
        this.canvas = canvas;
    }

    void install(Stage stage) {
        // Esc leaves through the window's keys, where it may mean something else first.
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        stage.setFullScreenExitHint("");
        canvas.fullScreen().addListener((full, before, now) -> stage.setFullScreen(now));
        // The desktop may end it as well.
        stage.fullScreenProperty().addListener(onStage);
    }

    /** Lets go of a window that shows something else now. */
    void leave(Stage stage) {
        stage.fullScreenProperty().removeListener(onStage);
    }

    private void changed(boolean full) {
        if (full) {
            panelsWereHidden = shell.panelsHidden().get();
            shell.panelsHidden().set(true);
        } else {
            shell.panelsHidden().set(panelsWereHidden);
        }
        canvas.fullScreen().set(full);
    }
}
