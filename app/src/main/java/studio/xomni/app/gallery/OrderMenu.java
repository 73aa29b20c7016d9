package studio.xomni.app.gallery;

import java.util.Locale;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.text.Texts;

/** Chooses how the pictures are sorted. */
final class OrderMenu extends MenuButton {

    private final Texts texts;

    OrderMenu(GalleryModel model, Texts texts) {
        this.texts = texts;
        setId("orders");
        getStyleClass().addAll("flat", "chooser");
        setAccessibleText(texts.get("order"));
        setGraphic(new FontIcon(Material2MZ.SORT));
        ToggleGroup choices = new ToggleGroup();
        for (Order order : Order.values()) {
            RadioMenuItem item = new RadioMenuItem(words(order));
            item.setToggleGroup(choices);
            item.setSelected(order == model.order().get());
            item.setOnAction(event -> model.order().set(order));
            model.order().addListener((property, before, now) -> item.setSelected(order == now));
            getItems().add(item);
        }
        setText(words(model.order().get()));
        model.order().addListener((property, before, now) -> setText(words(now)));
    }

    private String words(Order order) {
        return texts.get("order." + order.name().toLowerCase(Locale.ROOT));
    }
}
