package studio.xomni.app.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the system from going to sleep while something long is done. A child process holds it awake
 * and waits for its input to end, so that it ends with the studio, however that ends. Where the
 * system has no such program nothing is done.
 */
public final class StayAwake implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StayAwake.class.getName());

    private static final long SECONDS_TO_END = 2;

    private final Programs programs;
    private final String application;
    private final String reason;
    private @Nullable Process child;

    /**
     * @param application who keeps the system awake
     * @param reason why, as the desktop tells people
     */
    public StayAwake(Programs programs, String application, String reason) {
        this.programs = programs;
        this.application = application;
        this.reason = reason;
    }

    /** Keeps the system awake from now on. May block for a moment. */
    public synchronized void begin() {
        if (child != null) {
            return;
        }
        Optional<List<String>> command = command();
        if (command.isEmpty()) {
            return;
        }
        try {
            child = Programs.start(command.get());
        } catch (IOException e) {
            LOG.log(Level.FINE, "The system may go to sleep.", e);
        }
    }

    /** Lets the system sleep again. May block for a moment. */
    public synchronized void end() {
        Process process = child;
        child = null;
        if (process == null) {
            return;
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The program that waits is {@code cat}: without input it ends. */
    private Optional<List<String>> command() {
        Optional<Path> waits = programs.find("cat");
        Optional<Path> systemd = programs.find("systemd-inhibit");
        Optional<Path> gnome = programs.find("gnome-session-inhibit");
        if (waits.isEmpty() || systemd.isEmpty() && gnome.isEmpty()) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>();
        if (systemd.isPresent()) {
            command.addAll(
                    List.of(
                            systemd.get().toString(),
                            "--what=sleep:idle",
                            "--who=" + application,
                            "--why=" + reason,
                            "--mode=block"));
        } else {
            command.addAll(
                    List.of(
                            gnome.get().toString(),
                            "--inhibit",
                            "suspend:idle",
                            "--reason",
                            reason));
        }
        command.add(waits.get().toString());
        return Optional.of(command);
    }

    @Override
    public void close() {
        end();
    }
}
