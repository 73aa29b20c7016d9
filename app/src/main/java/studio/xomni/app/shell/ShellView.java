package studio.xomni.app.shell;

import atlantafx.base.controls.Notification;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.text.Texts;

/** The window's bars and panels; screens are put in by the composition root. */
public final class ShellView extends StackPane {

    private static final double LEFT = 344;
    private static final double RIGHT = 352;
    private static final double NARROW = 300;
    private static final double MIDDLE = 300;

    private final ShellModel model;
    private final Texts texts;
    private final BorderPane frame = new BorderPane();
    private final SplitPane split = new SplitPane();
    private final StackPane left = new StackPane();
    private final StackPane middle = new StackPane();
    private final TabPane right = new TabPane();
    private final Map<ShellModel.Tab, Tab> tabs = new EnumMap<>(ShellModel.Tab.class);
    private final VBox notices = new VBox(8);
    private final Label device = new Label();

    public ShellView(ShellModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("shell");
        fix(left, LEFT);
        fix(right, RIGHT);
        middle.setMinWidth(MIDDLE);
        // Until a divider is dragged the side panels keep the widths they like.
        split.addEventFilter(MouseEvent.MOUSE_PRESSED, press -> freeWidths());
        right.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        right.setId("tabs");
        for (ShellModel.Tab tab : ShellModel.Tab.values()) {
            Tab made = new Tab(texts.get("tab." + tab.name().toLowerCase(java.util.Locale.ROOT)));
            tabs.put(tab, made);
            right.getTabs().add(made);
        }
        split.getItems().addAll(left, middle, right);
        SplitPane.setResizableWithParent(left, false);
        SplitPane.setResizableWithParent(right, false);
        frame.setTop(topBar());
        frame.setCenter(split);
        frame.setBottom(statusBar());
        notices.setId("notices");
        notices.setAlignment(Pos.BOTTOM_RIGHT);
        notices.setPickOnBounds(false);
        notices.setMaxSize(460, Region.USE_PREF_SIZE);
        StackPane.setAlignment(notices, Pos.BOTTOM_CENTER);
        notices.getStyleClass().add("notices");
        getChildren().addAll(frame, notices);
        model.notices().addListener((Observable list) -> showNotices());
        model.panelsHidden().addListener((hidden, before, now) -> showPanels(now));
        model.tab()
                .addListener((tab, before, now) -> right.getSelectionModel().select(tabs.get(now)));
        right.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (tab, before, now) ->
                                tabs.forEach(
                                        (name, made) -> {
                                            if (made == now) {
                                                model.tab().set(name);
                                            }
                                        }));
        model.choice().addListener((choice, before, now) -> now.ifPresent(this::ask));
        showNotices();
    }

    private void ask(Choice choice) {
        Alert question = new Alert(Alert.AlertType.NONE);
        question.initOwner(getScene().getWindow());
        question.setTitle(choice.title());
        question.setHeaderText(choice.title());
        question.setContentText(choice.text());
        for (Choice.Answer answer : choice.answers()) {
            ButtonType button =
                    new ButtonType(
                            answer.label(),
                            answer.equals(choice.answers().get(0))
                                    ? ButtonBar.ButtonData.OK_DONE
                                    : ButtonBar.ButtonData.OTHER);
            question.getButtonTypes().add(button);
            ((Button) question.getDialogPane().lookupButton(button))
                    .setOnAction(click -> answer.action().run());
        }
        question.getButtonTypes()
                .add(new ButtonType(texts.get("cancel"), ButtonBar.ButtonData.CANCEL_CLOSE));
        question.setOnHidden(hidden -> model.choice().set(Optional.empty()));
        question.show();
    }

    /** The form. */
    public void setLeft(Node node) {
        left.getChildren().setAll(node);
    }

    /** The canvas. */
    public void setMiddle(Node node) {
        middle.getChildren().setAll(node);
    }

    /** Lays a node over the canvas, or takes it away again. */
    public void cover(Node node, boolean shown) {
        node.getStyleClass().remove("cover");
        if (shown && !middle.getChildren().contains(node)) {
            node.getStyleClass().add("cover");
            middle.getChildren().add(node);
        } else if (!shown) {
            middle.getChildren().remove(node);
        }
    }

    /** The content of a tab; none where it is shown elsewhere. */
    public void setTab(ShellModel.Tab tab, @Nullable Node node) {
        tabContent(tab).setContent(node);
    }

    /** The number beside a tab's name; 0 shows none. */
    public void setCount(ShellModel.Tab tab, int count) {
        String name = texts.get("tab." + tab.name().toLowerCase(java.util.Locale.ROOT));
        tabContent(tab).setText(count == 0 ? name : name + "  " + count);
    }

    private Tab tabContent(ShellModel.Tab tab) {
        Tab made = tabs.get(tab);
        if (made == null) {
            throw new IllegalStateException("There is no tab " + tab + ".");
        }
        return made;
    }

    private Node topBar() {
        Label title = new Label("X-Omni Studio");
        title.getStyleClass().add("app-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        device.textProperty().bind(model.model());
        device.getStyleClass().add("pill");
        Button theme = new Button();
        theme.setId("theme");
        theme.getStyleClass().addAll("button-icon", "flat");
        theme.setAccessibleText(texts.get("theme"));
        theme.setTooltip(new Tooltip(texts.get("theme")));
        theme.setGraphic(new FontIcon(Material2AL.BRIGHTNESS_4));
        theme.setOnAction(click -> model.dark().set(!model.dark().get()));
        Button keys = new Button(null, new FontIcon(Material2AL.KEYBOARD));
        keys.setId("keys");
        keys.getStyleClass().addAll("button-icon", "flat");
        keys.setAccessibleText(texts.get("keys"));
        keys.setTooltip(new Tooltip(texts.get("keys") + " (Shift+?)"));
        keys.setOnAction(click -> showKeys());
        menu.setId("models");
        menu.setText(texts.get("models"));
        menu.getStyleClass().addAll("flat");
        HBox bar = new HBox(12, title, menu, gap, device, keys, theme);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("top-bar");
        return bar;
    }

    private final javafx.scene.control.MenuButton menu = new javafx.scene.control.MenuButton();

    /** The menu of models, filled by the composition root. */
    public javafx.scene.control.MenuButton modelMenu() {
        return menu;
    }

    /** Shows the list of shortcuts. */
    public void showKeys() {
        KeysDialog.show(getScene().getWindow(), texts);
    }

    private Node statusBar() {
        Label memory = status(Material2MZ.MEMORY, model.memory());
        Label disk = status(Material2MZ.STORAGE, model.disk());
        Label offline = new Label(texts.get("offline"), new FontIcon(Material2AL.CLOUD_OFF));
        offline.setTooltip(new Tooltip(texts.get("offline.help")));
        HBox bar = new HBox(20, memory, disk, offline);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("status-bar");
        return bar;
    }

    private static Label status(
            org.kordamp.ikonli.Ikon icon, javafx.beans.property.StringProperty text) {
        Label label = new Label(null, new FontIcon(icon));
        label.textProperty().bind(text);
        label.visibleProperty().bind(text.isNotEmpty());
        return label;
    }

    private void showPanels(boolean hidden) {
        if (hidden) {
            split.getItems().setAll(middle);
        } else {
            split.getItems().setAll(left, middle, right);
        }
    }

    private static void fix(Region panel, double width) {
        panel.setMinWidth(width);
        panel.setMaxWidth(width);
    }

    private void freeWidths() {
        for (Region panel : List.of(left, right)) {
            panel.setMinWidth(NARROW);
            panel.setMaxWidth(Double.MAX_VALUE);
        }
    }

    private void showNotices() {
        notices.getChildren().clear();
        for (Notice notice : model.notices()) {
            Notification box = new Notification(notice.text());
            box.getStyleClass().add("elevated-1");
            box.setMaxWidth(460);
            box.setOnClose(close -> model.notices().remove(notice));
            if (notice.hasAction()) {
                Button act = new Button(notice.actionLabel());
                act.setOnAction(
                        click -> {
                            model.notices().remove(notice);
                            notice.action().run();
                        });
                box.setPrimaryActions(act);
            }
            notices.getChildren().add(box);
        }
    }
}
