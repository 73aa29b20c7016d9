package studio.xomni.app.gallery;

import java.text.Normalizer;
import java.util.Locale;

/** Text as it is compared in a search. */
final class Folded {

    private Folded() {}

    /** Lower case; wide letters, digits and signs of Chinese input methods become plain ones. */
    static String of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
