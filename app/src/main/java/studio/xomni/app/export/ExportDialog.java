package studio.xomni.app.export;

import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.stage.Modality;
import javafx.stage.Window;
import javafx.util.Subscription;
import studio.xomni.app.text.Texts;

/** The export's own window. It may be closed while files are written: that goes on. */
public final class ExportDialog implements AutoCloseable {

    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final ExportView view;
    private final Subscription heard;

    public ExportDialog(ExportModel model, Texts texts, Window owner) {
        dialog.initOwner(owner);
        dialog.initModality(Modality.NONE);
        dialog.setTitle(texts.get("window"));
        view = new ExportView(model, texts);
        dialog.getDialogPane().setContent(view);
        dialog.setOnShown(shown -> view.focusFirst());
        dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
        // What was asked for is under way or done: the window has nothing left to say.
        heard =
                model.running()
                        .subscribe(
                                (before, now) -> {
                                    if (!now && model.isDone()) {
                                        dialog.close();
                                    }
                                });
    }

    public boolean isShown() {
        return dialog.isShowing();
    }

    /** Takes the window away and lets go of the model. */
    @Override
    public void close() {
        heard.unsubscribe();
        view.close();
        dialog.close();
    }

    /** Shows the window, or brings it to the front. */
    public void show() {
        dialog.show();
        Window window = dialog.getDialogPane().getScene().getWindow();
        if (window instanceof javafx.stage.Stage stage) {
            stage.toFront();
        }
    }
}
