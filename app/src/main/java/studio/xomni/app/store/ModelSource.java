package studio.xomni.app.store;

import java.nio.file.Path;

/** Which model draws. */
public sealed interface ModelSource {

    /** The model that comes with the studio. */
    record BuiltIn() implements ModelSource {}

    /**
     * A checkpoint in folders of the user's.
     *
     * @param checkpoint X-Omni's folder
     * @param flux the FLUX.1-dev folder beside it
     */
    record Folders(Path checkpoint, Path flux) implements ModelSource {}
}
