package studio.xomni.app.gallery;

import java.util.ArrayList;
import java.util.List;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.app.text.Texts;

/** A picture in words, for a screen reader. */
final class CellWords {

    /** Longer prompts are cut: they are read aloud. */
    private static final int MOST = 120;

    private CellWords() {}

    /** Such as {@code Poster, a red fox under "SALE", rating 4, favourite}. */
    static String of(StoredPicture picture, Texts texts) {
        List<String> words = new ArrayList<>();
        words.add(texts.get("cell.poster"));
        String prompt = picture.prompt();
        words.add(
                prompt.isBlank()
                        ? String.valueOf(picture.file().getFileName())
                        : shortened(prompt));
        if (picture.rating() > 0) {
            words.add(texts.get("cell.rating", picture.rating()));
        }
        if (picture.favourite()) {
            words.add(texts.get("cell.favourite"));
        }
        return String.join(", ", words);
    }

    private static String shortened(String prompt) {
        return prompt.codePointCount(0, prompt.length()) <= MOST
                ? prompt
                : prompt.substring(0, prompt.offsetByCodePoints(0, MOST)) + "…";
    }
}
