package studio.xomni.app.create;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.xomni.app.text.Texts;

/** A setting: its name, a slider, and the value, which can be typed. A double click resets it. */
final class SettingRow extends VBox {

    private final Setting setting;
    private final Slider slider = new Slider(0, 1, 0);
    private final TextField field = new TextField();
    private boolean moving;

    SettingRow(Setting setting, Texts texts) {
        this.setting = setting;
        String name = texts.get("setting." + setting.key());
        Label label = new Label(name);
        label.setLabelFor(field);
        Label note = new Label(texts.get("setting." + setting.key() + ".note"));
        note.getStyleClass().add("note");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(label, gap, note);
        head.setAlignment(Pos.BASELINE_LEFT);
        slider.setId(setting.key() + "-slider");
        slider.setAccessibleText(name);
        slider.setBlockIncrement(0.02);
        slider.setTooltip(new Tooltip(texts.get("setting." + setting.key() + ".help")));
        HBox.setHgrow(slider, Priority.ALWAYS);
        field.setId(setting.key());
        field.setAccessibleText(name);
        field.setPrefColumnCount(5);
        field.setAlignment(Pos.CENTER_RIGHT);
        field.getStyleClass().add("number");
        HBox row = new HBox(8, slider, field);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, row);
        setSpacing(2);
        slider.valueProperty().addListener((place, before, now) -> moved(now.doubleValue()));
        slider.setOnMouseClicked(
                click -> {
                    if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
                        setting.reset();
                    }
                });
        field.setOnAction(entered -> typed());
        field.focusedProperty()
                .addListener(
                        (focus, before, now) -> {
                            if (!now) {
                                typed();
                            }
                        });
        setting.value().addListener((value, before, now) -> show());
        show();
    }

    private void moved(double place) {
        if (!moving) {
            moving = true;
            setting.set(setting.scale().value(place));
            moving = false;
            field.setText(text());
        }
    }

    private void typed() {
        try {
            setting.set(Double.parseDouble(field.getText().trim().replace(',', '.')));
        } catch (NumberFormatException e) {
            // no number: the old value is shown again
        }
        show();
    }

    private void show() {
        if (!moving) {
            moving = true;
            slider.setValue(setting.scale().place(setting.get()));
            moving = false;
        }
        field.setText(text());
    }

    private String text() {
        return String.format(Locale.ROOT, "%." + setting.decimals() + "f", setting.get());
    }
}
