package studio.xomni.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import javafx.application.Application;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class StudioTest {

    private Stage stage;

    private Application studio;

    @BeforeEach
    void open() throws Exception {
        stage = FxToolkit.registerPrimaryStage();
        studio = FxToolkit.setupApplication(Studio.class);
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupApplication(studio);
        FxToolkit.cleanupStages();
    }

    @Test
    void opensAWindowWithItsTitle() {
        assertTrue(stage.isShowing(), "the window is not shown");
        assertEquals("X-Omni Studio", stage.getTitle());
    }

    @Test
    void opensAtItsSizeInTheDarkTheme() {
        assertEquals(1280, stage.getScene().getWidth());
        assertEquals(800, stage.getScene().getHeight());
        assertEquals(
                new PrimerDark().getUserAgentStylesheet(), Application.getUserAgentStylesheet());
    }
}
