package studio.xomni.app.sheet;

import java.util.Locale;
import javafx.beans.property.StringProperty;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import studio.xomni.app.text.Texts;

/** Asks for the values of a table of pictures. */
public final class SheetOrderDialog {

    private static final double WIDTH = 420;

    private SheetOrderDialog() {}

    /** Shows the question; an answer is ordered at once. */
    public static void show(SheetOrderModel model, Texts texts, Window owner) {
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle(texts.get("title"));
        ButtonType yes = new ButtonType(texts.get("order"), ButtonBar.ButtonData.OK_DONE);
        dialog.getDialogPane().getButtonTypes().addAll(yes, ButtonType.CANCEL);
        Button order = (Button) dialog.getDialogPane().lookupButton(yes);
        order.setId("sheet-order");
        VBox form = form(model, texts, order);
        dialog.getDialogPane().setContent(form);
        // Else the button has the keyboard, and a space orders.
        dialog.setOnShown(shown -> form.lookup("#sheet-rows").requestFocus());
        order.setOnAction(click -> model.order());
        dialog.show();
    }

    /** The form; the button is kept ready only while all is right. */
    static VBox form(SheetOrderModel model, Texts texts, Button order) {
        Label help = new Label(texts.get("help"));
        help.setWrapText(true);
        help.setMinHeight(Region.USE_PREF_SIZE);
        Label state = new Label();
        state.setId("sheet-state");
        state.setWrapText(true);
        state.setMinHeight(Region.USE_PREF_SIZE);
        VBox form =
                new VBox(
                        12,
                        help,
                        field("sheet-rows", texts.get("rows"), model.minP()),
                        field("sheet-columns", texts.get("columns"), model.guidance()),
                        state);
        form.setPrefWidth(WIDTH);
        form.setPadding(new Insets(16, 16, 0, 16));
        Runnable update =
                () -> {
                    int count = model.count();
                    order.setDisable(count == 0);
                    state.getStyleClass().setAll("label", count == 0 ? "warning-note" : "note");
                    state.setText(count == 0 ? wrong(model, texts) : texts.get("count", count));
                };
        model.minP().addListener((text, before, now) -> update.run());
        model.guidance().addListener((text, before, now) -> update.run());
        update.run();
        return form;
    }

    private static String wrong(SheetOrderModel model, Texts texts) {
        boolean rows = model.rows().wrong().isPresent();
        Axis axis = rows ? Axis.MIN_P : Axis.GUIDANCE;
        Axis.Read read = rows ? model.rows() : model.columns();
        return texts.get(
                "wrong." + read.wrong().orElseThrow().name().toLowerCase(Locale.ROOT),
                texts.get(rows ? "rows" : "columns"),
                read.word(),
                Axis.plain(axis.least()),
                Axis.plain(axis.most()));
    }

    private static VBox field(String id, String words, StringProperty value) {
        Label label = new Label(words);
        label.getStyleClass().add("field-heading");
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(words);
        field.textProperty().bindBidirectional(value);
        label.setLabelFor(field);
        return new VBox(6, label, field);
    }
}
