package studio.xomni.app.create;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import studio.xomni.app.text.QuotedTexts;

/**
 * The prompt: quoted texts are marked while they are typed, letters that the model cannot write are
 * underlined.
 */
final class PromptEditor extends StackPane {

    private final StyleClassedTextArea area = new StyleClassedTextArea();
    private final CreateModel form;
    private boolean taking;

    PromptEditor(CreateModel form, String name, String placeholder) {
        this.form = form;
        getStyleClass().add("prompt-editor");
        area.setWrapText(true);
        area.setAccessibleText(name);
        area.setAccessibleRole(AccessibleRole.TEXT_AREA);
        area.setId("prompt");
        Label hint = new Label(placeholder);
        hint.setWrapText(true);
        hint.setMouseTransparent(true);
        hint.getStyleClass().add("prompt-placeholder");
        hint.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> area.getText().isEmpty(), area.textProperty()));
        setAlignment(hint, Pos.TOP_LEFT);
        getChildren().addAll(hint, new VirtualizedScrollPane<>(area));
        area.textProperty().addListener((text, before, now) -> typed(now));
        StringProperty prompt = form.prompt();
        prompt.addListener((text, before, now) -> take(now));
        form.model().addListener((model, before, now) -> mark());
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        area.focusedProperty()
                .addListener(
                        (focus, before, now) ->
                                pseudoClassStateChanged(
                                        javafx.css.PseudoClass.getPseudoClass("focused-within"),
                                        now));
        take(prompt.get());
        area.getUndoManager().forgetHistory();
    }

    void focus() {
        area.requestFocus();
    }

    /**
     * Tab goes on to the next control, as everywhere in a form; Alt+Up and Down walk the history.
     */
    private void key(KeyEvent key) {
        if (key.getCode() == KeyCode.TAB && !key.isControlDown() && !key.isAltDown()) {
            List<javafx.scene.Node> order = FocusOrder.of(getScene().getRoot());
            int at = order.indexOf(area);
            int step = key.isShiftDown() ? -1 : 1;
            if (at >= 0 && order.size() > 1) {
                order.get(Math.floorMod(at + step, order.size())).requestFocus();
            }
            key.consume();
        } else if (key.isAltDown() && key.getCode() == KeyCode.UP) {
            form.older();
            key.consume();
        } else if (key.isAltDown() && key.getCode() == KeyCode.DOWN) {
            form.newer();
            key.consume();
        }
    }

    private void typed(String text) {
        if (!taking) {
            form.prompt().set(text);
        }
        mark();
    }

    /**
     * Takes a prompt from elsewhere as one edit that can be undone; the caret stays where it can.
     */
    private void take(String prompt) {
        if (prompt.equals(area.getText())) {
            return;
        }
        taking = true;
        try {
            int caret = area.getCaretPosition();
            area.getUndoManager().preventMerge();
            area.replaceText(0, area.getLength(), prompt);
            area.moveTo(Math.min(caret, prompt.length()));
        } finally {
            taking = false;
        }
        mark();
    }

    private void mark() {
        String text = area.getText();
        if (!text.isEmpty()) {
            area.setStyleSpans(0, styles(text, form.model().get().card().letters()));
        }
    }

    /** The style of each stretch of a prompt: plain, quoted, unclosed, or unknown to the model. */
    static StyleSpans<java.util.Collection<String>> styles(String text, String letters) {
        var spans = new StyleSpansBuilder<java.util.Collection<String>>();
        int at = 0;
        for (QuotedTexts.Span quote : QuotedTexts.find(text)) {
            spans.add(List.of(), quote.start() - at);
            String style = quote.closed() ? "quoted" : "unclosed";
            int letter = quote.start();
            while (letter < quote.end()) {
                int length = Character.charCount(text.codePointAt(letter));
                boolean inside = letter > quote.start() && letter < quote.end() - 1;
                boolean unknown =
                        quote.closed()
                                && inside
                                && !letters.isEmpty()
                                && !letters.contains(text.substring(letter, letter + length));
                spans.add(unknown ? List.of(style, "unknown-letter") : List.of(style), length);
                letter += length;
            }
            at = quote.end();
        }
        spans.add(List.of(), text.length() - at);
        return spans.create();
    }
}
