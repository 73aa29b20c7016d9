package studio.xomni.app;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.create.CanvasModel;
import studio.xomni.app.create.CanvasView;
import studio.xomni.app.create.CreateModel;
import studio.xomni.app.create.CreateView;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.shell.Notice;
import studio.xomni.app.shell.ShellModel;
import studio.xomni.app.shell.ShellView;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.store.StoreException;
import studio.xomni.app.text.Texts;
import studio.xomni.app.work.Instance;
import studio.xomni.app.work.Threads;

/**
 * The application: puts the window's parts together and shows it. The window comes first, with a
 * form that can be typed in; the library is opened behind it, and the model when a picture is
 * drawn.
 */
public final class Studio extends Application {

    static final String TITLE = "X-Omni Studio";

    /** The window's content in device-independent pixels. */
    private static final double WIDTH = 1360;

    private static final double HEIGHT = 860;
    private static final double LEAST_WIDTH = 1024;
    private static final double LEAST_HEIGHT = 700;

    private final Texts texts = Texts.of("shell");
    private final ShellModel shell = new ShellModel();
    private final CanvasModel canvas = new CanvasModel();
    private final Threads storeThread = new Threads("store", 1);

    /** What was asked for before the library was open. */
    private final List<Asked> asked = new ArrayList<>();

    private @Nullable CreateModel form;
    private @Nullable ShellView view;
    private @Nullable Workspace workspace;
    private @Nullable Stage window;
    private @Nullable WindowState windowState;

    private volatile boolean ended;
    private List<Node> dropZones = List.of();

    private record Asked(Recipe recipe, boolean first) {}

    @Override
    public void start(Stage stage) {
        window = stage;
        CreateModel create =
                new CreateModel(
                        ModelInfo.read(new ModelSource.BuiltIn()),
                        new SplittableRandom(),
                        this::enqueue);
        form = create;
        ShellView root = new ShellView(shell, texts);
        view = root;
        CreateView createView = new CreateView(create, Texts.of("create"));
        root.setLeft(createView);
        CanvasView canvasView =
                new CanvasView(canvas, create, Texts.of("create"), this::stopDrawing);
        root.setMiddle(canvasView);
        dropZones = List.of(createView, canvasView);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene =
                new Scene(
                        root,
                        Math.min(WIDTH, screen.getWidth()),
                        Math.min(HEIGHT, screen.getHeight()));
        scene.getStylesheets().add(resource("css/studio.css"));
        shell.dark().addListener((dark, before, now) -> theme(now));
        theme(shell.dark().get());
        new Keys(shell, root, create, canvas, () -> workspace).install(scene);
        stage.setTitle(TITLE);
        stage.getIcons().add(new Image(resource("icons/studio.png")));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(scene);
        WindowState kept = new WindowState(folders().data());
        windowState = kept;
        kept.apply(stage, shell);
        stage.setOnCloseRequest(this::closing);
        stage.show();
        createView.focusPrompt();
        // JavaFX 21 loses the size of a first window under some window managers and shows 200 x 200
        // (JDK-8316423, mended in 22): ask for it again once the window is there.
        Platform.runLater(
                () -> {
                    if (!stage.isMaximized() && !kept.place(stage)) {
                        stage.sizeToScene();
                    }
                });
        new ModelsPart(shell, root, create, storeThread, stage).start();
        shell.model()
                .set(
                        texts.get(
                                "model.ready",
                                create.model().get().card().name(),
                                create.numbers().get().key(),
                                "CPU"));
        if (getParameters().getUnnamed().contains("--first-frame")) {
            tellFirstFrame();
        }
        openLibrary();
    }

    /** For the benchmark of the start: says when the first frame is shown, and ends. */
    private static void tellFirstFrame() {
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                // The second pulse comes when the first frame has been drawn.
                if (++frames == 2) {
                    stop();
                    System.out.println("first frame");
                    Platform.exit();
                }
            }
        }.start();
    }

    static String resource(String path) {
        return Objects.requireNonNull(
                        Studio.class.getResource("/studio/xomni/assets/" + path),
                        "assets lack " + path)
                .toExternalForm();
    }

    private static void theme(boolean dark) {
        setUserAgentStylesheet(
                dark
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
    }

    private Folders folders() {
        String folder = getParameters().getNamed().get("folder");
        return folder == null
                ? Folders.standard()
                : new Folders(
                        java.nio.file.Path.of(folder, "pictures"),
                        java.nio.file.Path.of(folder, "data"));
    }

    private void openLibrary() {
        Folders folders = folders();
        storeThread.run(
                () -> {
                    Library library = Library.open(folders);
                    if (ended) {
                        library.close(); // the window was closed meanwhile
                    }
                    return library;
                },
                this::opened,
                failure -> openingFailed(folders, failure));
    }

    private void opened(Library library) {
        if (ended) {
            return;
        }
        Stage stage = Objects.requireNonNull(window);
        Workspace made =
                new Workspace(
                        library,
                        storeThread,
                        shell,
                        Objects.requireNonNull(view),
                        Objects.requireNonNull(form),
                        canvas,
                        stage,
                        folder -> getHostServices().showDocument(folder.toUri().toString()));
        workspace = made;
        made.start();
        made.acceptDrops(dropZones.toArray(new Node[0]));
        asked.forEach(one -> made.enqueue(one.recipe(), one.first()));
        asked.clear();
    }

    private void openingFailed(Folders folders, Exception failure) {
        if (failure instanceof StoreException refusal
                && refusal.kind() == StoreException.Kind.LOCKED
                && Instance.showOther(folders.data())) {
            System.err.println(texts.get("running.already"));
            Platform.exit();
            return;
        }
        shell.say(
                new Notice(
                        texts.get("opening.failed", String.valueOf(failure.getMessage())),
                        texts.get("opening.retry"),
                        this::openLibrary));
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

    private void closing(WindowEvent close) {
        Workspace open = workspace;
        if (open != null && !open.mayClose()) {
            close.consume();
            return;
        }
        if (window != null && windowState != null) {
            windowState.keep(window, shell);
        }
    }

    @Override
    public void stop() {
        ended = true;
        Workspace open = workspace;
        if (open != null) {
            open.close();
        }
        storeThread.close();
    }
}
