package studio.xomni.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;

/** Walks over everything that a window shows and tells what is wrong with it. */
final class Walk {

    /** The least contrast of text in WCAG 2.1, level AA. */
    private static final double CONTRAST = 4.5;

    /** The same for large text: 24 pixels, or 18.66 in bold. */
    private static final double CONTRAST_LARGE = 3;

    private static final double LARGE = 18.66;

    private final Scene scene;

    Walk(Scene scene) {
        this.scene = scene;
    }

    private void each(Consumer<Node> look) {
        each(scene.getRoot(), look);
    }

    private void each(Node node, Consumer<Node> look) {
        if (!node.isVisible() || node.getOpacity() == 0) {
            return;
        }
        look.accept(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> each(child, look));
        }
    }

    /** Whether anything of the node lies inside the window. */
    private boolean isSeen(Node node) {
        return node.localToScene(node.getLayoutBounds())
                .intersects(0, 0, scene.getWidth(), scene.getHeight());
    }

    private static String name(Node node) {
        String text = node instanceof Labeled labeled ? " \"" + labeled.getText() + "\"" : "";
        return node.getClass().getSimpleName() + "#" + node.getId() + node.getStyleClass() + text;
    }

    /** Nodes that take the focus and have no name or no role that a screen reader could say. */
    List<String> nameless() {
        List<String> found = new ArrayList<>();
        each(
                node -> {
                    boolean takesFocus = node.isFocusTraversable() && !node.isDisabled();
                    if (takesFocus && !(hasName(node) && hasRole(node)) && !isInSpinner(node)) {
                        found.add(name(node));
                    }
                });
        return found;
    }

    /** The field of a spinner, which takes the focus itself. */
    private static boolean isInSpinner(Node node) {
        return node.getParent() instanceof Spinner<?> spinner && hasName(spinner);
    }

    private static boolean hasRole(Node node) {
        AccessibleRole role = node.getAccessibleRole();
        return role != null && role != AccessibleRole.NODE && role != AccessibleRole.PARENT;
    }

    private static boolean hasName(Node node) {
        if (node.getAccessibleText() != null && !node.getAccessibleText().isBlank()) {
            return true;
        }
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            return !labeled.getText().isBlank();
        }
        if (node instanceof TextInputControl input && input.getPromptText() != null) {
            return !input.getPromptText().isBlank();
        }
        return false;
    }

    /** Labels whose words are cut. */
    List<String> cut() {
        List<String> found = new ArrayList<>();
        each(
                node -> {
                    if (node instanceof Labeled labeled && isSeen(node) && isCut(labeled)) {
                        found.add(name(node));
                    }
                });
        return found;
    }

    private static boolean isCut(Labeled labeled) {
        String wanted = labeled.getText();
        if (wanted == null || wanted.isEmpty() || mayBeCut(labeled)) {
            return false;
        }
        for (Node child : labeled.getChildrenUnmodifiable()) {
            if (child instanceof Text shown && shown.isVisible()) {
                String words = shown.getText();
                return !words.equals(wanted) && words.endsWith(labeled.getEllipsisString());
            }
        }
        return false;
    }

    /** What a user wrote has no bound: it may be cut where a tooltip shows it whole. */
    private static boolean mayBeCut(Labeled labeled) {
        return labeled.getTooltip() != null;
    }

    /** Texts with too little contrast to what is behind them. */
    List<String> faint() {
        List<String> found = new ArrayList<>();
        each(
                node -> {
                    if (node instanceof Text text
                            && !text.getText().isBlank()
                            && isSeen(text)
                            && !isDisabled(text)
                            && text.getFill() instanceof Color fill) {
                        double contrast = contrast(over(fill, behind(text)), behind(text));
                        boolean large = text.getFont().getSize() >= LARGE;
                        if (contrast < (large ? CONTRAST_LARGE : CONTRAST)) {
                            found.add(
                                    String.format(
                                            Locale.ROOT,
                                            "%.1f \"%s\" %s on %s in %s",
                                            contrast,
                                            text.getText(),
                                            fill,
                                            behind(text),
                                            text.getParent().getStyleClass()));
                        }
                    }
                });
        return found;
    }

    private static boolean isDisabled(Node node) {
        return node.isDisabled();
    }

    /** The colour behind a node: the backgrounds of its parents over each other. */
    private static Color behind(Node node) {
        List<Color> layers = new ArrayList<>();
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            Optional<Color> colour =
                    at instanceof Region region ? colour(region) : Optional.empty();
            if (colour.isPresent()) {
                layers.add(colour.get());
                if (colour.get().isOpaque()) {
                    break;
                }
            }
        }
        Color result = Color.BLACK;
        for (int i = layers.size() - 1; i >= 0; i--) {
            result = over(layers.get(i), result);
        }
        return result;
    }

    private static Optional<Color> colour(Region region) {
        Background background = region.getBackground();
        if (background == null || background.getFills().isEmpty()) {
            return Optional.empty();
        }
        // The last fill lies on top.
        int top = background.getFills().size() - 1;
        return background.getFills().get(top).getFill() instanceof Color colour
                        && colour.getOpacity() > 0
                ? Optional.of(colour)
                : Optional.empty();
    }

    private static Color over(Color upper, Color lower) {
        return lower.interpolate(
                new Color(upper.getRed(), upper.getGreen(), upper.getBlue(), 1),
                upper.getOpacity());
    }

    private static double contrast(Color one, Color other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
