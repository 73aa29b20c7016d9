package studio.xomni.engine.diffusion;

import studio.xomni.engine.torch.Tensor;

/**
 * What a picture is painted from. The other half of a guided pair is the same without the semantic
 * vectors and with an empty prompt.
 */
public sealed interface Condition {

    /** One vector a token, row by row: (rows · columns, width). */
    Tensor semantic();

    /**
     * For the English kind of decoder.
     *
     * @param semantic one vector a token, row by row
     * @param prompt the encoded prompt
     * @param empty the encoded empty prompt; of no effect where the guidance is 1
     */
    record English(Tensor semantic, EncodedText prompt, EncodedText empty) implements Condition {}

    /**
     * For the Chinese kind of decoder.
     *
     * @param semantic one vector a token, row by row
     */
    record Chinese(Tensor semantic) implements Condition {}
}
