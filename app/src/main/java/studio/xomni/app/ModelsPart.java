package studio.xomni.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import studio.xomni.app.create.CreateModel;
import studio.xomni.app.models.ModelFit;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.models.ModelName;
import studio.xomni.app.settings.Settings;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.shell.ShellView;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Background;
import studio.xomni.engine.pipeline.Fit;
import studio.xomni.engine.pipeline.Memory;

/** The menu of models: the built-in one, or a checkpoint folder, which is looked at first. */
final class ModelsPart {

    private static final double GIGABYTE = 1L << 30;

    private final Texts texts = Texts.of("shell");
    private final ShellModel shell;
    private final ShellView view;
    private final CreateModel form;
    private final Background background;
    private final Stage window;
    private final SettingsPart.Studio studio;

    ModelsPart(
            ShellModel shell,
            ShellView view,
            CreateModel form,
            Background background,
            Stage window,
            SettingsPart.Studio studio) {
        this.shell = shell;
        this.view = view;
        this.form = form;
        this.background = background;
        this.window = window;
        this.studio = studio;
    }

    void start() {
        form.onChooseModel(this::look);
        form.numbers().addListener((numbers, before, now) -> sayReady());
        form.memory().addListener((memory, before, now) -> sayReady());
        sayReady();
        list(studio.settings());
        ModelSource kept = studio.settings().model();
        if (!kept.equals(form.model().get().source())) {
            look(kept, () -> {});
        }
    }

    /** Offers the models that are known. */
    private void list(Settings settings) {
        form.models().setAll(new ModelSource.BuiltIn());
        form.models().addAll(settings.models());
        MenuItem builtIn = new MenuItem(texts.get("models.builtin"));
        builtIn.setOnAction(chosen -> look(new ModelSource.BuiltIn(), () -> {}));
        MenuItem folder = new MenuItem(texts.get("models.open"));
        folder.setOnAction(chosen -> choose());
        view.modelMenu().getItems().setAll(builtIn);
        for (ModelSource.Folders known : settings.models()) {
            MenuItem item = new MenuItem(ModelName.of(known));
            item.setMnemonicParsing(false);
            item.setOnAction(chosen -> look(known, () -> {}));
            view.modelMenu().getItems().add(item);
        }
        view.modelMenu().getItems().addAll(new SeparatorMenuItem(), folder);
    }

    private void choose() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("models.open.title"));
        File checkpoint = chooser.showDialog(window);
        if (checkpoint == null) {
            return;
        }
        Path beside = checkpoint.toPath().resolveSibling("flux");
        if (Files.isDirectory(beside)) {
            look(new ModelSource.Folders(checkpoint.toPath(), beside), () -> {});
            return;
        }
        chooser.setTitle(texts.get("models.flux.title"));
        File flux = chooser.showDialog(window);
        if (flux != null) {
            look(new ModelSource.Folders(checkpoint.toPath(), flux.toPath()), () -> {});
        }
    }

    /**
     * Reads what the model says of itself and whether it fits, and takes it then.
     *
     * @param then done when it is taken
     */
    void look(ModelSource source, Runnable then) {
        NumberType numbers = form.numbers().get();
        Memory memory = form.memory().get();
        background.run(
                () -> new Looked(ModelInfo.read(source), ModelFit.of(source, numbers, memory)),
                looked -> take(looked, then),
                failure ->
                        shell.say(
                                Notice.of(
                                        texts.get(
                                                "models.refused",
                                                String.valueOf(failure.getLocalizedMessage())))));
    }

    private record Looked(ModelInfo info, Fit fit) {}

    private void take(Looked looked, Runnable then) {
        String name = name(looked.info());
        String needs = gigabytes(looked.fit().wanted().bytes());
        String free = gigabytes(looked.fit().machine().available());
        if (looked.fit() instanceof Fit.FitsIn other) {
            Memory mode = other.smaller().memory();
            String modeName = texts.get("memory." + mode.name().toLowerCase(Locale.ROOT));
            shell.say(
                    new Notice(
                            texts.get(
                                    "models.memory.mode",
                                    name,
                                    needs,
                                    free,
                                    modeName,
                                    gigabytes(other.smaller().bytes())),
                            texts.get("models.mode", modeName),
                            () -> {
                                form.memory().set(mode);
                                use(looked.info(), then);
                            }));
            return;
        }
        if (looked.fit() instanceof Fit.TooLarge none) {
            shell.say(
                    new Notice(
                            texts.get(
                                    "models.memory",
                                    name,
                                    gigabytes(none.smallest().bytes()),
                                    free),
                            texts.get("models.anyway"),
                            () -> use(looked.info(), then)));
            return;
        }
        use(looked.info(), then);
    }

    private void use(ModelInfo info, Runnable then) {
        form.useModel(info);
        then.run();
        Settings settings = studio.settings().withModel(info.source());
        studio.change(settings);
        list(settings);
        shell.say(Notice.of(texts.get("models.opened", name(info))));
        sayReady();
    }

    private String name(ModelInfo info) {
        return info.source() instanceof ModelSource.BuiltIn
                ? texts.get("models.builtin")
                : info.card().name();
    }

    /** Shows the model that is used, its numbers and its device in the bar. */
    void sayReady() {
        shell.model()
                .set(
                        texts.get(
                                "model.ready",
                                name(form.model().get()),
                                numbers().key(),
                                studio.settings().device().toUpperCase(Locale.ROOT)));
    }

    /** Of the language model: int8 wherever memory is saved. */
    private NumberType numbers() {
        return form.memory().get() == Memory.FULL ? form.numbers().get() : NumberType.INT8;
    }

    /** Shows that the model is being loaded. */
    void sayLoading() {
        shell.model().set(texts.get("model.loading", name(form.model().get())));
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / GIGABYTE);
    }
}
