package studio.xomni.app.export;

import java.nio.file.Path;

/** What an export asks of the rest of the studio. Called on JavaFX's thread. */
public interface ExportPorts {

    /** Something to say. */
    sealed interface Word {

        /** All was written but what could not be read. */
        record Done(Path folder, int written, int refused, String why) implements Word {}

        /** It was cancelled; so many are written. */
        record Cancelled(Path folder, int written, int all) implements Word {}

        /** The disk is full; so many are written. */
        record DiskFull(Path folder, int written, int all) implements Word {}

        /** The folder takes no files; so many were written before. */
        record Unwritable(Path folder, int written, int all) implements Word {}

        /** The folder is the library's own. */
        record OwnFolder(Path folder) implements Word {}

        /** What was typed is no folder. */
        record NoFolder(String typed) implements Word {}

        /** Anything else. */
        record Failed(String why, int written, int all) implements Word {}
    }

    /** Says something in the window. */
    void say(Word word);

    /**
     * Asks whether files that are there may be replaced.
     *
     * @param files how many
     * @param replace goes on and replaces them
     * @param keep goes on and keeps them
     */
    void askToReplace(int files, Runnable replace, Runnable keep);
}
