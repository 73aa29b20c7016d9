package studio.xomni.app.create;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import javafx.scene.Scene;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import studio.xomni.app.models.ModelInfo;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.text.Texts;
import studio.xomni.engine.pipeline.ModelCard;

/** The sizes of the built-in model, which differ in both sides. */
class SizeFieldTest {

    private final FxRobot robot = new FxRobot();
    private final CreateModel form =
            new CreateModel(
                    ModelInfo.read(new ModelSource.BuiltIn()),
                    new SplittableRandom(1),
                    (recipe, first) -> {});
    private final List<ModelCard.Size> sizes = form.model().get().card().sizes();

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(
                stage ->
                        stage.setScene(
                                new Scene(new SizeField(form, Texts.of("create")), 344, 200)));
        FxToolkit.showStage();
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
    }

    private List<ToggleButton> buttons() {
        return List.copyOf(robot.lookup(".toggle-button").queryAllAs(ToggleButton.class));
    }

    private ToggleButton button(ModelCard.Size size) {
        return buttons().stream()
                .filter(button -> size.equals(button.getUserData()))
                .findFirst()
                .orElseThrow();
    }

    private ToggleButton free() {
        return robot.lookup("#size-free").query();
    }

    private boolean isTypedIn() {
        return robot.lookup("#width").query().getParent().isVisible();
    }

    private void assertChosen(ModelCard.Size size) {
        List<ToggleButton> chosen = buttons().stream().filter(ToggleButton::isSelected).toList();
        assertEquals(List.of(button(size)), chosen, size::toString);
        assertFalse(isTypedIn());
        assertEquals(size.width(), form.width().get());
        assertEquals(size.height(), form.height().get());
    }

    @Test
    void aClickOnAnySizeChoosesItWhateverWasBefore() {
        assertTrue(sizes.size() > 2);
        for (ModelCard.Size before : sizes) {
            for (ModelCard.Size size : sizes) {
                robot.interact(() -> button(before).fire());
                robot.interact(() -> button(size).fire());
                assertChosen(size);
            }
        }
        robot.clickOn(free());
        assertTrue(isTypedIn() && free().isSelected());
        robot.clickOn(button(sizes.get(0)));
        assertChosen(sizes.get(0));
    }

    @Test
    void aSizeThatComesFromElsewhereIsChosenWhereTheModelHasIt() {
        for (ModelCard.Size size : sizes) {
            robot.interact(() -> form.setSize(size));
            assertChosen(size);
        }
        robot.interact(() -> form.setSize(new ModelCard.Size(96, 80)));
        assertTrue(isTypedIn() && free().isSelected());
        robot.interact(() -> form.setSize(sizes.get(1)));
        assertChosen(sizes.get(1));
    }

    @Test
    void theFieldsStayWhileASizeIsTypedThatTheModelHas() {
        robot.clickOn(free());
        ModelCard.Size size = sizes.get(1);
        type("width", size.width());
        type("height", size.height());
        assertEquals(size.width(), form.width().get());
        assertEquals(size.height(), form.height().get());
        assertTrue(isTypedIn() && free().isSelected());
    }

    private void type(String side, int pixels) {
        Spinner<?> spinner = robot.lookup("#" + side).query();
        robot.doubleClickOn(spinner).push(KeyCode.CONTROL, KeyCode.A);
        robot.write(Integer.toString(pixels)).push(KeyCode.TAB);
    }
}
