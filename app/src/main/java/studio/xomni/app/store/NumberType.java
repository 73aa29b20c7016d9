package studio.xomni.app.store;

import java.util.Locale;

/** In which numbers a model is run. */
public enum NumberType {
    FLOAT32,
    BFLOAT16,
    /** The language model in int8, all else in bfloat16. */
    INT8;

    /** The name in files: {@code float32}, {@code bfloat16}, {@code int8}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
