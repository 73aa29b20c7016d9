package studio.xomni.app.gallery;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;

/** The facts of a picture, each with a button that copies it, and the ways back into the form. */
public final class DetailsView extends StackPane {

    private static final double LABELS = 108;

    /** Pictures that are named one by one. */
    private static final int MOST_LINKS = 8;

    private final DetailsModel model;
    private final Consumer<String> copy;
    private final Texts texts = Texts.of("gallery");
    private final VBox column = new VBox();
    private final Label empty = new Label();
    private final ScrollPane scroll = new ScrollPane(column);

    /**
     * The details of a model.
     *
     * @param copy puts a text on the clipboard
     */
    public DetailsView(DetailsModel model, Consumer<String> copy) {
        this.model = model;
        this.copy = copy;
        getStylesheets()
                .add(
                        String.valueOf(
                                DetailsView.class.getResource(
                                        "/studio/xomni/assets/css/gallery.css")));
        getStyleClass().add("details");
        column.getStyleClass().add("column");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        empty.setText(texts.get("details.empty"));
        empty.setWrapText(true);
        empty.getStyleClass().add("details-empty");
        getChildren().addAll(empty, scroll);
        model.picture().addListener((property, before, now) -> show());
        model.facts().addListener((ListChangeListener<Fact>) change -> show());
        model.relatives().addListener((property, before, now) -> show());
        model.recallable().addListener((property, before, now) -> show());
        model.talkedAbout().addListener((property, before, now) -> show());
        show();
    }

    private void show() {
        Optional<StoredPicture> picture = model.picture().get();
        scroll.setVisible(picture.isPresent());
        empty.setVisible(picture.isEmpty());
        column.getChildren().clear();
        picture.ifPresent(this::show);
    }

    private void show(StoredPicture picture) {
        if (!picture.prompt().isBlank()) {
            Label prompt = new Label(picture.prompt());
            prompt.setWrapText(true);
            prompt.setMinHeight(Region.USE_PREF_SIZE);
            prompt.getStyleClass().add("prompt");
            column.getChildren()
                    .add(section("fact.prompt", copyButton("prompt", picture.prompt())));
            column.getChildren().add(prompt);
        }
        if (!picture.texts().isEmpty()) {
            column.getChildren()
                    .add(
                            section(
                                    "fact.texts",
                                    copyButton("texts", String.join("\n", picture.texts()))));
            column.getChildren().add(chips(picture.texts()));
        }
        column.getChildren().add(section("details.recall", new Region()));
        column.getChildren().add(recallButtons());
        column.getChildren().add(section("details.chat", new Region()));
        column.getChildren().add(chat());
        relatives();
        column.getChildren().add(section("details.facts", copyAll()));
        column.getChildren().add(facts());
    }

    private HBox section(String key, Node right) {
        Label title = new Label(texts.get(key));
        title.getStyleClass().add("section");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(title, gap, right);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("section-line");
        return line;
    }

    private static FlowPane chips(List<String> words) {
        FlowPane chips = new FlowPane();
        chips.getStyleClass().add("chips");
        for (String word : words) {
            Label chip = new Label(word);
            chip.setWrapText(true);
            chip.getStyleClass().add("chip");
            chips.getChildren().add(chip);
        }
        return chips;
    }

    private Node recallButtons() {
        if (!model.recallable().get()) {
            Label nothing = new Label(texts.get("recall.nothing"));
            nothing.setWrapText(true);
            nothing.getStyleClass().add("quiet");
            return nothing;
        }
        FlowPane buttons = new FlowPane();
        buttons.getStyleClass().add("recall");
        for (RecallPart part : RecallPart.values()) {
            Button button = new Button(texts.get(recallKey(part)));
            button.setId("recall-" + part);
            button.getStyleClass().add(part == RecallPart.ALL ? "accent" : "button-outlined");
            button.setOnAction(event -> model.recall(part));
            buttons.getChildren().add(button);
        }
        buttons.getChildren().add(button("more", "command.more", model::more));
        if (model.picture().get().flatMap(StoredPicture::sheet).isPresent()) {
            buttons.getChildren().add(button("show-sheet", "command.showSheet", model::showSheet));
        }
        for (boolean anew : new boolean[] {false, true}) {
            Button button = new Button(texts.get(anew ? "command.anew" : "command.again"));
            button.setId(anew ? "paint-anew" : "make-again");
            button.getStyleClass().add("button-outlined");
            button.setOnAction(event -> model.paint(anew));
            buttons.getChildren().add(button);
        }
        return buttons;
    }

