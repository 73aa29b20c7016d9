package studio.xomni.app.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import studio.xomni.app.store.Library;
import studio.xomni.app.store.ModelSource;
import studio.xomni.app.store.NumberType;
import studio.xomni.app.store.PictureMetadata;
import studio.xomni.app.store.Provenance;
import studio.xomni.app.store.Recipe;
import studio.xomni.app.store.StoredPicture;
import studio.xomni.engine.pipeline.ImageRequest;
import studio.xomni.engine.sampling.SamplingSettings;
import studio.xomni.engine.vision.ImageTokens;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PngWriter;

/** Pictures of one colour, in the gallery and outside. */
final class ChatSamples {

    static final int SIDE = 128;

    private ChatSamples() {}

    static Picture picture(int grey) {
        return picture(grey, SIDE, SIDE);
    }

    static Picture picture(int grey, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) grey);
        return new Picture(width, height, rgb);
    }

    static Path png(Path folder, String name, int grey) throws IOException {
        return Files.write(folder.resolve(name), PngWriter.encode(picture(grey)));
    }

    /** A picture of the gallery. */
    static StoredPicture add(Library library, String prompt, int grey) {
        var request =
                new ImageRequest(
                        prompt,
                        SIDE,
                        SIDE,
                        SamplingSettings.DEFAULT,
                        grey,
                        1,
                        new ImageRequest.PaintSettings(2, new ImageRequest.PaintSeed.OfTokens()));
        return library.pictures()
                .add(
                        picture(grey),
                        new PictureMetadata(
                                PictureMetadata.newId(),
                                Instant.parse("2026-01-31T12:00:00Z").plusSeconds(grey),
                                new Recipe(request, new ModelSource.BuiltIn(), NumberType.FLOAT32),
                                new Provenance(0, "0.1.0", "Built-in", "cpu", 2, List.of(), ""),
                                new ImageTokens(8, 8, new int[64]),
                                Map.of()));
    }
}
