package studio.xomni.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LauncherTest {

    @Test
    void namesThePackageWhenGtkIsMissing() {
        assertEquals(
                "X-Omni Studio needs GTK 3: sudo apt-get install libgtk-3-0",
                Launcher.whatIsMissing("Unable to load glass GTK library."));
    }

    @Test
    void asksForADisplayWhenNoneAnswers() {
        assertTrue(Launcher.whatIsMissing("Unable to open DISPLAY").contains("needs a display"));
    }

    @Test
    void passesOnARefusalItDoesNotKnow() {
        assertTrue(
                Launcher.whatIsMissing("No suitable pipeline")
                        .contains("\"No suitable pipeline\""));
    }

    /**
     * The whole program in its own JVM, started as Maven's javafx:run does, on a machine with no
     * display.
     */
    @Test
    @EnabledOnOs(OS.LINUX)
    void endsWithOneSentenceAndCodeTwoWithoutADisplay() throws Exception {
        ProcessBuilder program = StudioProcess.with();
        program.environment().remove("DISPLAY");
        program.environment().remove("JAVA_TOOL_OPTIONS");
        Process running = program.redirectErrorStream(true).start();
        String output = new String(running.getInputStream().readAllBytes(), UTF_8);
        assertTrue(running.waitFor(1, TimeUnit.MINUTES), "still running");
        List<String> lines = output.lines().toList();
        assertEquals(2, running.exitValue(), output);
        assertEquals(1, lines.size(), output);
        assertTrue(lines.get(0).startsWith("X-Omni Studio needs "), output);
    }
}
