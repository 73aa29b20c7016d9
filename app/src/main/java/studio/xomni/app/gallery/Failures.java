package studio.xomni.app.gallery;

import studio.xomni.app.shell.Notice;
import studio.xomni.app.store.StoreException;
import studio.xomni.app.text.Texts;
import studio.xomni.engine.error.XomniException;

/** What went wrong in the words of the user. */
final class Failures {

    private Failures() {}

    static Notice notice(Exception failure) {
        // These two speak in whole sentences; anything else is our own fault.
        if ((failure instanceof StoreException || failure instanceof XomniException)
                && failure.getLocalizedMessage() != null) {
            return Notice.of(failure.getLocalizedMessage());
        }
        return Notice.of(Texts.of("gallery").get("failure", String.valueOf(failure)));
    }
}
