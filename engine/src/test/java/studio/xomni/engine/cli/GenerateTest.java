package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PictureReader;

class GenerateTest {

    /** Float32 sums in another order may round a pixel to its neighbour. */
    private static final int PIXEL_TOLERANCE = 1;

    @TempDir Path folder;

    /**
     * The picture of a case's first sample. The English case's own was made with the dropout of its
     * T5 encoder on; the one here is what the released code, diffusers 0.34, transformers 5.18 and
     * PyTorch 2.13 paint in evaluation mode, in float32 on a CPU.
     */
    private static Path expectedPicture(Golden golden) {
        return golden == Golden.EN
                ? Path.of("src/test/resources/cli/en-generated.png")
                : golden.expected("generated.png");
    }

    private static List<Object> sized(Golden golden) {
        Json expected = golden.expected();
        return List.of("--image-size", expected.integer("height"), expected.integer("width"));
    }

    private Xomni generate(Golden golden, Path output, Object... more) {
        List<Object> args = new ArrayList<>(List.of("--output-path", output));
        args.addAll(sized(golden));
        args.addAll(List.of(more));
        return Xomni.on(golden, "generate", args.toArray());
    }

    private Xomni generatePrompt(Golden golden, Path output, Object... more) {
        List<Object> args = new ArrayList<>(List.of("--prompt", golden.expected().text("prompt")));
        args.addAll(List.of(more));
        return generate(golden, output, args.toArray());
    }

    private static int[] ints(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
                .mapToInt(JsonElement::getAsInt)
                .toArray();
    }

