package studio.xomni.app;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import studio.xomni.app.settings.Settings;
import studio.xomni.app.work.Background;
import studio.xomni.app.work.SystemTheme;

/** Light or dark, as the user or the desktop wants it. */
record Themes(WindowState kept, Background background) {

    private static final Logger LOG = Logger.getLogger(Themes.class.getName());

    /** Until the desktop answers, what it said the last time holds; dark at first. */
    boolean isDark(Settings settings) {
        return switch (settings.theme()) {
            case DARK -> true;
            case LIGHT -> false;
            case SYSTEM -> kept.desktopIsDark();
        };
    }

    static void use(boolean dark) {
        Application.setUserAgentStylesheet(
                dark
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
    }

    /**
     * Asks the desktop, where the settings leave it to it.
     *
     * @param answered called when it has answered
     */
    void ask(Settings settings, Runnable answered) {
        if (settings.theme() != Settings.Theme.SYSTEM) {
            return;
        }
        background.run(
                SystemTheme::isDark,
                dark -> {
                    kept.setDesktopIsDark(dark.orElse(true));
                    answered.run();
                },
                failure -> LOG.log(Level.INFO, "The desktop's theme is not known.", failure));
    }
}
