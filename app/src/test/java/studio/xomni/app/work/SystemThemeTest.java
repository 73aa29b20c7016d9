package studio.xomni.app.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SystemThemeTest {

    @Test
    void aDesktopThatPrefersDarkIsDark() {
        assertEquals(Optional.of(true), SystemTheme.read("'prefer-dark'\n"));
        assertEquals(Optional.of(false), SystemTheme.read("'prefer-light'\n"));
    }

    @Test
    void theRegistrySaysWhetherAppsAreLight() {
        String value =
                "\r\nHKEY_CURRENT_USER\\Software\r\n    AppsUseLightTheme    REG_DWORD    0x";
        assertEquals(Optional.of(true), SystemTheme.read(value + "0\r\n"));
        assertEquals(Optional.of(false), SystemTheme.read(value + "1\r\n"));
    }

    @Test
    void aDesktopWithoutAPreferenceDoesNotSay() {
        assertEquals(Optional.empty(), SystemTheme.read("'default'\n"));
        assertEquals(Optional.empty(), SystemTheme.read(""));
    }
}
