package studio.xomni.engine.diffusion;

import java.util.function.Predicate;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/** The two kinds of image decoder that X-Omni was released with. */
public sealed interface FluxKind {

    /** Its double blocks carry a text stream; it wants both text encoders. */
    record English() implements FluxKind {}

    /** Its double blocks hold the picture alone; it wants no text. */
    record Chinese() implements FluxKind {}

    /**
     * Tells the kind from the names of the stored tensors.
     *
     * @param stored whether there is a tensor of a name
     * @throws CheckpointException when they speak for both kinds or for neither
     */
    static FluxKind of(Predicate<String> stored, FluxConfig config) {
        boolean english = false;
        for (int i = 0; i < config.doubleBlocks(); i++) {
            english |=
                    stored.test("transformer_blocks.%d.norm1_context.linear.weight".formatted(i));
        }
        boolean chinese = stored.test("pooled_embeds");
        if (english == chinese) {
            throw new CheckpointException(
                    english
                            ? Sentence.of(
                                    "The image decoder holds both of pooled_embeds (the Chinese kind) and transformer_blocks.N.norm1_context (the English kind); it must hold one of them.")
                            : Sentence.of(
                                    "The image decoder holds neither of pooled_embeds (the Chinese kind) and transformer_blocks.N.norm1_context (the English kind); it must hold one of them."));
        }
        return english ? new English() : new Chinese();
    }
}
