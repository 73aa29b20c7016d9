package studio.xomni.app.export;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.store.ExportFormat;

/**
 * How pictures are exported, as it was last chosen.
 *
 * @param folder where to; empty where none was chosen yet
 * @param kind of file
 * @param quality of a JPEG, 1 to 100
 * @param metadata whether prompt, settings and tokens go with the pictures
 * @param pattern of the file names, see {@link NamePattern}
 * @param clash what is done where a file is there already
 */
record ExportSettings(
        String folder, Kind kind, int quality, boolean metadata, String pattern, Clash clash) {

    /** Kinds of files. */
    enum Kind {
        PNG,
        JPEG
    }

    /** What is done where a file is there already. */
    enum Clash {
        /** The new one gets a number. */
        NUMBER,
        /** The old one is replaced, after asking. */
        REPLACE
    }

    /** No prompt anywhere: files for a client. */
    static final ExportSettings USUAL =
            new ExportSettings("", Kind.PNG, 92, false, "poster-{n}", Clash.NUMBER);

    ExportFormat format() {
        return kind == Kind.JPEG ? new ExportFormat.Jpeg(quality) : new ExportFormat.Png();
    }

    String toJson() {
        return new Gson().toJson(this);
    }

    /**
     * Reads what was kept. What is missing or damaged is as usual; that the metadata go with the
     * pictures is believed only where it is written plainly.
     */
    static ExportSettings fromJson(String json) {
        Kept kept;
        try {
            kept = new Gson().fromJson(json, Kept.class);
        } catch (JsonParseException e) {
            return USUAL;
        }
        if (kept == null) {
            return USUAL;
        }
        return new ExportSettings(
                kept.folder == null ? USUAL.folder : kept.folder,
                kept.kind == null ? USUAL.kind : kept.kind,
                kept.quality == null || kept.quality < 1 || kept.quality > ExportFormat.Jpeg.BEST
                        ? USUAL.quality
                        : kept.quality,
                Boolean.TRUE.equals(kept.metadata),
                kept.pattern == null ? USUAL.pattern : kept.pattern,
                kept.clash == null ? USUAL.clash : kept.clash);
    }

    /** The fields as they may be in the text. */
    private static final class Kept {
        @Nullable String folder;
        @Nullable Kind kind;
        @Nullable Integer quality;
        @Nullable Boolean metadata;
        @Nullable String pattern;
        @Nullable Clash clash;
    }
}
