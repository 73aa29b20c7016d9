package studio.xomni.app.create;

import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.converter.LongStringConverter;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.text.Texts;

/** The settings that few need, folded. */
final class AdvancedFields extends TitledPane {

    AdvancedFields(CreateModel form, Texts texts) {
        setText(texts.get("advanced"));
        setId("advanced");
        setExpanded(false);
        setAnimated(false);
        getStyleClass().add("dense");
        // Few unfold it, and the window opens sooner without.
        expandedProperty()
                .addListener(
                        (expanded, before, now) -> {
                            if (getContent() == null) {
                                setContent(fields(form, texts));
                            }
                        });
    }

    private static VBox fields(CreateModel form, Texts texts) {
        return new VBox(
                12,
                new SettingRow(form.temperature(), texts),
                new SettingRow(form.topP(), texts),
                new SettingRow(form.topK(), texts),
                new SettingRow(form.steps(), texts),
                paintSeed(form, texts),
                numbers(form, texts));
    }

    private static VBox paintSeed(CreateModel form, Texts texts) {
        CheckBox follows = new CheckBox(texts.get("paint-seed.follows"));
        follows.setId("paint-seed-follows");
        follows.selectedProperty().bindBidirectional(form.paintSeedFollows());
        TextField field = new TextField();
        field.setId("paint-seed");
        field.setAccessibleText(texts.get("paint-seed"));
        field.getStyleClass().add("number");
        field.setAlignment(Pos.CENTER_RIGHT);
        var formatter =
                new TextFormatter<Long>(
                        new LongStringConverter(),
                        0L,
                        change -> change.getControlNewText().matches("\\d{0,10}") ? change : null);
        field.setTextFormatter(formatter);
        formatter
                .valueProperty()
                .addListener(
                        (value, before, now) ->
                                form.paintSeed()
                                        .set(
                                                now == null
                                                        ? 0
                                                        : Math.min(CreateModel.MOST_SEED, now)));
        form.paintSeed().addListener((value, before, now) -> formatter.setValue(now.longValue()));
        field.disableProperty().bind(form.paintSeedFollows());
        return new VBox(6, new Label(texts.get("paint-seed")), follows, field);
    }

    private static HBox numbers(CreateModel form, Texts texts) {
        ChoiceBox<NumberType> box = new ChoiceBox<>();
        box.setId("numbers");
        box.getItems().setAll(NumberType.values());
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(NumberType type) {
                        return type == null ? "" : texts.get("numbers." + type.key());
                    }

                    @Override
                    public NumberType fromString(String text) {
                        throw new UnsupportedOperationException("the box is not typed in");
                    }
                });
        box.valueProperty().bindBidirectional(form.numbers());
        box.setAccessibleText(texts.get("numbers"));
        Label label = new Label(texts.get("numbers"));
        label.setLabelFor(box);
        label.setMinWidth(96);
        HBox row = new HBox(8, label, box);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
