package studio.xomni.app.create;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import studio.xomni.app.text.Texts;
import studio.xomni.engine.pipeline.ModelCard;

/** What the model knows by name, to put into the prompt: colours, icons, styles, whole examples. */
final class PhraseBar extends FlowPane {

    /** Longer lists get a field to search them. */
    private static final int SHORT = 16;

    /** Pixels that an example is wide before it goes on in the next line. */
    private static final double EXAMPLE = 320;

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
            add("palette", texts.get("palette"), button -> colours(button, card.colours()));
        }
        List<String> few = new ArrayList<>();
        card.draws()
                .forEach(
                        (kind, names) -> {
                            if (names.size() > SHORT) {
                                add(
                                        "draws-" + kind,
                                        texts.getOr("draws." + kind, kind),
                                        button -> searched(button, kind, names));
                            } else if (!names.isEmpty()) {
                                few.add(kind);
                            }
                        });
        if (!few.isEmpty()) {
            add("draws-more", texts.get("draws.more"), button -> more(button, few));
        }
        add("styles", texts.get("styles"), this::styles);
        if (!card.examples().isEmpty()) {
            add("examples", texts.get("examples"), button -> examples(button, card.examples()));
        }
    }

    /** A menu that is filled when it is opened: the window opens sooner without. */
    private void add(String id, String text, Consumer<MenuButton> fill) {
        MenuButton button = new MenuButton(text);
        button.setId(id);
        button.getStyleClass().addAll("flat", "small");
        // A menu button without items would not open.
        button.getItems().add(new SeparatorMenuItem());
        button.setOnShowing(
                showing -> {
                    button.getItems().clear();
                    fill.accept(button);
                });
        getChildren().add(button);
    }

    /** The user's own phrases: put into the prompt, kept, changed, forgotten. */
    private void styles(MenuButton button) {
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
    }

    private void colours(MenuButton button, Map<String, String> colours) {
        TilePane tiles = new TilePane(6, 6);
        tiles.setPrefColumns(5);
        tiles.getStyleClass().add("swatches");
        colours.forEach((name, hex) -> tiles.getChildren().add(swatch(button, name, hex)));
        button.getItems().add(new CustomMenuItem(tiles, false));
    }

    private Button swatch(MenuButton button, String name, String hex) {
        Button swatch = new Button();
        swatch.setStyle("-fx-background-color: " + hex);
        swatch.getStyleClass().setAll("swatch");
        swatch.setAccessibleText(name);
        swatch.setTooltip(new Tooltip(name));
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
        swatch.setOnAction(click -> roles.show(swatch, Side.BOTTOM, 0, 2));
        return swatch;
    }

    private void more(MenuButton button, List<String> kinds) {
        Map<String, List<String>> draws = form.model().get().card().draws();
        for (String kind : kinds) {
            button.getItems().add(submenu(kind, draws.getOrDefault(kind, List.of())));
        }
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

    private void searched(MenuButton button, String kind, List<String> names) {
        TextField search = new TextField();
        search.setPromptText(texts.get("phrase.search"));
        ListView<String> list = new ListView<>();
        list.setPrefSize(220, 260);
        list.getItems().setAll(names);
        search.textProperty()
                .addListener(
                        (text, before, now) -> {
                            String wanted = now.toLowerCase(Locale.ROOT);
                            list.getItems()
                                    .setAll(
                                            names.stream()
                                                    .filter(name -> name.contains(wanted))
                                                    .toList());
                        });
        list.setOnMouseClicked(click -> choose(kind, list, button));
        list.setOnKeyPressed(
                key -> {
                    if (key.getCode() == KeyCode.ENTER) {
                        choose(kind, list, button);
                    }
                });
        search.setOnAction(entered -> choose(kind, list, button));
        button.getItems().add(new CustomMenuItem(new VBox(6, search, list), false));
        button.setOnShown(shown -> search.requestFocus());
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

    private void examples(MenuButton button, List<String> examples) {
        for (String example : examples) {
            Text text = new Text(example);
            text.setWrappingWidth(EXAMPLE);
            text.getStyleClass().add("example-text");
            MenuItem item = new CustomMenuItem(text, true);
            item.setOnAction(chosen -> form.prompt().set(example));
            button.getItems().add(item);
        }
    }
}
