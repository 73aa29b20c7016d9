package studio.xomni.app.shell;

import atlantafx.base.controls.Notification;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
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
    private static final double NARROW_PANEL = 300;
    private static final double MIDDLE = 300;

    /** Below this width the tabs lie over the canvas. */
    private static final double NARROW = 1200;

    private final ShellModel model;
    private final Texts texts;
    private final BorderPane body = new BorderPane();
    private final SplitPane split = new SplitPane();
    private final StackPane left = new StackPane();
    private final StackPane middle = new StackPane();
    private final StackPane over = new StackPane();
    private final Tabs right;
    private final TopBar bar;
    private final Pages pages;
    private final VBox notices = new VBox(8);

    public ShellView(ShellModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("shell");
        right = new Tabs(model, texts);
        right.getStyleClass().add("tabs");
        fix(left, LEFT);
        fix(right, RIGHT);
        middle.setMinWidth(MIDDLE);
        // Until a divider is dragged the side panels keep the widths they like.
        split.addEventFilter(MouseEvent.MOUSE_PRESSED, press -> freeWidths());
        SplitPane.setResizableWithParent(left, false);
        SplitPane.setResizableWithParent(right, false);
        over.setPickOnBounds(false);
        over.setAlignment(Pos.CENTER_RIGHT);
        body.setCenter(new StackPane(split, over));
        pages = new Pages(model, body);
        bar = new TopBar(model, texts, this::showKeys);
        BorderPane frame = new BorderPane(pages);
        frame.setTop(bar);
        frame.setBottom(statusBar());
        notices.setId("notices");
        notices.setAlignment(Pos.BOTTOM_RIGHT);
        notices.setPickOnBounds(false);
        notices.setMaxSize(460, Region.USE_PREF_SIZE);
        StackPane.setAlignment(notices, Pos.BOTTOM_CENTER);
        notices.getStyleClass().add("notices");
        getChildren().addAll(frame, notices);
        model.notices().addListener((Observable list) -> showNotices());
        model.panelsHidden().addListener((hidden, before, now) -> arrange());
        model.narrow().addListener((narrow, before, now) -> arrange());
        model.tabsOpen().addListener((open, before, now) -> arrange());
        widthProperty()
                .addListener(
                        (width, before, now) -> model.narrow().set(now.doubleValue() < NARROW));
        model.choice().addListener((choice, before, now) -> now.ifPresent(this::ask));
        arrange();
        showNotices();
    }

    /** Puts the panels where the window's width and the user want them. */
    private void arrange() {
        boolean hidden = model.panelsHidden().get();
        boolean narrow = model.narrow().get();
        boolean beside = !hidden && !narrow;
        boolean laidOver = !hidden && narrow && model.tabsOpen().get();
        over.getChildren().clear();
        right.getStyleClass().remove("laid-over");
        List<Node> columns =
                hidden
                        ? List.of(middle)
                        : beside ? List.of(left, middle, right) : List.of(left, middle);
        if (!split.getItems().equals(columns)) {
            split.getItems().setAll(columns);
        }
        if (laidOver) {
            fix(right, RIGHT);
            right.getStyleClass().add("laid-over");
            over.getChildren().add(right);
        }
        body.setRight(narrow && !hidden ? right.rail() : null);
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

    /** A page that fills the window; made when it is turned to. */
    public void setPage(ShellModel.Page page, Supplier<Node> maker) {
        pages.put(page, maker);
        bar.offer(page);
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
        right.put(tab, node);
    }

    /** The number beside a tab's name; 0 shows none. */
    public void setCount(ShellModel.Tab tab, int count) {
        right.setCount(tab, count);
    }

    /** The menu of models, filled by the composition root. */
    public MenuButton modelMenu() {
        return bar.models();
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
        HBox foot = new HBox(20, memory, disk, offline);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("status-bar");
        return foot;
    }

    private static Label status(
            org.kordamp.ikonli.Ikon icon, javafx.beans.property.StringProperty text) {
        Label label = new Label(null, new FontIcon(icon));
        label.textProperty().bind(text);
        label.visibleProperty().bind(text.isNotEmpty());
        return label;
    }

    private static void fix(Region panel, double width) {
        panel.setMinWidth(width);
        panel.setMaxWidth(width);
    }

    private void freeWidths() {
        for (Region panel : List.of(left, right)) {
            panel.setMinWidth(NARROW_PANEL);
            panel.setMaxWidth(Double.MAX_VALUE);
        }
    }

    private void showNotices() {
        notices.getChildren().clear();
        for (Notice notice : model.notices()) {
            Notification box = new Notification(notice.text());
            box.getStyleClass().add("elevated-1");
            box.setAccessibleText(notice.text());
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
