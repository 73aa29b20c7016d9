package studio.xomni.app.guide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.parser.Parser;

/** A text in Markdown as nodes: headings, paragraphs, lists, pictures, strong words and keys. */
final class GuideText extends AbstractVisitor {

    private static final double WIDTH = 760;

    private final VBox content = new VBox(12);
    private final Map<String, Node> chapters = new LinkedHashMap<>();
    private final Function<String, String> resource;

    /** Where blocks go: the page, or an item of a list. */
    private VBox blocks = content;

    private final List<String> styles = new ArrayList<>();
    private TextFlow flow = new TextFlow();

    GuideText(String markdown, Function<String, String> resource) {
        this.resource = resource;
        content.setMaxWidth(WIDTH);
        Parser.builder().build().parse(markdown).accept(this);
    }

    VBox content() {
        return content;
    }

    /** Headings of the chapters by their words, in their order. */
    Map<String, Node> chapters() {
        return chapters;
    }

    @Override
    public void visit(Heading heading) {
        begin(heading.getLevel() == 1 ? "title-2" : "title-4");
        visitChildren(heading);
        if (heading.getLevel() == 2) {
            chapters.put(words(flow), flow);
        }
    }

    private static String words(TextFlow flow) {
        StringBuilder words = new StringBuilder();
        flow.getChildren().forEach(part -> words.append(((Text) part).getText()));
        return words.toString();
    }

    @Override
    public void visit(Paragraph paragraph) {
        begin("guide-text");
        visitChildren(paragraph);
        if (flow.getChildren().isEmpty()) {
            blocks.getChildren().remove(flow); // there was a picture alone
        }
    }

    private void begin(String style) {
        flow = new TextFlow();
        flow.getStyleClass().add(style);
        blocks.getChildren().add(flow);
    }

    @Override
    public void visit(BulletList list) {
        VBox around = blocks;
        VBox items = new VBox(6);
        around.getChildren().add(items);
        blocks = items;
        visitChildren(list);
        blocks = around;
    }

    @Override
    public void visit(ListItem item) {
        VBox around = blocks;
        Text bullet = new Text("•");
        bullet.getStyleClass().add("guide-bullet");
        blocks = new VBox(6);
        HBox.setHgrow(blocks, Priority.ALWAYS);
        around.getChildren().add(new HBox(10, bullet, blocks));
        visitChildren(item);
        blocks = around;
    }

    @Override
    public void visit(org.commonmark.node.Image image) {
        ImageView view = new ImageView(new Image(resource.apply(image.getDestination()), true));
        view.setPreserveRatio(true);
        view.setSmooth(true);
        view.setFitWidth(WIDTH);
        if (image.getFirstChild() instanceof org.commonmark.node.Text words) {
            view.setAccessibleText(words.getLiteral());
        }
        view.getStyleClass().add("guide-picture");
        blocks.getChildren().add(view);
    }

    @Override
    public void visit(org.commonmark.node.Text words) {
        add(words.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak end) {
        add(" ");
    }

    @Override
    public void visit(Code keys) {
        styled("guide-key", () -> add(keys.getLiteral()));
    }

    @Override
    public void visit(StrongEmphasis strong) {
        styled("guide-strong", () -> visitChildren(strong));
    }

    @Override
    public void visit(Emphasis emphasis) {
        styled("guide-emphasis", () -> visitChildren(emphasis));
    }

    private void styled(String style, Runnable inner) {
        styles.add(style);
        inner.run();
        styles.remove(style);
    }

    private void add(String words) {
        Text text = new Text(words);
        text.getStyleClass().add("text");
        text.getStyleClass().addAll(styles);
        flow.getChildren().add(text);
    }
}
