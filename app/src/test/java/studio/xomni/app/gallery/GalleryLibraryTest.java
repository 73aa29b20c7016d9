package studio.xomni.app.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.xomni.app.store.Folders;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Pictures;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.work.Threads;
import studio.xomni.engine.vision.Picture;

/** The gallery on the real store, with real threads. */
class GalleryLibraryTest {

    private static final int SECONDS = 20;

    private final FakePorts ports = new FakePorts();
    private final FxRobot robot = new FxRobot();
    private final List<String> callsOnFxThread = new CopyOnWriteArrayList<>();

    @TempDir Path folder;

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
    }

    private static <T> T fx(Callable<T> work) throws Exception {
        T result = WaitForAsyncUtils.asyncFx(work).get(SECONDS, TimeUnit.SECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        return result;
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS, () -> fx(condition));
    }

    private static PictureMetadata metadata(int number) {
        StoredPicture picture = Samples.picture(number, number % 2 == 0 ? "红色的海报" : "A red poster");
        return Samples.metadata(picture);
    }

    private static Picture picture(int number) {
        byte[] rgb = new byte[3 * 384 * 512];
        Arrays.fill(rgb, (byte) (number * 20));
        return new Picture(384, 512, rgb);
    }

    /** The same pictures, but a call on JavaFX's thread is written down. */
    private Pictures watched(Pictures pictures) {
        return (Pictures)
                Proxy.newProxyInstance(
                        Pictures.class.getClassLoader(),
                        new Class<?>[] {Pictures.class},
                        (proxy, method, arguments) -> {
                            if (Platform.isFxApplicationThread()) {
                                callsOnFxThread.add(method.getName());
                            }
                            try {
                                return method.invoke(pictures, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Test
    void searchesMarksTrashesAndImportsWithoutTheStoreOnJavaFxsThread() throws Exception {
        try (Library library =
                        Library.open(
                                new Folders(folder.resolve("pictures"), folder.resolve("data")));
                Threads store = new Threads("store", 1);
                Threads searching = new Threads("search", 1);
                Threads decoding = new Threads("decoding", 2)) {
            for (int number = 1; number <= 6; number++) {
                library.pictures().add(picture(number), metadata(number));
            }
            Pictures pictures = watched(library.pictures());
            GalleryModel model = new GalleryModel(pictures, store, searching, ports::say);
            GalleryView[] view = new GalleryView[1];
            FxToolkit.registerPrimaryStage();
            FxToolkit.setupStage(
                    stage -> {
                        Application.setUserAgentStylesheet(
                                new PrimerDark().getUserAgentStylesheet());
                        view[0] =
                                new GalleryView(
                                        model,
                                        new GalleryCommands(
                                                model,
                                                Samples.edits(pictures),
                                                pictures,
                                                store,
                                                ports),
                                        pictures,
                                        decoding);
                        stage.setScene(new Scene(new BorderPane(view[0]), 348, 700));
                        model.load();
                    });
            FxToolkit.showStage();
            waitUntil(() -> model.shown().size() == 6);
            waitUntil(() -> view[0].grid().cellOf(0).flatMap(PictureCell::image).isPresent());

            fx(
                    () -> {
                        model.searchText().set("红色");
                        return null;
                    });
            waitUntil(() -> model.shown().size() == 3);
            fx(
                    () -> {
                        view[0].focusPictures();
                        return null;
                    });
            robot.push(KeyCode.HOME);
            robot.push(KeyCode.DIGIT5);
            waitUntil(() -> library.pictures().find("p6").orElseThrow().rating() == 5);
            robot.push(KeyCode.DELETE);
            waitUntil(() -> library.pictures().find("p6").isEmpty());
            robot.push(KeyCode.CONTROL, KeyCode.Z);
            waitUntil(() -> library.pictures().find("p6").isPresent());
            assertEquals(5, library.pictures().find("p6").orElseThrow().rating());

            robot.push(KeyCode.A);
            waitUntil(() -> ports.calls.contains("recall ALL p6"));

            Path outside = folder.resolve("outside.png");
            Files.copy(library.pictures().find("p1").orElseThrow().file(), outside);
            Path text = Files.writeString(folder.resolve("notes.png"), "no picture");
            fx(() -> Drops.drop(view[0], List.of(outside, text)));
            waitUntil(
                    () ->
                            ports.notices.stream()
                                    .anyMatch(notice -> notice.text().contains("already")));
            assertEquals(6, library.pictures().all().size());
            assertTrue(callsOnFxThread.isEmpty(), callsOnFxThread.toString());
        }
    }
}
