package studio.xomni.app.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** What fills the window between its bars: the form and canvas, or another page over them. */
final class Pages extends StackPane {

    private final Map<ShellModel.Page, Supplier<Node>> makers =
            new EnumMap<>(ShellModel.Page.class);
    private final Node create;

    /**
     * @param create the page that is always there
     */
    Pages(ShellModel model, Node create) {
        this.create = create;
        getChildren().add(create);
        model.page().addListener((page, before, now) -> show(now));
    }

    /** The page is asked for each time it is turned to, so that it shows what holds then. */
    void put(ShellModel.Page page, Supplier<Node> maker) {
        makers.put(page, maker);
    }

    private void show(ShellModel.Page page) {
        Supplier<Node> maker = makers.get(page);
        create.setVisible(maker == null);
        if (maker == null) {
            getChildren().setAll(create);
            return;
        }
        Node shown = maker.get();
        getChildren().setAll(create, shown);
        shown.requestFocus();
    }
}
