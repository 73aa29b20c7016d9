package studio.xomni.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.create.CanvasModel;
import studio.xomni.app.create.CanvasView;
import studio.xomni.app.create.CreateModel;
import studio.xomni.app.create.CreateView;
import studio.xomni.app.guide.GuideView;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.settings.Settings;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.shell.ShellView;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Threads;

/**
 * What the window shows, from its models up, in one language. In another language it is made anew
 * and takes over what the user has before them.
 */
final class StudioWindow {

    private final ShellModel shell = new ShellModel();
    private final CanvasModel canvas = new CanvasModel();
    private final CreateModel form;
    private final ShellView view;
    private final CreateView createView;
    private final List<Node> dropZones;
    private final ModelsPart models;
    private final SettingsPart settingsPart;
    private final Threads storeThread;
    private final Stage stage;
    private final Consumer<Path> showFolder;

    /** What was asked for before the library was open. */
    private final List<Asked> asked = new ArrayList<>();

    private final List<Path> askedFiles = new ArrayList<>();
    private @Nullable Workspace workspace;

    /** The window that this one takes over from, until it has all of it. */
    private @Nullable StudioWindow before;

    private record Asked(Recipe recipe, boolean first) {}

    /**
     * @param info the model that is drawn with
     * @param settings as they stand
     * @param studio where what is decided in the window goes
     * @param showFolder opens a folder in the desktop's file manager
     */
    StudioWindow(
            ModelInfo info,
            Settings settings,
            SettingsPart.Studio studio,
            Threads storeThread,
            Stage stage,
            Consumer<Path> showFolder) {
        this.storeThread = storeThread;
        this.stage = stage;
        this.showFolder = showFolder;
        form = new CreateModel(info, new SplittableRandom(), this::enqueue);
        form.memory().set(settings.memory());
        view = new ShellView(shell, Texts.of("shell"));
        createView = new CreateView(form, Texts.of("create"));
        view.setLeft(createView);
        CanvasView canvasView = new CanvasView(canvas, form, Texts.of("create"), this::stopDrawing);
        view.setMiddle(canvasView);
        dropZones = List.of(createView, canvasView);
        models = new ModelsPart(shell, view, form, storeThread, stage, studio);
        settingsPart = new SettingsPart(shell, view, form, storeThread, stage, settings, studio);
    }

    void start() {
        models.start();
        settingsPart.start();
        view.setPage(
                ShellModel.Page.GUIDE,
                () -> new GuideView(Texts.of("shell"), name -> Studio.resource("guide/" + name)));
    }

    Parent root() {
        return view;
    }

    ShellModel shell() {
        return shell;
    }

    CreateModel form() {
        return form;
    }

    SettingsPart settings() {
        return settingsPart;
    }

    void installKeys(Scene scene) {
        new Keys(shell, view, form, canvas, () -> workspace).install(scene);
    }

    void focusPrompt() {
        createView.focusPrompt();
    }

    /** Takes over what the user had before them in another window. */
    void takeOver(StudioWindow old) {
        form.restore(old.form.draft());
        shell.panelsHidden().set(old.shell.panelsHidden().get());
        shell.galleryExpanded().set(old.shell.galleryExpanded().get());
        shell.tab().set(old.shell.tab().get());
        canvas.zoom().set(old.canvas.zoom().get());
        old.canvas
                .shown()
                .get()
                .ifPresent(
                        shown -> {
                            if (shown instanceof CanvasModel.Shown.Stored stored) {
                                canvas.open(stored);
                            } else {
                                canvas.shown().set(Optional.of(shown));
                            }
                        });
        shell.page().set(old.shell.page().get());
        before = old;
        asked.addAll(old.asked);
        askedFiles.addAll(old.askedFiles);
    }

    /**
     * Fills the window from the library.
     *
     * @param first whether it was opened just now
     */
    void opened(Session session, boolean first) {
        Workspace made =
                new Workspace(
                        session,
                        storeThread,
                        shell,
                        view,
                        form,
                        canvas,
                        models,
                        stage,
                        settingsPart::chooseFolder,
                        showFolder);
        workspace = made;
        made.start(first);
        StudioWindow old = before;
        if (old != null) {
            before = null;
            takeOverLibrary(made, old);
        }
        made.acceptDrops(dropZones.toArray(new Node[0]));
        settingsPart.opened(session, made);
        asked.forEach(one -> made.enqueue(one.recipe(), one.first()));
        asked.clear();
        if (!askedFiles.isEmpty()) {
            made.openFiles(List.copyOf(askedFiles));
            askedFiles.clear();
        }
    }

    private void takeOverLibrary(Workspace made, StudioWindow old) {
        if (old.workspace != null) {
            made.takeOver(old.workspace);
        }
        shell.tab().set(old.shell.tab().get());
        old.close();
    }

    /** Opens files that the desktop handed over, now or when the library is open. */
    void openFiles(List<Path> files) {
        Workspace open = workspace;
        if (files.isEmpty()) {
            return;
        }
        if (open == null) {
            askedFiles.addAll(files);
        } else {
            open.openFiles(files);
        }
    }

    private void enqueue(Recipe recipe, Boolean first) {
        Workspace open = workspace;
        if (open == null) {
            asked.add(new Asked(recipe, first));
        } else {
            open.enqueue(recipe, first);
        }
    }

    private void stopDrawing() {
        Workspace open = workspace;
        if (open != null) {
            open.stopDrawing();
        }
    }

    boolean mayClose() {
        Workspace open = workspace;
        return open == null || open.mayClose();
    }

    /** Leaves the library; the work goes on. */
    void close() {
        Workspace open = workspace;
        workspace = null;
        if (open != null) {
            open.close();
        }
    }
}
