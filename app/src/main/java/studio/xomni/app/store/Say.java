package studio.xomni.app.store;

import studio.xomni.app.text.Texts;

/** What the store tells users, in the language that texts are shown in when it happens. */
final class Say {

    private Say() {}

    /**
     * A sentence of {@code texts/store}.
     *
     * @param arguments put in as {@link java.text.MessageFormat} does
     */
    static String of(String key, Object... arguments) {
        return Texts.of("store").get(key, arguments);
    }
}
