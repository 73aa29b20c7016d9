package studio.xomni.app.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether the desktop is dark, asked of the desktop's own settings. */
public final class SystemTheme {

    private static final long SECONDS = 3;

    private static final List<String> GNOME =
            List.of("gsettings", "get", "org.gnome.desktop.interface", "color-scheme");

    private static final List<String> WINDOWS =
            List.of(
                    "reg",
                    "query",
                    "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
                    "/v",
                    "AppsUseLightTheme");

    private SystemTheme() {}

    /** Blocks for a moment; empty where the desktop does not say. */
    public static Optional<Boolean> isDark() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return answer(windows ? WINDOWS : GNOME).flatMap(SystemTheme::read);
    }

    /**
     * Reads what a desktop answered: {@code 'prefer-dark'}, or a registry value that ends in {@code
     * 0x0} where apps are dark.
     */
    static Optional<Boolean> read(String answer) {
        String text = answer.strip().toLowerCase(Locale.ROOT);
        if (text.contains("prefer-dark") || text.endsWith("0x0")) {
            return Optional.of(true);
        }
        if (text.contains("prefer-light") || text.endsWith("0x1")) {
            return Optional.of(false);
        }
        return Optional.empty();
    }

    private static Optional<String> answer(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // the desktop has no such command
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
