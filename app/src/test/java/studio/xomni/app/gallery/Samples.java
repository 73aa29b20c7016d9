package studio.xomni.app.gallery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.xomni.app.shell.UndoStack;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Pictures;
import studio.xomni.app.store.Provenance;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.Memory;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.vision.ImageTokens;

/** Made-up pictures for tests and programs. */
final class Samples {

    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private static final List<String> TITLES =
            List.of(
                    "HALF PRICE",
                    "Slow Down",
                    "Into the Wild",
                    "LIFT OFF",
                    "SUNSET SOUNDS",
                    "Play Time",
                    "LEVEL UP",
                    "Hello 2027",
                    "Sweet Summer",
                    "BLUE NOTE",
                    "夏日音乐节",
                    "新年快乐");

    private Samples() {}

    /** A picture that is newer the larger its number; its id is {@code p} and the number. */
    static StoredPicture picture(int number) {
        String title = title(number);
        return picture(number, "A poster with the title \"" + title + "\" in large letters");
    }

    static StoredPicture picture(int number, String prompt) {
        return new StoredPicture(
                "p" + number,
                Path.of("2026-11-20", "picture-%05d.png".formatted(number)),
                START.plusSeconds(number),
                384,
                512,
                prompt,
                List.of(title(number)),
                number,
                "Built-in",
                "cfg=1 min-p=0.03",
                false,
                0,
                Set.of());
    }

    static String title(int number) {
        return TITLES.get(Math.floorMod(number, TITLES.size()));
    }

    /** Pictures from a number down to 1: the newest first. */
    static List<StoredPicture> pictures(int count) {
        List<StoredPicture> pictures = new ArrayList<>();
        for (int number = count; number >= 1; number--) {
            pictures.add(picture(number));
        }
        return pictures;
    }

    static PictureMetadata metadata(StoredPicture picture) {
        return metadata(picture, null);
    }

    static PictureMetadata metadata(StoredPicture picture, @Nullable Memory paintedIn) {
        return new PictureMetadata(
                picture.id(),
                picture.created(),
                new Recipe(
                        new ImageRequest(
                                picture.prompt(),
                                512,
                                384,
                                SamplingSettings.DEFAULT,
                                picture.seed(),
                                1,
                                new ImageRequest.PaintSettings(
                                        8, new ImageRequest.PaintSeed.OfTokens())),
                        new ModelSource.BuiltIn(),
                        NumberType.BFLOAT16),
                new Provenance(0, "0.1.0", "Built-in", "cpu", 2, List.of(), "", paintedIn),
                new ImageTokens(32, 24, new int[32 * 24]),
                Map.of());
    }

    /** Changes with an undo list of their own. */
    static GalleryEdits edits(Pictures pictures) {
        return new GalleryEdits(pictures, new UndoStack());
    }
}
