package studio.xomni.engine.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.vision.ImageTokens;

class ImageMarkupTest {

    private TextTokenizer tokenizer;
    private ImageMarkup markup;

    @BeforeEach
    void open() {
        tokenizer = TextTokenizer.open(Cases.checkpoint("zh"));
        markup = Cases.markup(Cases.checkpoint("zh"), tokenizer);
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @Test
    void aPictureIsItsSizeItsTokensAndAnEnd() {
        // <SOM> 1 space 2 <IMAGE>, codes 0 and 255 after the 640 text ids, <EOM>
        assertArrayEquals(
                new int[] {896, 16, 220, 17, 898, 640, 895, 897},
                markup.picture(new ImageTokens(1, 2, new int[] {0, 255})));
    }

    @Test
    void namesItsControlTokens() {
        assertEquals(896, markup.start());
        assertEquals(897, markup.end());
        assertEquals(898, markup.image());
        assertArrayEquals(new int[] {896, 897, 898}, markup.specials());
    }

    @Test
    void anEmptyPromptIsThePrefixAlone() {
        assertArrayEquals(markup.prefix(12, 34), markup.prompt("", 12, 34));
    }

    @Test
    void refusesAPictureWithoutRows() {
        String e =
                String.valueOf(
                        assertThrows(IllegalArgumentException.class, () -> markup.prefix(0, 3))
                                .getMessage());
        assertTrue(e.contains("0×3"), e);
    }

    @Test
    void refusesAListOfSpecialsThatIsNotThree() {
        String e = Cases.refusal(() -> ImageMarkup.of(tokenizer, List.of("<SOM>"), 640));
        assertTrue(e.contains("wants 3 tokens"), e);
    }

    @Test
    void refusesSpecialsThatTheTokenizerLacks() {
        assertThrows(
                CheckpointException.class,
                () -> ImageMarkup.of(tokenizer, List.of("<SOM>", "<EOM>", "<PICTURE>"), 640));
    }
}
