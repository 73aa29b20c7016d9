package studio.xomni.engine.text;

import java.util.List;
import java.util.stream.IntStream;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.vision.ImageTokens;

/**
 * How a picture stands in a sequence: {@code <SOM>{rows} {columns}<IMAGE>}, its tokens row by row,
 * {@code <EOM>}.
 *
 * <p>Source: the released {@code modeling_xomni.py}, {@code tokenize_image}, and {@code
 * generate.py}.
 */
public final class ImageMarkup {

    private final TextTokenizer tokenizer;
    private final int firstImageToken;
    private final int start;
    private final int end;
    private final int image;

    private ImageMarkup(
            TextTokenizer tokenizer, int firstImageToken, int start, int end, int image) {
        this.tokenizer = tokenizer;
        this.firstImageToken = firstImageToken;
        this.start = start;
        this.end = end;
        this.image = image;
    }

    /**
     * The markup of a checkpoint.
     *
     * @param specials config {@code mm_special_tokens}: start, end and image token, in this order
     * @param vocabularySize config {@code vocab_size}: the id of image code 0
     * @throws CheckpointException where the list is not of three tokens or the tokenizer lacks one
     */
    public static ImageMarkup of(
            TextTokenizer tokenizer, List<String> specials, int vocabularySize) {
        if (specials.size() != 3) {
            throw new CheckpointException(
                    Sentence.of(
                            "config.json: mm_special_tokens wants 3 tokens (start, end, image), got %d.",
                            specials.size()));
        }
        return new ImageMarkup(
                tokenizer,
                vocabularySize,
                tokenizer.special(specials.get(0)),
                tokenizer.special(specials.get(1)),
                tokenizer.special(specials.get(2)));
    }

    /** The id of {@code <SOM>}, which opens a picture. */
    public int start() {
        return start;
    }

    /** The id of {@code <EOM>}, which closes a picture. */
    public int end() {
        return end;
    }

    /** The id of {@code <IMAGE>}, which stands between a picture's size and its tokens. */
    public int image() {
        return image;
    }

    /** The ids of the three control tokens, which are never sampled while a picture is drawn. */
    public int[] specials() {
        return new int[] {start, end, image};
    }

    /** The ids after which a picture of {@code rows × columns} tokens is drawn. */
    public int[] prefix(int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "A picture has at least 1×1 tokens (rows × columns), got %d×%d."
                            .formatted(rows, columns));
        }
        return new PromptBuilder(tokenizer).id(start).typed(rows + " " + columns).id(image).ids();
    }

    /**
     * The ids from which the picture of a typed prompt is drawn: the prompt, then {@link #prefix}.
     */
    public int[] prompt(String typed, int rows, int columns) {
        return new PromptBuilder(tokenizer).typed(typed).ids(prefix(rows, columns)).ids();
    }

    /** The ids of a whole picture. */
    public int[] picture(ImageTokens tokens) {
        return new PromptBuilder(tokenizer)
                .ids(prefix(tokens.rows(), tokens.columns()))
                .ids(IntStream.of(tokens.codes()).map(code -> firstImageToken + code).toArray())
                .id(end)
                .ids();
    }
}
