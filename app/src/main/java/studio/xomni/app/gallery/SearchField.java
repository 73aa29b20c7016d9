package studio.xomni.app.gallery;

import atlantafx.base.controls.CustomTextField;
import javafx.beans.property.StringProperty;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import studio.xomni.app.text.Texts;

/** Where searches are typed. Arrow down and Enter go to the pictures. */
final class SearchField extends CustomTextField {

    SearchField(StringProperty text, Texts texts, Runnable toPictures) {
        getStyleClass().add("search");
        setPromptText(texts.get("search"));
        setAccessibleText(texts.get("search.name"));
        Tooltip help = new Tooltip(texts.get("search.help"));
        help.getStyleClass().add("search-help");
        setTooltip(help);
        textProperty().bindBidirectional(text);
        setLeft(new FontIcon(Material2MZ.SEARCH));
        FontIcon clear = new FontIcon(Material2AL.CLEAR);
        clear.getStyleClass().add("clear");
        clear.setCursor(Cursor.HAND);
        clear.setPickOnBounds(true);
        clear.setAccessibleText(texts.get("search.clear"));
        clear.setOnMouseClicked(event -> clear());
        clear.visibleProperty().bind(textProperty().isNotEmpty());
        setRight(clear);
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                        toPictures.run();
                        event.consume();
                    }
                });
    }
}
