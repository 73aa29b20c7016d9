package studio.xomni.app.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.xomni.app.text.Texts;

/** The page of help: its chapters on the left, the text beside them. */
public final class GuideView extends HBox {

    private static final double CHAPTERS = 200;

    private final VBox chapters = new VBox(6);
    private final ScrollPane scroll = new ScrollPane();

    /**
     * @param texts the window's, whose language the guide is in
     * @param resource finds the address of a file of the guide by its name
     */
    public GuideView(Texts texts, Function<String, String> resource) {
        setId("guide");
        getStyleClass().add("page");
        GuideText text = new GuideText(read(resource.apply(texts.get("guide.file"))), resource);
        chapters.getStyleClass().add("guide-chapters");
        chapters.setMinWidth(CHAPTERS);
        text.chapters().forEach(this::offer);
        VBox content = text.content();
        content.getStyleClass().add("page-content");
        StackPane centred = new StackPane(content);
        scroll.setContent(centred);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("page-scroll");
        scroll.setAccessibleText(texts.get("page.guide"));
        HBox.setHgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(chapters, scroll);
    }

    private void offer(String name, Node heading) {
        Hyperlink link = new Hyperlink(name);
        link.setWrapText(true);
        link.setOnAction(
                click -> {
                    scrollTo(heading);
                    link.setVisited(false);
                });
        chapters.getChildren().add(link);
    }

    private void scrollTo(Node heading) {
        Node content = scroll.getContent();
        Bounds at = content.sceneToLocal(heading.localToScene(heading.getBoundsInLocal()));
        double hidden =
                content.getBoundsInLocal().getHeight() - scroll.getViewportBounds().getHeight();
        scroll.setVvalue(hidden <= 0 ? 0 : Math.min(1, (at.getMinY() - 16) / hidden));
    }

    private static String read(String file) {
        try (InputStream stream = URI.create(file).toURL().openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
