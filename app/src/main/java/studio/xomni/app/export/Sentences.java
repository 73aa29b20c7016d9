package studio.xomni.app.export;

import studio.xomni.app.export.ExportPorts.Word;
import studio.xomni.app.text.Texts;

/** What an export says, in words. */
public final class Sentences {

    private Sentences() {}

    /** A word as one or two sentences. */
    public static String of(Word word, Texts texts) {
        if (word instanceof Word.Done done) {
            String words = texts.get("done", done.written(), done.folder());
            return done.refused() == 0
                    ? words
                    : words + " " + texts.get("done.refused", done.refused(), done.why());
        } else if (word instanceof Word.Cancelled cancelled) {
            return texts.get("cancelled", cancelled.written(), cancelled.all(), cancelled.folder());
        } else if (word instanceof Word.DiskFull full) {
            return texts.get("disk.full", full.folder(), full.written(), full.all());
        } else if (word instanceof Word.Unwritable closed) {
            return texts.get("unwritable", closed.folder(), closed.written(), closed.all());
        } else if (word instanceof Word.OwnFolder own) {
            return texts.get("own.folder", own.folder());
        } else if (word instanceof Word.NoFolder none) {
            return texts.get("no.folder", none.typed());
        }
        Word.Failed failed = (Word.Failed) word;
        return texts.get("failed", failed.why(), failed.written(), failed.all());
    }
}
