package studio.xomni.engine.pipeline;

/** How much memory a model may take for being at hand. */
public enum Memory {
    /** Every part stays loaded. */
    FULL,
    /** The language model is quantised to int8 and freed before a picture is painted. */
    LEAN,
    /**
     * The same, and every part is freed when its stage is over; large pictures are turned into
     * pixels tile by tile.
     */
    MINIMAL;

    /**
     * Whether the parts of a stage are freed when another is entered.
     *
     * @param of the stage that a part belongs to
     * @param entered another stage
     */
    boolean frees(Stage of, Stage entered) {
        return switch (this) {
            case FULL -> false;
            case LEAN -> of == Stage.WRITING && entered.paints();
            case MINIMAL -> true;
        };
    }

    /** Whether the language model is quantised. */
    boolean quantises() {
        return this != FULL;
    }

    /** Whether large pictures are turned into pixels tile by tile. */
    boolean tiles() {
        return this == MINIMAL;
    }
}
