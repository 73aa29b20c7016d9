package studio.xomni.engine.pipeline;

/** What a model is busy with. Each part belongs to the stages that compute with it. */
public enum Stage {
    /** Image tokens or text are written. */
    WRITING,
    /** Tokens and prompt become what the image decoder is told. */
    DESCRIBING,
    /** Latents are painted. */
    PAINTING,
    /** Latents become pixels. */
    DECODING,
    /** A picture becomes tokens. */
    SEEING,
    /** Nothing is done. */
    RESTING;

    /** Whether tokens become a picture in it. */
    boolean paints() {
        return this == DESCRIBING || this == PAINTING || this == DECODING;
    }
}
