package studio.xomni.app.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Short messages of the desktop, outside of the studio's window. */
public interface DesktopNotes {

    /** Shows a message, where the desktop can. May block for a moment. */
    void show(String title, String text);

    /** Through {@code notify-send}; without it nothing is shown. */
    static DesktopNotes of(Programs programs, String application) {
        return (title, text) -> {
            Optional<Path> program = programs.find("notify-send");
            if (program.isEmpty()) {
                return;
            }
            try {
                Programs.start(
                                List.of(
                                        program.get().toString(),
                                        "--app-name=" + application,
                                        "--",
                                        title,
                                        text))
                        .getOutputStream()
                        .close();
            } catch (IOException e) {
                Logger.getLogger(DesktopNotes.class.getName())
                        .log(Level.FINE, "The desktop shows no message.", e);
            }
        };
    }
}
