package studio.xomni.app.create;

/** What of a picture's recipe is recalled into the form. */
public enum Part {
    ALL,
    SEED,
    PROMPT,
    ALL_BUT_SEED
}
