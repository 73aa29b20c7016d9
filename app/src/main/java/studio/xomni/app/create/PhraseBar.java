package studio.xomni.app.create;

import java.util.List;
import java.util.Map;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import studio.xomni.app.text.Texts;
import studio.xomni.engine.pipeline.ModelCard;

/** What the model knows by name, to put into the prompt: colours, icons, styles, whole examples. */
final class PhraseBar extends FlowPane {

    /** Longer lists get a field to search them. */
    private static final int SHORT = 16;

    private final CreateModel form;
    private final Texts texts;

    PhraseBar(CreateModel form, Texts texts) {
        super(0, 4);
        this.form = form;
        this.texts = texts;
        getStyleClass().add("phrase-bar");
        form.model().addListener((model, before, now) -> build());
        build();
    }

    private void build() {
        getChildren().clear();
        ModelCard card = form.model().get().card();
        if (!card.colours().isEmpty()) {
            getChildren().add(colours(card.colours()));
        }
        MenuButton more = button(texts.get("draws.more"), "draws-more");
        card.draws()
                .forEach(
                        (kind, names) -> {
                            if (names.size() > SHORT) {
                                getChildren().add(searched(kind, names));
                            } else if (!names.isEmpty()) {
                                more.getItems().add(submenu(kind, names));
                            }
                        });
        if (!more.getItems().isEmpty()) {
            getChildren().add(more);
        }
        getChildren().add(styles());
        if (!card.examples().isEmpty()) {
            getChildren().add(examples(card.examples()));
        }
    }

    /** The user's own phrases: put into the prompt, kept, changed, forgotten. */
    private MenuButton styles() {
        MenuButton button = button(texts.get("styles"), "styles");
        button.setOnShowing(
                showing -> {
                    button.getItems().clear();
                    form.styles()
                            .forEach(
                                    (name, phrase) -> {
                                        MenuItem use = new MenuItem(name);
                                        use.setMnemonicParsing(false);
                                        use.setOnAction(chosen -> form.addPhrase(phrase));
                                        button.getItems().add(use);
                                    });
                    if (!button.getItems().isEmpty()) {
                        button.getItems().add(new SeparatorMenuItem());
                    }
                    MenuItem edit = new MenuItem(texts.get("styles.edit"));
                    edit.setOnAction(chosen -> StylesDialog.show(this, form.styles(), texts));
                    button.getItems().add(edit);
                });
        // A menu button without items would not open.
        button.getItems().add(new MenuItem(texts.get("styles.edit")));
        return button;
    }

    private MenuButton button(String text, String id) {
        MenuButton button = new MenuButton(text);
        button.setId(id);
        button.getStyleClass().addAll("flat", "small");
        return button;
    }

    private MenuButton colours(Map<String, String> colours) {
        MenuButton button = button(texts.get("palette"), "palette");
        TilePane tiles = new TilePane(6, 6);
        tiles.setPrefColumns(5);
        tiles.getStyleClass().add("swatches");
        colours.forEach(
                (name, hex) -> {
                    javafx.scene.control.Button tile = new javafx.scene.control.Button();
                    tile.setStyle("-fx-background-color: " + hex);
                    tile.getStyleClass().setAll("swatch");
                    tile.setAccessibleText(name);
                    tile.setTooltip(new Tooltip(name));
                    ContextMenu roles = new ContextMenu();
                    for (String role : List.of("background", "title", "icon")) {
                        MenuItem item = new MenuItem(texts.get("palette." + role, name));
                        item.setOnAction(
                                chosen -> {
                                    form.addPhrase(texts.get("phrase." + role, name));
                                    button.hide();
                                });
                        roles.getItems().add(item);
                    }
                    tile.setOnAction(click -> roles.show(tile, javafx.geometry.Side.BOTTOM, 0, 2));
                    tiles.getChildren().add(tile);
                });
        CustomMenuItem item = new CustomMenuItem(tiles, false);
        button.getItems().add(item);
        return button;
    }

    private Menu submenu(String kind, List<String> names) {
        Menu menu = new Menu(texts.getOr("draws." + kind, kind));
        for (String name : names) {
            MenuItem item = new MenuItem(name.isEmpty() ? texts.get("draws.plain") : name);
            item.setMnemonicParsing(false);
            item.setOnAction(chosen -> form.addPhrase(phrase(kind, name)));
            menu.getItems().add(item);
        }
        return menu;
    }

    private MenuButton searched(String kind, List<String> names) {
        MenuButton button = button(texts.getOr("draws." + kind, kind), "draws-" + kind);
        TextField search = new TextField();
        search.setPromptText(texts.get("phrase.search"));
        ListView<String> list = new ListView<>();
        list.setPrefSize(220, 260);
        list.getItems().setAll(names);
        search.textProperty()
                .addListener(
                        (text, before, now) ->
                                list.getItems()
                                        .setAll(
                                                names.stream()
                                                        .filter(
                                                                name ->
                                                                        name.contains(
                                                                                now.toLowerCase(
                                                                                        java.util
                                                                                                .Locale
                                                                                                .ROOT)))
                                                        .toList()));
        list.setOnMouseClicked(click -> choose(kind, list, button));
        list.setOnKeyPressed(
                key -> {
                    if (key.getCode() == javafx.scene.input.KeyCode.ENTER) {
                        choose(kind, list, button);
                    }
                });
        search.setOnAction(entered -> choose(kind, list, button));
        button.getItems().add(new CustomMenuItem(new VBox(6, search, list), false));
        button.setOnShown(shown -> search.requestFocus());
        return button;
    }

    private void choose(String kind, ListView<String> list, MenuButton button) {
        String chosen = list.getSelectionModel().getSelectedItem();
        if (chosen == null && !list.getItems().isEmpty()) {
            chosen = list.getItems().get(0);
        }
        if (chosen != null) {
            form.addPhrase(phrase(kind, chosen));
            button.hide();
        }
    }

    private String phrase(String kind, String name) {
        return texts.has("phrase." + kind) ? texts.get("phrase." + kind, name) : name;
    }

    private MenuButton examples(List<String> examples) {
        MenuButton button = button(texts.get("examples"), "examples");
        for (String example : examples) {
            Label label = new Label(example);
            label.setWrapText(true);
            label.setPrefWidth(300);
            label.setMinHeight(Region.USE_PREF_SIZE);
            MenuItem item = new CustomMenuItem(label, true);
            item.setOnAction(chosen -> form.prompt().set(example));
            button.getItems().add(item);
        }
        return button;
    }
}
