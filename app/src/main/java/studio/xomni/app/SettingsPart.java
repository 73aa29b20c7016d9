package studio.xomni.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.create.CreateModel;
import studio.xomni.app.models.ModelFit;
import studio.xomni.app.queue.PeakMemory;
import studio.xomni.app.settings.Settings;
import studio.xomni.app.settings.SettingsModel;
import studio.xomni.app.settings.SettingsModel.Peak;
import studio.xomni.app.settings.SettingsView;
import studio.xomni.app.shell.Choice;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.shell.ShellView;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;
import studio.xomni.engine.Engine;
import studio.xomni.engine.pipeline.Fit;
import studio.xomni.engine.pipeline.Memory;

/** The page of settings, and what they do in the window. */
final class SettingsPart {

    /** What outlives the window and carries out what is decided in it. */
    interface Studio {

        Settings settings();

        /** Keeps and applies settings. */
        void change(Settings now);

        /** Whether these settings want a dark window. */
        boolean isDark(Settings settings);

        /** Where pictures are kept unless the user says otherwise. */
        Path standardPictures();

        /**
         * Keeps pictures in another folder.
         *
         * @param move whether those that are there already move with it
         */
        void changeFolder(Path folder, boolean move);

        /** Opens a folder in the desktop's file manager. */
        void showFolder(Path folder);

        /** Makes a file that says what went on here, and says where it is. */
        void diagnose(boolean withPrompts);
    }

    private final Texts texts = Texts.of("settings");
    private final ShellModel shell;
    private final ShellView view;
    private final CreateModel form;
    private final Background background;
    private final Stage window;
    private final Studio studio;
    private final SettingsModel model;
    private @Nullable SettingsView page;
    private @Nullable Session session;
    private @Nullable Workspace workspace;

    SettingsPart(
            ShellModel shell,
            ShellView view,
            CreateModel form,
            Background background,
            Stage window,
            Settings settings,
            Studio studio) {
        this.shell = shell;
        this.view = view;
        this.form = form;
        this.background = background;
        this.window = window;
        this.studio = studio;
        this.model = new SettingsModel(settings, studio.standardPictures(), studio::change);
        shell.dark().set(studio.isDark(settings));
    }

    void start() {
        view.setPage(ShellModel.Page.SETTINGS, this::page);
        shell.dark()
                .addListener(
                        (dark, before, now) -> {
                            if (now != studio.isDark(studio.settings())) {
                                model.setTheme(now ? Settings.Theme.DARK : Settings.Theme.LIGHT);
                            }
                        });
        form.memory().addListener((memory, before, now) -> model.setMemory(now));
    }

    void opened(Session open, Workspace made) {
        session = open;
        workspace = made;
    }

    /** Takes settings that were changed, wherever that was. */
    void changed(Settings now) {
        model.show(now);
        form.memory().set(now.memory());
        shell.dark().set(studio.isDark(now));
    }

    private Node page() {
        measure();
        if (page == null) {
            background.run(Engine::devices, model::found, this::complain);
            page =
                    new SettingsView(
                            model,
                            texts,
                            new SettingsView.Commands(
                                    this::chooseFolder,
                                    studio::showFolder,
                                    view::showKeys,
                                    studio::diagnose));
        }
        return page;
    }

    private void complain(Exception failure) {
        shell.say(Notice.of(String.valueOf(failure.getLocalizedMessage())));
    }

    /** Finds what each memory mode takes for the pictures of the form. */
    private void measure() {
        Recipe recipe = form.recipe();
        Session open = session;
        background.run(
                () -> {
                    List<Peak> peaks = new ArrayList<>();
                    for (Memory memory : Memory.values()) {
                        Recipe asked = recipe.with(memory);
                        Fit fit = ModelFit.of(asked);
                        long measured =
                                open == null ? 0 : PeakMemory.kept(open.library().desk(), asked);
                        peaks.add(
                                new Peak(
                                        memory,
                                        fit.wanted().bytes(),
                                        measured,
                                        fit instanceof Fit.Fits));
                    }
                    return peaks;
                },
                model.peaks()::setAll,
                this::complain);
    }

    /** Asks for another pictures folder, and what becomes of the pictures. */
    void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("folder.choose"));
        if (Files.isDirectory(model.pictures())) {
            chooser.setInitialDirectory(model.pictures().toFile());
        }
        File chosen = chooser.showDialog(window);
        if (chosen != null) {
            askFolder(chosen.toPath());
        }
    }

    /** Asks what becomes of the pictures that are there. */
    void askFolder(Path folder) {
        Workspace open = workspace;
        if (folder.equals(model.pictures())) {
            return;
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            shell.say(Notice.of(texts.get("folder.refused", folder)));
            return;
        }
        if (open != null && open.isDrawing()) {
            shell.say(Notice.of(texts.get("folder.busy")));
            return;
        }
        if (!Files.isDirectory(model.pictures())) {
            studio.changeFolder(folder, false); // there is nothing to move
            return;
        }
        shell.ask(
                new Choice(
                        texts.get("folder.ask", folder.getFileName()),
                        texts.get("folder.ask.help", folder, model.pictures()),
                        List.of(
                                new Choice.Answer(
                                        texts.get("folder.move"),
                                        () -> studio.changeFolder(folder, true)),
                                new Choice.Answer(
                                        texts.get("folder.use"),
                                        () -> studio.changeFolder(folder, false)))));
    }
}
