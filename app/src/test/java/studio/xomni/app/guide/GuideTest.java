package studio.xomni.app.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.image.ImageView;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxToolkit;

class GuideTest {

    private static final String FOLDER = "/studio/xomni/assets/guide/";

    @BeforeAll
    static void toolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    private static String address(String name) {
        return Objects.requireNonNull(GuideTest.class.getResource(FOLDER + name), name)
                .toExternalForm();
    }

    private static GuideText guide(String language) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(
                        GuideTest.class.getResourceAsStream(
                                FOLDER + "guide_" + language + ".md"))) {
            String markdown = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new GuideText(markdown, GuideTest::address);
        }
    }

    private static List<ImageView> pictures(Parent parent) {
        List<ImageView> found = new ArrayList<>();
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (child instanceof ImageView view) {
                found.add(view);
            } else if (child instanceof Parent inner) {
                found.addAll(pictures(inner));
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void everyPictureIsThereAndHasWordsForThoseWhoCannotSeeIt(String language) throws IOException {
        List<ImageView> pictures = pictures(guide(language).content());
        assertTrue(pictures.size() >= 5, "pictures: " + pictures.size());
        for (ImageView picture : pictures) {
            assertFalse(picture.getImage().isError(), picture.getImage().getUrl());
            assertNotNull(picture.getAccessibleText(), picture.getImage().getUrl());
        }
    }

    @Test
    void bothLanguagesHaveTheSameChapters() throws IOException {
        assertEquals(guide("en").chapters().size(), guide("zh").chapters().size());
        assertTrue(guide("en").chapters().size() >= 8);
    }

    @Test
    void aTextIsMadeOfHeadingsParagraphsAndLists() {
        GuideText text =
                new GuideText(
                        "# Title\n\n## One\n\nSome `Ctrl+E` **words**\nmore\n\n- a\n- b\n",
                        GuideTest::address);
        assertEquals(List.of("One"), List.copyOf(text.chapters().keySet()));
        assertEquals(4, text.content().getChildren().size());
    }
}
