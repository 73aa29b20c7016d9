package studio.xomni.app.shell;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.text.Texts;

/** The tabs on the right; in a narrow window a rail of buttons opens them over the canvas. */
final class Tabs extends TabPane {

    private final ShellModel model;
    private final Texts texts;
    private final Map<ShellModel.Tab, Tab> tabs = new EnumMap<>(ShellModel.Tab.class);
    private final VBox rail = new VBox(4);

    Tabs(ShellModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        setId("tabs");
        setAccessibleText(texts.get("tabs"));
        rail.getStyleClass().add("rail");
        for (ShellModel.Tab tab : ShellModel.Tab.values()) {
            Tab made = new Tab(name(tab));
            tabs.put(tab, made);
            getTabs().add(made);
            rail.getChildren().add(railButton(tab));
        }
        model.tab().addListener((tab, before, now) -> getSelectionModel().select(tabs.get(now)));
        getSelectionModel().selectedItemProperty().addListener((tab, before, now) -> selected(now));
    }

    private void selected(Tab selected) {
        tabs.forEach(
                (name, made) -> {
                    if (made == selected) {
                        model.tab().set(name);
                    }
                });
    }

    private String name(ShellModel.Tab tab) {
        return texts.get("tab." + tab.name().toLowerCase(Locale.ROOT));
    }

    private ToggleButton railButton(ShellModel.Tab tab) {
        ToggleButton button = new ToggleButton(null, new FontIcon(icon(tab)));
        button.setId("rail-" + tab.name().toLowerCase(Locale.ROOT));
        button.getStyleClass().addAll("button-icon", "flat");
        button.setAccessibleText(name(tab));
        button.setTooltip(new Tooltip(name(tab)));
        model.tabsOpen().addListener((open, before, now) -> button.setSelected(isOpen(tab)));
        model.tab().addListener((shown, before, now) -> button.setSelected(isOpen(tab)));
        button.setOnAction(
                click -> {
                    boolean open = !isOpen(tab);
                    model.tab().set(tab);
                    model.tabsOpen().set(open);
                    button.setSelected(open);
                });
        return button;
    }

    private boolean isOpen(ShellModel.Tab tab) {
        return model.tabsOpen().get() && model.tab().get() == tab;
    }

    private static Ikon icon(ShellModel.Tab tab) {
        return switch (tab) {
            case GALLERY -> Material2MZ.PHOTO_LIBRARY;
            case CHAT -> Material2AL.CHAT;
            case DETAILS -> Material2AL.INFO;
            case QUEUE -> Material2MZ.QUEUE;
        };
    }

    /** The buttons that open the tabs of a narrow window. */
    Node rail() {
        return rail;
    }

    /** The content of a tab; none where it is shown elsewhere. */
    void put(ShellModel.Tab tab, @Nullable Node node) {
        made(tab).setContent(node);
    }

    /** The number beside a tab's name; 0 shows none. */
    void setCount(ShellModel.Tab tab, int count) {
        made(tab).setText(count == 0 ? name(tab) : name(tab) + "  " + count);
    }

    private Tab made(ShellModel.Tab tab) {
        Tab made = tabs.get(tab);
        if (made == null) {
            throw new IllegalStateException("There is no tab " + tab + ".");
        }
        return made;
    }
}
