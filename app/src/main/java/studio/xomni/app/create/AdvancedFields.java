package studio.xomni.app.create;

import java.util.Locale;
import java.util.function.Function;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.converter.LongStringConverter;
import studio.xomni.app.models.ModelName;
import studio.xomni.app.shell.ChosenWords;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.text.Texts;
import studio.xomni.engine.pipeline.Memory;

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
                numbers(form, texts),
                memory(form, texts),
                model(form, texts));
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
        ChoiceBox<NumberType> box =
                box("numbers", texts, type -> texts.get("numbers." + type.key()));
        box.getItems().setAll(NumberType.values());
        box.valueProperty().bindBidirectional(form.numbers());
        // Whoever saves memory has the language model in int8.
        box.disableProperty().bind(form.memory().isNotEqualTo(Memory.FULL));
        return row(box, texts.get("numbers"));
    }

    private static HBox memory(CreateModel form, Texts texts) {
        ChoiceBox<Memory> box =
                box(
                        "memory",
                        texts,
                        mode -> texts.get("memory." + mode.name().toLowerCase(Locale.ROOT)));
        box.getItems().setAll(Memory.values());
        box.valueProperty().bindBidirectional(form.memory());
        return row(box, texts.get("memory"));
    }

    private static HBox model(CreateModel form, Texts texts) {
        ChoiceBox<ModelSource> box =
                box(
                        "model",
                        texts,
                        source ->
                                source instanceof ModelSource.Folders folders
                                        ? ModelName.of(folders)
                                        : texts.get("model.builtin"));
        box.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(box, Priority.ALWAYS);
        Bindings.bindContent(box.getItems(), form.models());
        Runnable show = () -> box.setValue(form.model().get().source());
        form.model().addListener((model, before, now) -> show.run());
        form.models().addListener((Observable list) -> show.run());
        show.run();
        // The box shows another model when it is taken: it is looked at first.
        box.setOnAction(
                chosen -> {
                    ModelSource wanted = box.getValue();
                    if (wanted != null && !wanted.equals(form.model().get().source())) {
                        show.run();
                        form.chooseModel(wanted);
                    }
                });
        return row(box, texts.get("model"));
    }

    private static <T> ChoiceBox<T> box(String id, Texts texts, Function<T, String> words) {
        ChoiceBox<T> box = new ChoiceBox<>();
        box.setId(id);
        box.setAccessibleText(texts.get(id));
        box.setConverter(new ChosenWords<>(words));
        return box;
    }

    private static HBox row(ChoiceBox<?> box, String name) {
        Label label = new Label(name);
        label.setLabelFor(box);
        label.setMinWidth(96);
        HBox row = new HBox(8, label, box);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
