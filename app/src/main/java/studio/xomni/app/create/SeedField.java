package studio.xomni.app.create;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.text.Texts;

/** The seed: slider for small ones, field for all, dice, lock. */
final class SeedField extends VBox {

    private final CreateModel form;
    private final TextField field = new TextField();
    private final Slider slider = new Slider(0, CreateModel.DICE - 1, 0);
    private boolean moving;

    SeedField(CreateModel form, Texts texts) {
        this.form = form;
        field.setId("seed");
        field.setAccessibleText(texts.get("seed"));
        field.getStyleClass().add("number");
        field.setAlignment(Pos.CENTER_RIGHT);
        field.setPrefColumnCount(8);
        field.setOnAction(entered -> typed());
        field.focusedProperty()
                .addListener(
                        (focus, before, now) -> {
                            if (!now) {
                                typed();
                            }
                        });
        slider.setAccessibleText(texts.get("seed"));
        slider.setId("seed-slider");
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.valueProperty()
                .addListener(
                        (place, before, now) -> {
                            if (!moving) {
                                form.seed().set(Math.round(now.doubleValue()));
                            }
                        });
        Button dice = CreateView.icon(CreateView.dice(), texts.get("seed.dice"));
        dice.setId("dice");
        dice.setOnAction(click -> form.rollSeed());
        ToggleButton lock = new ToggleButton(null, new FontIcon(Material2AL.LOCK_OPEN));
        lock.setId("lock");
        lock.getStyleClass().add("button-icon");
        lock.setAccessibleText(texts.get("seed.lock"));
        lock.setTooltip(new Tooltip(texts.get("seed.lock")));
        lock.selectedProperty().bindBidirectional(form.seedLocked());
        lock.selectedProperty()
                .addListener(
                        (selected, before, now) ->
                                lock.setGraphic(
                                        new FontIcon(
                                                now ? Material2AL.LOCK : Material2AL.LOCK_OPEN)));
        HBox row = new HBox(8, slider, field, dice, lock);
        row.setAlignment(Pos.CENTER_LEFT);
        setSpacing(4);
        getChildren().addAll(CreateView.heading(texts.get("seed")), row);
        form.seed().addListener((seed, before, now) -> show());
        show();
    }

    private void typed() {
        try {
            long wanted = Long.parseLong(field.getText().trim());
            form.seed().set(Math.max(0, Math.min(CreateModel.MOST_SEED, wanted)));
        } catch (NumberFormatException e) {
            // no whole number: the old seed is shown again
        }
        show();
    }

    private void show() {
        field.setText(Long.toString(form.seed().get()));
        moving = true;
        slider.setValue(form.seed().get());
        moving = false;
    }
}
