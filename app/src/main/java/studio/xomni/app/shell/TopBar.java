package studio.xomni.app.shell;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.text.Texts;

/** The bar on top: pages, models, the model in use, keys, theme. */
final class TopBar extends HBox {

    private final ShellModel model;
    private final Texts texts;
    private final MenuButton models = new MenuButton();
    private final HBox pages = new HBox(2);

    TopBar(ShellModel model, Texts texts, Runnable showKeys) {
        super(12);
        this.model = model;
        this.texts = texts;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("top-bar");
        Label title = new Label("X-Omni Studio");
        title.getStyleClass().add("app-title");
        title.setMinWidth(USE_PREF_SIZE);
        models.setId("models");
        models.setText(texts.get("models"));
        models.getStyleClass().add("flat");
        models.setMinWidth(USE_PREF_SIZE);
        pages.setMinWidth(USE_PREF_SIZE);
        pages.setAlignment(Pos.CENTER_LEFT);
        offer(ShellModel.Page.CREATE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label device = new Label();
        device.setId("model-state");
        device.textProperty().bind(model.model());
        device.getStyleClass().add("pill");
        device.setTooltip(new Tooltip());
        device.getTooltip().textProperty().bind(model.model());
        Button keys = button("keys", Material2AL.KEYBOARD, texts.get("keys"), " (Shift+?)");
        keys.setOnAction(click -> showKeys.run());
        Button theme = button("theme", Material2AL.BRIGHTNESS_4, texts.get("theme"), "");
        theme.setOnAction(click -> model.dark().set(!model.dark().get()));
        getChildren().addAll(title, pages, models, gap, device, keys, theme);
    }

    private static Button button(String id, Ikon icon, String name, String key) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("button-icon", "flat");
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name + key));
        return button;
    }

    MenuButton models() {
        return models;
    }

    /** Puts a page's button into the bar. */
    void offer(ShellModel.Page page) {
        String name = page.name().toLowerCase(Locale.ROOT);
        ToggleButton button = new ToggleButton(texts.get("page." + name));
        button.setId("page-" + name);
        button.getStyleClass().add("page-button");
        button.setSelected(model.page().get() == page);
        model.page().addListener((shown, before, now) -> button.setSelected(now == page));
        button.setOnAction(
                click -> {
                    model.page().set(page);
                    button.setSelected(true);
                });
        for (Node other : pages.getChildren()) {
            if (button.getId().equals(other.getId())) {
                return;
            }
        }
        pages.getChildren().add(button);
    }
}
