package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.engine.Golden;
import studio.xomni.engine.pipeline.Previews;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;

class PreviewAndMemoryTest {

    @TempDir Path folder;

    private Xomni generate(Path output, Object... more) {
        List<Object> all =
                new ArrayList<>(
                        List.of(
                                "--prompt",
                                "Tea",
                                "--image-size",
                                64,
                                48,
                                "--output-path",
                                output));
        all.addAll(List.of(more));
        return Xomni.on(Golden.ZH, "generate", all.toArray());
    }

    @Test
    void aPreviewOfEachPictureIsLeftBesideItAndChangesNothing() {
        Path plain = folder.resolve("plain.png");
        generate(plain).succeeds();
        Path output = folder.resolve("poster.png");
        generate(output, "--count", 2, "--preview", folder.resolve("look.png")).succeeds();
        for (int i = 1; i <= 2; i++) {
            Picture look = PictureReader.read(folder.resolve("look-%d.png".formatted(i)));
            assertEquals(48, look.width());
            assertEquals(64, look.height());
        }
        assertArrayEquals(
                PictureReader.read(plain).rgb(),
                PictureReader.read(folder.resolve("poster-1.png")).rgb());
    }

    @Test
    void refusesAPreviewWhereThePictureGoes() {
        Path output = folder.resolve("poster.png");
        generate(output, "--preview", output)
                .refuses(2, "--output-path and --preview both name", "poster.png");
    }

    @Test
    void learnsPreviewsFromAFileOfPromptsAndAddsToWhatIsThere() throws IOException {
        Path prompts =
                Files.writeString(
                        folder.resolve("prompts.jsonl"),
                        """
                        {"id": 0, "prompt": "one", "height": 32, "width": 48, "seed": 5}
                        {"id": 1, "prompt": "two", "height": 48, "width": 32, "seed": 6}
                        """);
        Path file = folder.resolve("previews.bin");
        Object[] args = {"--prompts", prompts, "--count", 1, "--output-path", file};
        Xomni run = Xomni.on(Golden.ZH, "previews", args).succeeds();
        int first = Previews.open(file, 256).knownCodes();
        assertTrue(first > 0 && first <= 6, "knows " + first);
        assertTrue(run.out().contains("the colours of " + first + " codes, from 1 pictures"));

        args[3] = 2;
        Xomni.on(Golden.ZH, "previews", args).succeeds();
        assertTrue(Previews.open(file, 256).knownCodes() > first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lean", "minimal"})
    void aModeThatSavesMemoryDrawsThePictureOfInt8(String mode) {
        Path full = folder.resolve("full.png");
        Path saved = folder.resolve("saved.png");
        generate(full, "--quantize", "int8").succeeds();
        Xomni run = generate(saved, "--quantize", "int8", "--memory", mode).succeeds();
        assertTrue(run.err().contains("quantize int8, memory " + mode), run.err());
        assertArrayEquals(PictureReader.read(full).rgb(), PictureReader.read(saved).rgb());
    }

    @Test
    void refusesAModeThatThereIsNot() {
        generate(folder.resolve("poster.png"), "--memory", "small")
                .refuses(2, "--memory must be full, lean or minimal, got \"small\"");
    }
}
