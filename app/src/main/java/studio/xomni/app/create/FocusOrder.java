package studio.xomni.app.create;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;

/** The nodes that Tab walks through, in order. */
final class FocusOrder {

    private FocusOrder() {}

    static List<Node> of(Parent root) {
        List<Node> order = new ArrayList<>();
        collect(root, order);
        return order;
    }

    private static void collect(Parent parent, List<Node> order) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (!child.isVisible() || child.isDisabled()) {
                continue;
            }
            if (child.isFocusTraversable()) {
                order.add(child);
            }
            if (child instanceof Parent inner) {
                collect(inner, order);
            }
        }
    }
}
