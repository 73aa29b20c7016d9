package studio.xomni.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The whole studio on a folder of its own, for one test. */
final class OpenStudio implements AutoCloseable {

    private static final int SECONDS = 120;

    final FxRobot robot = new FxRobot();
    final Stage stage;
    final Studio studio;

    /**
     * Starts it and waits until its library is open.
     *
     * @param settings the settings' file; the theme is dark where it says nothing
     */
    OpenStudio(Path folder, String settings) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        if (!settings.isEmpty()) {
            Files.writeString(data.resolve("settings.json"), settings);
        }
        stage = FxToolkit.registerPrimaryStage();
        studio =
                (Studio)
                        FxToolkit.setupApplication(
                                Studio.class, "--folder=" + folder.toAbsolutePath());
        until("the library is open", () -> Files.exists(data.resolve("lock")));
        until("the gallery is there", () -> isThere(".gallery"));
    }

    static void until(String what, Callable<Boolean> condition) throws TimeoutException {
        try {
            WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS, condition);
        } catch (TimeoutException e) {
            throw new TimeoutException("It never came that " + what + ".");
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    boolean isThere(String query) {
        return robot.lookup(query).tryQuery().isPresent();
    }

    <T extends Node> T find(String id) {
        return robot.lookup("#" + id).query();
    }

    @Override
    public void close() throws Exception {
        FxToolkit.cleanupApplication(studio);
        FxToolkit.cleanupStages();
        // The next test is given the same stage.
        robot.interact(
                () -> {
                    stage.setMinWidth(0);
                    stage.setMinHeight(0);
                });
    }
}
