package studio.xomni.app.gallery;

/** What of a picture is put into the form again. */
public enum RecallPart {
    ALL,
    SEED,
    PROMPT,
    ALL_BUT_SEED
}
