package studio.xomni.engine.pipeline;

import java.util.List;
import studio.xomni.engine.vision.ImageTokens;

/** Chat about pictures: pixels → image tokens → ids → text. */
public final class ImageChat {

    private final Parts parts;

    public ImageChat(Parts parts) {
        this.parts = parts;
    }

    /**
     * Begins a conversation.
     *
     * @param pictures the tokens of the pictures it is about, as {@link ImageTokenizer} gives them;
     *     may be none
     */
    public Conversation start(List<ImageTokens> pictures) {
        return new Conversation(parts, pictures);
    }
}
