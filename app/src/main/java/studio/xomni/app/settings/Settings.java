package studio.xomni.app.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.store.ModelSource;
import studio.xomni.engine.pipeline.Memory;

/**
 * What the user decides once.
 *
 * @param theme light or dark
 * @param language of the window
 * @param picturesFolder where pictures are kept; null is the usual place
 * @param device such as {@code cpu} or {@code cuda:0}
 * @param memory how new pictures are drawn
 * @param previews whether pictures are shown while they are made
 * @param model what is drawn with
 * @param models checkpoint folders that were opened, the latest first
 */
public record Settings(
        Theme theme,
        Language language,
        @Nullable Path picturesFolder,
        String device,
        Memory memory,
        boolean previews,
        ModelSource model,
        List<ModelSource.Folders> models) {

    public Settings {
        models = List.copyOf(models);
    }

    /** What holds until something else is decided. */
    public static final Settings STANDARD =
            new Settings(
                    Theme.SYSTEM,
                    Language.SYSTEM,
                    null,
                    "cpu",
                    Memory.FULL,
                    true,
                    new ModelSource.BuiltIn(),
                    List.of());

    private static final int MOST_MODELS = 8;

    /** Light or dark. */
    public enum Theme {
        /** As the desktop is; dark where it does not say. */
        SYSTEM,
        DARK,
        LIGHT
    }

    /** The language of the window. */
    public enum Language {
        /** The desktop's; English where that is neither of the two. */
        SYSTEM,
        ENGLISH,
        CHINESE;

        /**
         * The locale that texts are shown in.
         *
         * @param desktop the desktop's
         */
        public Locale locale(Locale desktop) {
            return switch (this) {
                case SYSTEM -> desktop;
                case ENGLISH -> Locale.ENGLISH;
                case CHINESE -> Locale.SIMPLIFIED_CHINESE;
            };
        }
    }

    /** Where pictures are kept; empty is the usual place. */
    public Optional<Path> pictures() {
        return Optional.ofNullable(picturesFolder);
    }

    public Settings withTheme(Theme other) {
        return new Settings(
                other, language, picturesFolder, device, memory, previews, model, models);
    }

    public Settings withLanguage(Language other) {
        return new Settings(theme, other, picturesFolder, device, memory, previews, model, models);
    }

    public Settings withPictures(Path other) {
        return new Settings(theme, language, other, device, memory, previews, model, models);
    }

    public Settings withDevice(String other) {
        return new Settings(
                theme, language, picturesFolder, other, memory, previews, model, models);
    }

    public Settings withMemory(Memory other) {
        return new Settings(
                theme, language, picturesFolder, device, other, previews, model, models);
    }

    public Settings withPreviews(boolean other) {
        return new Settings(theme, language, picturesFolder, device, memory, other, model, models);
    }

    /** With another model to draw with, which is remembered. */
    public Settings withModel(ModelSource other) {
        List<ModelSource.Folders> remembered = new ArrayList<>(models);
        if (other instanceof ModelSource.Folders folders) {
            remembered.remove(folders);
            remembered.add(0, folders);
        }
        return new Settings(
                theme,
                language,
                picturesFolder,
                device,
                memory,
                previews,
                other,
                remembered.subList(0, Math.min(MOST_MODELS, remembered.size())));
    }
}
