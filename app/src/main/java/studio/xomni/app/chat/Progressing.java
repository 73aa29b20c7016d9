package studio.xomni.app.chat;

/**
 * How far an answer is.
 *
 * @param stage what is being done
 * @param detail the part that is loaded; otherwise empty
 * @param picture number of the picture that is looked at, from 1
 * @param pictures pictures of the chat
 * @param answer what is written so far
 */
public record Progressing(Stage stage, String detail, int picture, int pictures, String answer) {

    /** What is being done. */
    public enum Stage {
        /** It is about to begin: between two steps of a picture that is drawn. */
        WAITING,
        /** The open model cannot talk: the picture that is drawn is finished first. */
        WAITING_FOR_JOB,
        LOADING,
        LOOKING,
        READING,
        WRITING,
        STOPPING
    }

    static Progressing of(Stage stage) {
        return new Progressing(stage, "", 0, 0, "");
    }
}
