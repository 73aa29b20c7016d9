package studio.xomni.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.text.Font;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.settings.Settings;
import studio.xomni.app.settings.SettingsFile;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.PicturesFolder;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Threads;

/**
 * The application: settings, the window, and the library behind it. The window comes first, with a
 * form that can be typed in; the library is opened behind it, and the model when a picture is
 * drawn.
 */
public final class Studio extends Application implements SettingsPart.Studio {

    static final String TITLE = "X-Omni Studio";

    private static final Logger LOG = Logger.getLogger(Studio.class.getName());

    /** The window's content in device-independent pixels. */
    private static final double WIDTH = 1360;

    private static final double HEIGHT = 860;
    private static final double LEAST_WIDTH = 1024;
    private static final double LEAST_HEIGHT = 700;

    private final Threads storeThread = new Threads("store", 1);

    /** The desktop's own language, before the user's choice. */
    private final Locale desktop = Locale.getDefault(Locale.Category.DISPLAY);

    private Settings settings = Settings.STANDARD;
    private @Nullable SettingsFile file;
    private @Nullable WindowState windowState;
    private @Nullable Themes themes;
    private @Nullable StudioWindow content;
    private @Nullable Stage window;
    private @Nullable Session session;
    private @Nullable Logs logs;
    private boolean fontLoaded;
    private final Opening opening = new Opening(storeThread, this::say);

