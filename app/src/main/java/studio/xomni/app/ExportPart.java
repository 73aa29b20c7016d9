package studio.xomni.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.export.ExportDialog;
import studio.xomni.app.export.ExportModel;
import studio.xomni.app.export.ExportPorts;
import studio.xomni.app.export.Sentences;
import studio.xomni.app.shell.Choice;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;

/** The export's place in the window, and what it says. */
final class ExportPart implements ExportPorts, AutoCloseable {

    private final Texts texts = Texts.of("export");
    private final ShellModel shell;
    private final Supplier<Window> owner;
    private final Consumer<Path> showFolder;
    private final ExportModel model;
    private @Nullable ExportDialog dialog;

    /**
     * @param session whose export is in this window from now on
     * @param store keeps the choices
     * @param owner the window that the export's belongs to
     * @param showFolder opens a folder in the desktop's file manager
     */
    ExportPart(
            Session session,
            Background store,
            ShellModel shell,
            Supplier<Window> owner,
            Consumer<Path> showFolder) {
        this.shell = shell;
        this.owner = owner;
        this.showFolder = showFolder;
        model = session.export(store, this);
    }

    /** Asks how pictures are to be exported. */
    void export(List<StoredPicture> pictures) {
        model.choose(pictures);
        show();
    }

    /** Shows the export's window where another window showed it. */
    void takeOver(ExportPart old) {
        if (old.dialog != null && old.dialog.isShown()) {
            show();
        }
    }

    private void show() {
        ExportDialog shown = dialog;
        if (shown == null) {
            shown = new ExportDialog(model, texts, owner.get());
            dialog = shown;
        }
        shown.show();
    }

    @Override
    public void say(Word word) {
        String words = Sentences.of(word, texts);
        if (word instanceof Word.Done done) {
            shell.say(withFolder(words, done.folder()));
        } else if (word instanceof Word.Cancelled cancelled) {
            shell.say(withFolder(words, cancelled.folder()));
        } else {
            shell.say(Notice.of(words));
        }
    }

    private Notice withFolder(String words, Path folder) {
        return Files.isDirectory(folder)
                ? new Notice(words, texts.get("show"), () -> showFolder.accept(folder))
                : Notice.of(words);
    }

    @Override
    public void askToReplace(int files, Runnable replace, Runnable keep) {
        shell.ask(
                new Choice(
                        texts.get("replace.title"),
                        texts.get("replace.text", files),
                        List.of(
                                new Choice.Answer(texts.get("replace.no"), keep),
                                new Choice.Answer(texts.get("replace.yes"), replace))));
    }

    /** Leaves the window; what is being written goes on. */
    @Override
    public void close() {
        if (dialog != null) {
            dialog.close();
        }
    }
}