    private Node chat() {
        boolean any = model.talkedAbout().get();
        Button button =
                new Button(
                        texts.get(any ? "details.chat.open" : "command.ask"),
                        new FontIcon(Material2AL.CHAT));
        button.setId("details-chat");
        button.getStyleClass().add("button-outlined");
        button.setOnAction(event -> model.chat());
        return button;
    }

    private Button button(String id, String key, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setId(id);
        button.getStyleClass().add("button-outlined");
        button.setOnAction(event -> action.run());
        return button;
    }

    /** What the picture was made from and into, as links. */
    private void relatives() {
        DetailsModel.Relatives relatives = model.relatives().get();
        if (!relatives.origin().isEmpty()) {
            column.getChildren().add(section("details.from", new Region()));
            column.getChildren()
                    .add(
                            relatives
                                    .from()
                                    .<Node>map(origin -> link("origin", origin))
                                    .orElseGet(() -> quiet("details.from.gone")));
        }
        List<StoredPicture> into = relatives.into();
        if (!into.isEmpty()) {
            column.getChildren().add(section("details.into", new Label("" + into.size())));
            for (int i = 0; i < Math.min(MOST_LINKS, into.size()); i++) {
                column.getChildren().add(link("into-" + i, into.get(i)));
            }
            if (into.size() > MOST_LINKS) {
                column.getChildren().add(quiet("details.into.more"));
            }
        }
    }

    private Label quiet(String key) {
        Label label = new Label(texts.get(key));
        label.setWrapText(true);
        label.getStyleClass().add("quiet");
        return label;
    }

    private Hyperlink link(String id, StoredPicture other) {
        String prompt = other.prompt().replace('\n', ' ');
        // Where it is cut the rest is in its help.
        Hyperlink link =
                new Hyperlink(
                        texts.get(
                                "details.link",
                                other.seed() < 0 ? "?" : Long.toString(other.seed()),
                                prompt));
        link.setId(id);
        link.setTooltip(new Tooltip(other.prompt()));
        link.setMaxWidth(Double.MAX_VALUE);
        link.setOnAction(event -> model.goTo(other));
        return link;
    }

    private static String recallKey(RecallPart part) {
        return switch (part) {
            case ALL -> "recall.all";
            case SEED -> "recall.seed";
            case PROMPT -> "recall.prompt";
            case ALL_BUT_SEED -> "recall.allButSeed";
        };
    }

    private GridPane facts() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        ColumnConstraints labels = new ColumnConstraints(LABELS);
        ColumnConstraints values = new ColumnConstraints(0, 0, Double.MAX_VALUE);
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(labels, values, new ColumnConstraints());
        int row = 0;
        for (Fact fact : model.facts()) {
            Label label = new Label(texts.get("fact." + fact.key()));
            label.getStyleClass().add("quiet");
            label.setWrapText(true);
            GridPane.setValignment(label, VPos.TOP);
            grid.addRow(row++, label, value(fact), copyButton(fact.key(), fact.value()));
        }
        return grid;
    }

    private Node value(Fact fact) {
        Label value = new Label(fact.value());
        value.setWrapText(true);
        value.setId("fact-" + fact.key());
        value.getStyleClass().add("value");
        value.setMinHeight(Region.USE_PREF_SIZE);
        GridPane.setValignment(value, VPos.TOP);
        return value;
    }

    private Button copyButton(String key, String value) {
        Button button =
                GalleryView.iconButton(
                        new FontIcon(Material2AL.CONTENT_COPY),
                        texts.get("details.copy", texts.get("fact." + key)),
                        () -> copy.accept(value));
        button.setId("copy-" + key);
        button.getStyleClass().add("copy");
        GridPane.setValignment(button, VPos.TOP);
        return button;
    }

    private Button copyAll() {
        Button button =
                GalleryView.iconButton(
                        new FontIcon(Material2AL.CONTENT_COPY),
                        texts.get("details.copyAll"),
                        () -> copy.accept(allFacts()));
        button.setId("copy-all");
        button.getStyleClass().add("copy");
        return button;
    }

    private String allFacts() {
        StringBuilder all = new StringBuilder();
        for (Fact fact : model.facts()) {
            all.append(texts.get("fact." + fact.key()))
                    .append(": ")
                    .append(fact.value())
                    .append('\n');
        }
        return all.toString();
    }
}
