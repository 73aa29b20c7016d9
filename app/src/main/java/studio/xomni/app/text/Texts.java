package studio.xomni.app.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * The words of one screen: {@code texts/SCREEN_en.properties} and {@code _zh} in {@code assets}, in
 * the language that Java shows texts in ({@link Locale.Category#DISPLAY}). A window keeps the
 * language that it was made in.
 */
public final class Texts {

    private final ResourceBundle bundle;
    private final Locale locale;

    private Texts(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /** Whether texts are Chinese where this locale is the one to show; English otherwise. */
    public static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    /** The words of a screen, such as {@code gallery}. */
    public static Texts of(String screen) {
        boolean chinese = isChinese(Locale.getDefault(Locale.Category.DISPLAY));
        Locale locale = chinese ? Locale.CHINESE : Locale.ENGLISH;
        return new Texts(
                ResourceBundle.getBundle(
                        "studio.xomni.assets.texts." + screen,
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES)),
                locale);
    }

    /**
     * A text with its arguments put in, as {@link MessageFormat} does.
     *
     * @throws MissingResourceException when the screen has no such text
     */
    public String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** Whether the screen has a text. */
    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** A text, or another where the screen has none. */
    public String getOr(String key, String otherwise) {
        return has(key) ? get(key) : otherwise;
    }
}
