package studio.xomni.app.create;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.text.Texts;

/** The saved prompts by keys and mouse. */
class PromptsViewTest {

    private final FxRobot robot = new FxRobot();
    private final CreateModel form =
            new CreateModel(
                    ModelInfo.read(new ModelSource.BuiltIn()),
                    new SplittableRandom(1),
                    (recipe, first) -> {});
    private int inserted;

    @BeforeEach
    void open() throws Exception {
        form.prompt().set("a beach");
        form.saved().save("Summer", false);
        form.prompt().set("a mountain");
        form.saved().save("Winter", false);
        form.prompt().set("in the form");
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(
                stage -> {
                    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
                    PromptsView view =
                            new PromptsView(form.saved(), Texts.of("create"), () -> inserted++);
                    stage.setScene(new Scene(view, 640, 460));
                    stage.sizeToScene();
                });
        FxToolkit.showStage();
    }

    @AfterEach
    void close() throws Exception {
        robot.release(new KeyCode[0]);
        FxToolkit.cleanupStages();
    }

    private Set<String> names() {
        return form.saved().all().keySet();
    }

    private void push(KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void whatIsFoundIsInsertedByEnter() {
        robot.clickOn("#prompt-search").write("mount");
        push(KeyCode.ENTER);
        assertEquals("a mountain", form.prompt().get());
        assertEquals(1, inserted);
    }

    @Test
    void theListIsUsedByKeysAloneAndEveryChangeIsUndone() {
        robot.clickOn("#prompt-search");
        push(KeyCode.DOWN);
        ListView<String> list = robot.lookup("#prompts").query();
        robot.interact(() -> list.getSelectionModel().select(0));
        assertEquals("a beach", ((TextArea) robot.lookup("#prompt-text").query()).getText());
        push(KeyCode.DELETE);
        assertEquals(Set.of("Winter"), names());
        push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(Set.of("Summer", "Winter"), names());
        robot.interact(() -> list.getSelectionModel().select("Summer"));
        push(KeyCode.F2);
        push(KeyCode.CONTROL, KeyCode.A);
        robot.write("Sun");
        push(KeyCode.ENTER);
        assertEquals(Set.of("Sun", "Winter"), names());
        assertEquals(List.of("Sun", "Winter"), List.copyOf(list.getItems()));
        assertEquals(0, inserted);
    }

    @Test
    void theFormsPromptIsSavedUnderANameAndReplacesOnlyWhenItSaysSo() {
        robot.clickOn("#prompt-name").write("New");
        Button keep = robot.lookup("#prompt-keep").query();
        assertEquals("Save", keep.getText());
        push(KeyCode.ENTER);
        assertEquals("in the form", form.saved().find("New").orElseThrow().prompt());
        robot.clickOn("#prompt-name").write("Summer");
        assertEquals("Replace", keep.getText());
        robot.clickOn("#prompt-with-form").clickOn(keep);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(form.saved().find("Summer").orElseThrow().withForm());
        robot.clickOn("#prompt-undo");
        assertEquals("a beach", form.saved().find("Summer").orElseThrow().prompt());
    }
}
