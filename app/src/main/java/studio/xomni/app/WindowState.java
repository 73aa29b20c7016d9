package studio.xomni.app;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Where the window was and how it looked, kept in a readable file: known before it is shown. */
final class WindowState {

    private static final Logger LOG = Logger.getLogger(WindowState.class.getName());

    private final Path file;
    private final Properties kept = new Properties();

    WindowState(Path data) {
        file = data.resolve("window.properties");
        if (Files.isRegularFile(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                kept.clear(); // damaged: the window opens as it does the first time
            }
        }
    }

    /** Whether the desktop was dark when it was last asked. */
    boolean desktopIsDark() {
        return !"light".equals(kept.getProperty("desktop"));
    }

    void setDesktopIsDark(boolean dark) {
        kept.setProperty("desktop", dark ? "dark" : "light");
    }

    /** Takes what is kept, before the window is shown. */
    void apply(Stage stage) {
        place(stage);
        stage.setMaximized(Boolean.parseBoolean(kept.getProperty("maximized")));
    }

    /** Gives the window its kept place and size, where they lie on a screen; false without. */
    boolean place(Stage stage) {
        double x = number("x");
        double y = number("y");
        double width = number("width");
        double height = number("height");
        List<Screen> screens = Screen.getScreensForRectangle(x + 40, y + 10, 80, 20);
        if (width < stage.getMinWidth() || height < stage.getMinHeight() || screens.isEmpty()) {
            return false;
        }
        Rectangle2D screen = screens.get(0).getVisualBounds();
        stage.setX(x);
        stage.setY(y);
        stage.setWidth(Math.min(width, screen.getWidth()));
        stage.setHeight(Math.min(height, screen.getHeight()));
        return true;
    }

    private double number(String key) {
        try {
            return Double.parseDouble(kept.getProperty(key, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    void keep(Stage stage) {
        kept.setProperty("maximized", Boolean.toString(stage.isMaximized()));
        if (!stage.isMaximized() && !stage.isFullScreen() && !stage.isIconified()) {
            kept.setProperty("x", Double.toString(stage.getX()));
            kept.setProperty("y", Double.toString(stage.getY()));
            kept.setProperty("width", Double.toString(stage.getWidth()));
            kept.setProperty("height", Double.toString(stage.getHeight()));
        }
        try {
            Files.createDirectories(file.getParent());
            try (Writer writer = Files.newBufferedWriter(file)) {
                kept.store(writer, null);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The window's place could not be kept.", e);
        }
    }
}