    private static void assertSamePicture(Path expected, Path actual) {
        Picture wanted = PictureReader.read(expected);
        Picture got = PictureReader.read(actual);
        assertEquals(wanted.width(), got.width());
        assertEquals(wanted.height(), got.height());
        for (int i = 0; i < wanted.rgb().length; i++) {
            int difference = Math.abs((wanted.rgb()[i] & 255) - (got.rgb()[i] & 255));
            assertTrue(difference <= PIXEL_TOLERANCE, "byte " + i + " differs by " + difference);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void drawsTheReleasesPictureAndPaintsItsTokensAgain(Golden golden) {
        Path output = folder.resolve("poster.png");
        Path tokens = folder.resolve("tokens.json");
        JsonObject result = generatePrompt(golden, output, "--json", "--tokens-out", tokens).json();

        Json sample = golden.expected().objects("samples").get(0);
        int[] expected = Golden.ints(sample.integers("tokens"));
        JsonObject picture = result.getAsJsonArray("pictures").get(0).getAsJsonObject();
        assertArrayEquals(expected, ints(picture.get("tokens")));
        assertEquals(output.toString(), picture.get("path").getAsString());
        assertEquals(1234, picture.get("seed").getAsLong());
        assertEquals(golden.expected().integer("height"), picture.get("height").getAsInt());
        assertEquals(golden.expected().integer("width"), picture.get("width").getAsInt());
        JsonObject settings = result.getAsJsonObject("settings");
        assertEquals("float32", settings.get("dtype").getAsString());
        assertEquals(0.03, settings.get("min_p").getAsDouble());
        assertSamePicture(expectedPicture(golden), output);
        assertArrayEquals(expected, TokensFile.read(tokens, 256).codes());

        Path again = folder.resolve("again.png");
        List<Object> args = new ArrayList<>(List.of("--output-path", again, "--tokens-in", tokens));
        if (golden == Golden.EN) {
            Xomni.on(golden, "generate", args.toArray()).refuses(2, "--prompt");
            args.addAll(List.of("--prompt", golden.expected().text("prompt")));
        }
        Xomni.on(golden, "generate", args.toArray()).succeeds();
        assertArrayEquals(
                PictureReader.read(output).rgb(), PictureReader.read(again).rgb(), "pixels");
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void drawsEverySettingOfTheRelease(Golden golden) {
        for (Json sample : golden.expected().objects("samples")) {
            JsonObject result =
                    generatePrompt(
                                    golden,
                                    folder.resolve("poster.png"),
                                    "--json",
                                    "--steps",
                                    1,
                                    "--cfg-scale",
                                    sample.number("cfg"),
                                    "--temperature",
                                    sample.number("temperature"),
                                    "--top-k",
                                    sample.integer("top_k"),
                                    "--top-p",
                                    sample.number("top_p"),
                                    "--min-p",
                                    sample.number("min_p"),
                                    "--seed",
                                    sample.integer("seed"))
                            .json();
            JsonObject picture = result.getAsJsonArray("pictures").get(0).getAsJsonObject();
            assertArrayEquals(Golden.ints(sample.integers("tokens")), ints(picture.get("tokens")));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "ZH"})
    void eachOfSeveralPicturesIsThePictureOfItsSeed(Golden golden) throws IOException {
        JsonArray batch =
                generatePrompt(
                                golden,
                                folder.resolve("poster.png"),
                                "--count",
                                2,
                                "--seed",
                                41,
                                "--tokens-out",
                                folder.resolve("tokens.json"),
                                "--json")
                        .json()
                        .getAsJsonArray("pictures");
        assertEquals(
                List.of("poster-1.png", "poster-2.png", "tokens-1.json", "tokens-2.json"), files());

        for (int i = 0; i < 2; i++) {
            Path alone = folder.resolve("alone.png");
            JsonObject single =
                    generatePrompt(golden, alone, "--seed", 41 + i, "--json")
                            .json()
                            .getAsJsonArray("pictures")
                            .get(0)
                            .getAsJsonObject();
            JsonObject ofBatch = batch.get(i).getAsJsonObject();
            assertEquals(41 + i, ofBatch.get("seed").getAsLong());
            assertEquals(single.get("tokens"), ofBatch.get("tokens"));
            Path file = folder.resolve("poster-%d.png".formatted(i + 1));
            assertEquals(file.toString(), ofBatch.get("path").getAsString());
            assertSamePicture(alone, file);
        }
    }

    @Test
    void aSeedOfThePaintingsOwnPaintsTheSameTokensOtherwise() {
        Path first = folder.resolve("first.png");
        Path second = folder.resolve("second.png");
        Path third = folder.resolve("third.png");
        Path tokens = folder.resolve("tokens.json");
        generatePrompt(Golden.ZH, first, "--tokens-out", tokens).succeeds();
        generate(Golden.ZH, second, "--tokens-in", tokens, "--decoder-seed", 5).succeeds();
        generate(Golden.ZH, third, "--tokens-in", tokens, "--decoder-seed", 1234).succeeds();
        assertFalse(
                java.util.Arrays.equals(
                        PictureReader.read(first).rgb(), PictureReader.read(second).rgb()));
        assertSamePicture(first, third);
    }

    @Test
    void refusesASizeThatTheTokensDoNotHave() throws IOException {
        Path tokens = folder.resolve("tokens.json");
        Files.writeString(tokens, "{\"height\": 1, \"width\": 1, \"tokens\": [0]}");
        generate(Golden.ZH, folder.resolve("poster.png"), "--tokens-in", tokens)
                .refuses(2, "16×16", "64×96");
    }

    @Test
    void refusesATokenThatTheCodebookDoesNotHave() throws IOException {
        Path tokens = folder.resolve("tokens.json");
        Files.writeString(tokens, "{\"height\": 1, \"width\": 1, \"tokens\": [256]}");
        Path output = folder.resolve("poster.png");
        Xomni.on(Golden.ZH, "generate", "--tokens-in", tokens, "--output-path", output)
                .refuses(2, "tokens.json", "from 0 to 255, got 256");
    }

    @Test
    void saysWhatItWroteAndWithWhichSettings() {
        Path output = folder.resolve("poster.png");
        Xomni run = generatePrompt(Golden.ZH, output, "--top-k", 7).succeeds();
        String said = run.out();
        assertTrue(
                said.startsWith("Wrote " + output + " (64×96, height × width, seed 1234, "), said);
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("Settings: "), run.err());
        assertTrue(run.err().contains("top k 7"), run.err());
    }

    @Test
    void anEmptyPromptDrawsFreely() {
        generate(Golden.ZH, folder.resolve("poster.png"), "--prompt", "").succeeds();
    }

    @Test
    void drawsAFileOfPromptsAndGoesOnWhereItWasStopped() throws IOException {
        Path prompts =
                Files.writeString(
                        folder.resolve("prompts.jsonl"),
                        """
                        {"id": 0, "prompt": "one", "height": 32, "width": 48, "seed": 5}
                        {"id": 12, "prompt": "two", "height": 48, "width": 32, "seed": 6}
                        {"id": "three", "prompt": ""}
                        """);
        Path pictures = folder.resolve("a/b");
        Files.createDirectories(pictures);
        Path there = Files.writeString(pictures.resolve("0012.png"), "drawn before");
        Object[] args = {
            "--prompts", prompts, "--output-folder", pictures, "--image-size", 32, "--seed", 8
        };
        Xomni run = Xomni.on(Golden.ZH, "generate", args).succeeds();

        assertTrue(run.err().contains("Skipped 1 of 3 pictures"), run.err());
        assertEquals("drawn before", Files.readString(there));
        assertEquals(2, run.out().lines().count(), run.out());
        assertTrue(run.out().contains("0000.png (32×48, height × width, seed 5"), run.out());
        assertTrue(run.out().contains("three.png (32×32, height × width, seed 8"), run.out());
        assertEquals(48, PictureReader.read(pictures.resolve("0000.png")).width());

        List<Object> withJson = new ArrayList<>(List.of(args));
        withJson.add("--json");
        JsonObject nothing = Xomni.on(Golden.ZH, "generate", withJson.toArray()).json();
        assertEquals(0, nothing.getAsJsonArray("pictures").size());
    }

    @Test
    void aWrongLineOfPromptsIsRefusedBeforeAnyWork() throws IOException {
        Path pictures = folder.resolve("pictures");
        Path prompts =
                Files.writeString(
                        folder.resolve("prompts.jsonl"),
                        """
                        {"id": 0, "prompt": "one", "height": 32, "width": 48, "seed": 5}
                        {"id": 1, "prompt": "two", "height": 1152, "width": 1152, "seed": 6}
                        """);
        Object[] args = {"--prompts", prompts, "--output-folder", pictures};
        Xomni.on(Golden.ZH, "generate", args).refuses(2, "prompts.jsonl, line 2", "4096 positions");
        assertFalse(Files.exists(pictures.resolve("0000.png")));
    }

    @Test
    void settingsThatAreNotGivenAreTheCheckpoints() throws IOException {
        Path checkpoint = folder.resolve("checkpoint");
        try (Stream<Path> files = Files.walk(Golden.ZH.checkpoint())) {
            for (Path file : files.toList()) {
                Files.copy(file, checkpoint.resolve(Golden.ZH.checkpoint().relativize(file)));
            }
        }
        Files.writeString(
                checkpoint.resolve("generation_config.json"),
                """
                {"temperature": 0.5, "top_k": 3, "top_p": 0.9, "transformers_version": "4.51.3"}
                """);
        Object[] args = {
            "--prompt",
            "x",
            "--image-size",
            16,
            "--json",
            "--top-p",
            1,
            "--output-path",
            folder.resolve("poster.png")
        };
        JsonObject settings =
                Xomni.on(checkpoint, "generate", args).json().getAsJsonObject("settings");
        assertEquals(0.5, settings.get("temperature").getAsDouble());
        assertEquals(3, settings.get("top_k").getAsInt());
        assertEquals(1, settings.get("top_p").getAsDouble());
    }
}
