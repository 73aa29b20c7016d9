package studio.xomni.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;
import javafx.application.Application;

/**
 * Starts the studio. Does not extend {@link Application}: Java refuses to start such a class from
 * the class path.
 *
 * <p>Exit codes: 0 the window was closed, 2 there is nothing to show a window on.
 */
public final class Launcher {

    private static final int NO_WINDOW = 2;

    private Launcher() {}

    public static void main(String[] arguments) {
        quietLibraries();
        try {
            Application.launch(Studio.class, arguments);
        } catch (UnsupportedOperationException refusal) {
            // JavaFX throws this while it connects to the desktop; what the studio throws arrives
            // wrapped.
            System.err.println(whatIsMissing(String.valueOf(refusal.getMessage())));
            System.exit(NO_WINDOW);
        }
    }

    /** Libraries may log warnings; what they do otherwise is nobody's news. */
    private static void quietLibraries() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream settings = Launcher.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One sentence that says what the machine lacks, from the words JavaFX refused with. */
    static String whatIsMissing(String refusal) {
        if (refusal.contains("DISPLAY")) {
            return "X-Omni Studio needs a display and none answers: start it from a desktop session, or without one by"
                    + " xvfb-run (sudo apt-get install xvfb).";
        }
        if (refusal.contains("GTK")) {
            return "X-Omni Studio needs GTK 3: sudo apt-get install libgtk-3-0";
        }
        return "X-Omni Studio cannot open a window here: JavaFX says \"" + refusal + "\".";
    }
}
