package studio.xomni.app.create;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.xomni.app.text.Texts;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ModelCard;

/** The picture's size: the model's own, or any in multiples of 16. Shown width × height. */
final class SizeField extends VBox {

    private static final int MOST = 4096;

    /** Sizes for models that name none: square, portrait, landscape, A-series. */
    private static final List<ModelCard.Size> COMMON =
            List.of(
                    new ModelCard.Size(1152, 1152),
                    new ModelCard.Size(1344, 1008),
                    new ModelCard.Size(1008, 1344),
                    new ModelCard.Size(1360, 960),
                    new ModelCard.Size(960, 1360));

    private final CreateModel form;
    private final Texts texts;
    private final FlowPane presets = new FlowPane(6, 6);
    private final HBox free = new HBox(6);
    private final ToggleGroup group = new ToggleGroup();

    /** Whether a size is being typed: the fields stay, even where it is one of the model's. */
    private boolean typing;

    SizeField(CreateModel form, Texts texts) {
        this.form = form;
        this.texts = texts;
        Label note = new Label();
        note.setId("size-note");
        note.getStyleClass().add("note");
        note.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        texts.get(
                                                "size.note",
                                                form.width().get(),
                                                form.height().get(),
                                                form.tokens()),
                                form.width(),
                                form.height()));
        Spinner<Integer> width = side(true);
        Spinner<Integer> height = side(false);
        free.getChildren().addAll(width, new Label("×"), height, new Label("px"));
        free.setAlignment(Pos.CENTER_LEFT);
        free.managedProperty().bind(free.visibleProperty());
        setSpacing(6);
        getChildren()
                .addAll(
                        CreateView.line(CreateView.heading(texts.get("size")), note),
                        presets,
                        free);
        form.model().addListener((model, before, now) -> build());
        form.width().addListener((side, before, now) -> select());
        form.height().addListener((side, before, now) -> select());
        build();
    }

    private void build() {
        presets.getChildren().clear();
        group.getToggles().clear();
        List<ModelCard.Size> sizes = new ArrayList<>(form.model().get().card().sizes());
        if (sizes.isEmpty()) {
            sizes.addAll(COMMON);
        }
        for (ModelCard.Size size : sizes) {
            String ratio = ratio(size);
            boolean twice = sizes.stream().filter(other -> ratio(other).equals(ratio)).count() > 1;
            ToggleButton button = new ToggleButton(twice ? ratio + " · " + size.width() : ratio);
            button.setUserData(size);
            button.setAccessibleText(texts.get("size.preset", size.width(), size.height()));
            button.setTooltip(new Tooltip(texts.get("size.preset", size.width(), size.height())));
            button.setOnAction(
                    click -> {
                        typing = false;
                        form.setSize(size);
                        select();
                    });
            add(button);
        }
        ToggleButton other = new ToggleButton(texts.get("size.free"));
        other.setId("size-free");
        other.setOnAction(
                click -> {
                    typing = true;
                    select();
                });
        add(other);
        typing = false;
        select();
    }

    private void add(ToggleButton button) {
        button.setToggleGroup(group);
        presets.getChildren().add(button);
    }

    /** Selects what the form has. Its sides change one after the other: each time anew. */
    private void select() {
        var wanted = new ModelCard.Size(form.height().get(), form.width().get());
        List<Toggle> all = group.getToggles();
        Toggle other = all.get(all.size() - 1);
        Toggle fitting =
                all.stream()
                        .filter(toggle -> !typing && wanted.equals(toggle.getUserData()))
                        .findFirst()
                        .orElse(other);
        fitting.setSelected(true);
        free.setVisible(fitting == other);
    }

    private Spinner<Integer> side(boolean width) {
        int cell = ImageRequest.CELL;
        var values =
                new SpinnerValueFactory.IntegerSpinnerValueFactory(
                        4 * cell, MOST, width ? form.width().get() : form.height().get(), cell);
        Spinner<Integer> spinner = new Spinner<>(values);
        spinner.setEditable(true);
        spinner.setPrefWidth(104);
        spinner.setId(width ? "width" : "height");
        spinner.setAccessibleText(texts.get(width ? "size.width" : "size.height"));
        var property = width ? form.width() : form.height();
        values.valueProperty()
                .addListener(
                        (value, before, now) -> {
                            if (now != null) {
                                int whole = Math.max(cell, (now + cell / 2) / cell * cell);
                                property.set(whole);
                                values.setValue(whole);
                            }
                        });
        property.addListener((value, before, now) -> values.setValue(now.intValue()));
        spinner.focusedProperty()
                .addListener(
                        (focus, before, now) -> {
                            typing |= now;
                            if (!now) {
                                spinner.commitValue();
                            }
                        });
        return spinner;
    }

    private static String ratio(ModelCard.Size size) {
        int a = size.width();
        int b = size.height();
        while (b != 0) {
            int rest = a % b;
            a = b;
            b = rest;
        }
        int wide = size.width() / a;
        int high = size.height() / a;
        return wide > 20 || high > 20 ? size.width() + "×" + size.height() : wide + ":" + high;
    }
}