    @Override
    public void start(Stage stage) {
        window = stage;
        Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> unexpected(fault));
        Path data = folders().data();
        SettingsFile read = SettingsFile.in(data);
        file = read;
        settings = read.settings();
        WindowState kept = new WindowState(data);
        windowState = kept;
        themes = new Themes(kept, storeThread);
        speak();
        StudioWindow made = content(ModelInfo.read(new ModelSource.BuiltIn()));
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setTitle(TITLE);
        stage.getIcons().add(new Image(resource("icons/studio.png")));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(
                scene(
                        made,
                        Math.min(WIDTH, screen.getWidth()),
                        Math.min(HEIGHT, screen.getHeight())));
        kept.apply(stage);
        stage.setOnCloseRequest(this::closing);
        stage.show();
        made.focusPrompt();
        // JavaFX 21 loses the size of a first window under some window managers and shows 200 x 200
        // (JDK-8316423, mended in 22): ask for it again once the window is there.
        Platform.runLater(
                () -> {
                    if (!stage.isMaximized() && !kept.place(stage)) {
                        stage.sizeToScene();
                    }
                });
        made.start();
        read.trouble().ifPresent(this::sayTrouble);
        order().tellFirstFrame();
        made.openFiles(order().files());
        askDesktop();
        openLibrary();
        Platform.runLater(this::loadFont); // prompts may be Chinese in every language
    }

    /** Java shows texts in the language that the settings want. */
    private void speak() {
        Locale locale = settings.language().locale(desktop);
        Locale.setDefault(Locale.Category.DISPLAY, locale);
        if (Texts.isChinese(locale)) {
            loadFont();
        }
    }

    /** Letters that the computer's own fonts lack are taken from this one. */
    private void loadFont() {
        if (!fontLoaded) {
            fontLoaded = true;
            Font.loadFont(resource("fonts/NotoSansSC-Regular.woff"), 13);
        }
    }

    /** Makes what the window shows. */
    private StudioWindow content(ModelInfo info) {
        StudioWindow made =
                new StudioWindow(info, settings, this, storeThread, stage(), this::showFolder);
        made.shell().dark().addListener((dark, before, now) -> Themes.use(now));
        Themes.use(made.shell().dark().get());
        content = made;
        return made;
    }

    private static Scene scene(StudioWindow content, double width, double height) {
        Scene scene = new Scene(content.root(), width, height);
        scene.getStylesheets().add(resource("css/studio.css"));
        content.installKeys(scene);
        return scene;
    }

    private Stage stage() {
        return Objects.requireNonNull(window);
    }

    private StudioWindow content() {
        return Objects.requireNonNull(content);
    }

    private SettingsFile file() {
        return Objects.requireNonNull(file);
    }

    static String resource(String path) {
        return Objects.requireNonNull(
                        Studio.class.getResource("/studio/xomni/assets/" + path),
                        "assets lack " + path)
                .toExternalForm();
    }

    /** Opens the library behind the window; of another folder it makes the database anew. */
    private void openLibrary() {
        opening.open(this::folders, order().files(), this::opened);
        if (logs == null) {
            Path data = folders().data();
            storeThread.run(
                    () -> Logs.begin(data),
                    begun -> logs = begun,
                    failure -> LOG.log(Level.WARNING, "There is no log file.", failure));
        }
    }

    private void opened(Library library) {
        Session made = new Session(library, settings);
        session = made;
        content().opened(made, true);
        made.answerOthers(this::toFront);
    }

    private void toFront(List<Path> files) {
        stage().setIconified(false);
        stage().toFront();
        stage().requestFocus();
        content().openFiles(files);
    }

    private void say(Notice notice) {
        content().shell().say(notice);
    }

    /** A fault of the window's own: it is logged and said, and the window goes on. */
    private void unexpected(Throwable fault) {
        LOG.log(Level.SEVERE, "A fault in the window.", fault);
        StudioWindow open = content;
        if (open != null) {
            Texts texts = Texts.of("settings");
            open.shell()
                    .say(
                            new Notice(
                                    texts.get("unexpected"),
                                    texts.get("diagnostics.copy"),
                                    () -> diagnose(false)));
        }
    }

    private void sayTrouble(SettingsFile.Trouble trouble) {
        Texts texts = Texts.of("settings");
        say(
                Notice.of(
                        texts.get(
                                "trouble." + trouble.name().toLowerCase(Locale.ROOT),
                                file().file(),
                                file().aside())));
    }

    // ---- settings ----

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public void change(Settings now) {
        Settings before = settings;
        settings = now;
        try {
            file().write(now);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The settings could not be written.", e);
            say(Notice.of(Texts.of("settings").get("write.failed", file().file())));
        }
        Session open = session;
        if (open != null) {
            open.take(now);
        }
        if (before.language() != now.language()) {
            speakAnew();
        }
        content().settings().changed(now);
        askDesktop();
    }

    /** Makes the window's content in the language of the settings, and goes on with it. */
    private void speakAnew() {
        speak();
        StudioWindow old = content();
        Scene shown = stage().getScene();
        StudioWindow made = content(old.form().model().get());
        made.start();
        made.takeOver(old);
        stage().setScene(scene(made, shown.getWidth(), shown.getHeight()));
        Session open = session;
        if (open != null) {
            made.opened(open, false);
        }
        made.focusPrompt();
    }

    @Override
    public boolean isDark(Settings of) {
        return themes().isDark(of);
    }

    private Themes themes() {
        return Objects.requireNonNull(themes);
    }

    /** Follows the desktop's theme. */
    private void askDesktop() {
        themes().ask(settings, () -> content().settings().changed(settings));
    }

    @Override
    public Path standardPictures() {
        return order().standard().pictures();
    }

    private Order order() {
        return new Order(getParameters());
    }

    private Folders folders() {
        Folders usual = order().standard();
        return new Folders(settings.pictures().orElse(usual.pictures()), usual.data());
    }

    @Override
    public void showFolder(Path folder) {
        getHostServices().showDocument(folder.toUri().toString());
    }

    @Override
    public void changeFolder(Path folder, boolean move) {
        Path old = folders().pictures();
        content().close();
        closeSession();
        storeThread.run(
                () -> move ? PicturesFolder.bring(old, folder) : List.<Path>of(),
                brought -> {
                    change(settings.withPictures(folder));
                    openLibrary();
                    if (move) {
                        leave(old, brought);
                    }
                },
                failure -> {
                    say(Notice.of(String.valueOf(failure.getLocalizedMessage())));
                    openLibrary();
                });
    }

    private void leave(Path folder, List<Path> brought) {
        storeThread.run(
                () -> {
                    PicturesFolder.leave(folder, brought);
                    return true;
                },
                done -> {},
                failure -> say(Notice.of(String.valueOf(failure.getLocalizedMessage()))));
    }

    @Override
    public void diagnose(boolean withPrompts) {
        Session open = session;
        List<Library> library = open == null ? List.of() : List.of(open.library());
        Texts texts = Texts.of("settings");
        storeThread.run(
                () -> Diagnostics.write(folders().data(), settings, file(), library, withPrompts),
                zip -> {
                    ClipboardContent copied = new ClipboardContent();
                    copied.putFiles(List.of(zip.toFile()));
                    copied.putString(zip.toString());
                    Clipboard.getSystemClipboard().setContent(copied);
                    say(
                            new Notice(
                                    texts.get("diagnostics.made", zip),
                                    texts.get("folder.show"),
                                    () -> showFolder(Objects.requireNonNull(zip.getParent()))));
                },
                failure ->
                        say(
                                Notice.of(
                                        texts.get(
                                                "diagnostics.failed",
                                                String.valueOf(failure.getLocalizedMessage())))));
    }

    // ---- the end ----

    private void closing(WindowEvent close) {
        if (!content().mayClose()) {
            close.consume();
            return;
        }
        if (window != null && windowState != null) {
            windowState.keep(window);
        }
    }

    private void closeSession() {
        Session open = session;
        session = null;
        if (open != null) {
            open.close();
            storeThread.run(
                    () -> {
                        open.library().close();
                        return true;
                    },
                    done -> {},
                    failure -> LOG.log(Level.WARNING, "The library was not closed.", failure));
        }
    }

    @Override
    public void stop() {
        content().close();
        closeSession();
        storeThread.close();
        opening.close();
        if (logs != null) {
            logs.close();
        }
    }
}
