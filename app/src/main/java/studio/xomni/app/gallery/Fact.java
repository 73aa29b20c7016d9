package studio.xomni.app.gallery;

/**
 * One thing that is known of a picture.
 *
 * @param key what it is, such as {@code seed}: {@code fact.seed} in the texts
 * @param value as it is shown and copied
 */
public record Fact(String key, String value) {}
