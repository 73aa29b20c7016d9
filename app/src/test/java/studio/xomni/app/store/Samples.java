package studio.xomni.app.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.pipeline.ImageRequest.PaintSeed;
import studio.xomni.engine.pipeline.ImageRequest.PaintSettings;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;

/** Small pictures and what belongs to them. */
final class Samples {

    static final int SIDE = 32;

    private static final int CODES = 16_384;

    private Samples() {}

    static Folders folders(Path folder) {
        return new Folders(folder.resolve("pictures"), folder.resolve("data"));
    }

    /** Noise of 32 × 32 pixels. */
    static Picture picture(long seed) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        new Random(seed).nextBytes(rgb);
        return new Picture(SIDE, SIDE, rgb);
    }

    static Recipe recipe(String prompt, long seed) {
        return new Recipe(
                new ImageRequest(
                        prompt,
                        SIDE,
                        SIDE,
                        SamplingSettings.DEFAULT,
                        seed,
                        1,
                        new PaintSettings(20, new PaintSeed.OfTokens())),
                new ModelSource.BuiltIn(),
                NumberType.FLOAT32);
    }

    static PictureMetadata metadata(String prompt, long seed) {
        return metadata(PictureMetadata.newId(), prompt, seed);
    }

    static PictureMetadata metadata(String id, String prompt, long seed) {
        return new PictureMetadata(
                id,
                Instant.parse("2026-01-31T12:00:00Z").plusSeconds(seed),
                recipe(prompt, seed),
                new Provenance(0, "0.1.0", "Built-in", "cpu", 2, List.of(), ""),
                tokens(SIDE / 16, SIDE / 16, seed),
                Map.of());
    }

    static ImageTokens tokens(int rows, int columns, long seed) {
        return new ImageTokens(
                rows, columns, new Random(seed).ints((long) rows * columns, 0, CODES).toArray());
    }

    /** Adds a picture with its metadata. */
    static StoredPicture add(Library library, String prompt, long seed) {
        return library.pictures().add(picture(seed), metadata(prompt, seed));
    }
}
