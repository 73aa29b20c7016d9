package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.xomni.engine.Golden;
import studio.xomni.engine.vision.Picture;
import studio.xomni.engine.vision.PngWriter;

/** What a person may type wrong: exit code 2, one sentence, no file. */
class WrongUsageTest {

    @TempDir Path folder;

    private void refuses(List<Object> args, String... words) throws IOException {
        Path output = folder.resolve("poster.png");
        List<Object> all =
                new ArrayList<>(List.of("--prompt", "a poster", "--output-path", output));
        all.addAll(args);
        Xomni.on(Golden.ZH, "generate", all.toArray()).refuses(2, words);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "--min-p, 2, min-p must be",
                "--min-p, -0.1, min-p must be",
                "--min-p, NaN, min-p must be",
                "--top-p, 0, top-p must be",
                "--top-p, 1.5, top-p must be",
                "--top-k, -1, top-k must be",
                "--top-k, 1.5, --top-k",
                "--temperature, 0, The temperature must be",
                "--temperature, -1, The temperature must be",
                "--temperature, Infinity, The temperature must be",
                "--temperature, warm, --temperature",
                "--cfg-scale, -1, The CFG scale must be",
                "--cfg-scale, 101, The CFG scale must be",
                "--count, 0, From 1 to 16 pictures",
                "--count, 17, From 1 to 16 pictures",
                "--steps, 0, steps must be from 1",
                "--steps, 1001, steps must be from 1",
                "--seed, one, --seed",
                "--downsample-size, 8, --downsample-size must be 16",
                "--device, gpu, The device must be cpu or cuda:N",
                "--dtype, float16, --dtype must be float32 or bfloat16",
                "--quantize, int4, --quantize must be none or int8",
                "--image-size, 0, multiples of 16",
                "--image-size, -16, multiples of 16",
                "--image-size, 100, \"100×100 (height × width)\"",
                "--image-size, large, --image-size",
                "--image-size, 1152, the model has 4096 positions",
                "--colour, red, --colour",
            })
    void refusesAValueThatIsOutOfRange(String option, String value, String words)
            throws IOException {
        refuses(List.of(option, value), words);
    }

    @Test
    void refusesASizeThatIsNoMultipleWithBothSides() throws IOException {
        refuses(List.of("--image-size", 500, 384), "500×384 (height × width)");
    }

    @Test
    void refusesThreeSides() throws IOException {
        refuses(List.of("--image-size", 64, 64, 64), "'64'");
    }

    @Test
    void refusesAnOutputThatIsAFolder() {
        Xomni.on(Golden.ZH, "generate", "--prompt", "x", "--output-path", folder)
                .refuses(2, folder.toString(), "is a folder");
    }

    @Test
    void refusesAnOutputInAMissingFolder() {
        Path output = folder.resolve("missing/poster.png");
        Xomni.on(Golden.ZH, "generate", "--prompt", "x", "--output-path", output)
                .refuses(2, folder.resolve("missing").toString(), "does not exist");
    }

    @Test
    void refusesATokensFileInAMissingFolder() throws IOException {
        Path tokens = folder.resolve("missing/tokens.json");
        refuses(List.of("--tokens-out", tokens), "missing of the output tokens.json");
    }

    @Test
    void refusesOneFileForPictureAndTokens() throws IOException {
        Path both = folder.resolve("poster.png");
        refuses(List.of("--tokens-out", both), "--output-path and --tokens-out both name");
    }

    @Test
    void refusesNoPrompt() {
        Xomni.on(Golden.ZH, "generate").refuses(2, "There is no prompt", "--prompt");
        Xomni.run("generate").refuses(2, "There is no prompt");
    }

    @Test
    void refusesOneFolderWithoutTheOther() {
        Xomni.run("generate", "--prompt", "x", "--model_name_or_path", folder)
                .refuses(2, "--flux_model_name_or_path");
        Xomni.run("generate", "--prompt", "x", "--flux_model_name_or_path", folder)
                .refuses(2, "--model_name_or_path");
    }

    @Test
    void refusesAManyPromptsFileBesideOneOfItsOwn() {
        Path file = folder.resolve("prompts.jsonl");
        Xomni.on(Golden.ZH, "generate", "--prompts", file).refuses(2, "--output-folder");
        Xomni.on(Golden.ZH, "generate", "--prompt", "x", "--output-folder", folder)
                .refuses(2, "--prompts");
        for (String option : List.of("--prompt", "--output-path", "--tokens-in", "--tokens-out")) {
            Xomni.on(
                            Golden.ZH,
                            "generate",
                            "--prompts",
                            file,
                            "--output-folder",
                            folder,
                            option,
                            "x")
                    .refuses(2, option + " does not go with --prompts");
        }
    }

    @Test
    void refusesAMissingCommandAndAnUnknownOne() {
        Xomni.run().refuses(2, "subcommand", "xomni --help");
        Xomni.run("draw").refuses(2, "draw");
    }

    @Test
    void refusesAChatWithoutAPictureAndWrongSettings() {
        Path photo = Golden.ZH.expected("photo.png");
        Xomni.on(Golden.ZH, "chat", "--prompt", "x").refuses(2, "--image-path");
        Xomni.on(Golden.ZH, "chat", "--image-path", photo, "--max-new-tokens", 0)
                .refuses(2, "1 or more new tokens");
        Xomni.on(Golden.ZH, "chat", "--image-path", photo, "--repetition-penalty", 0)
                .refuses(2, "repetition penalty");
    }

    @Test
    void anOptionThatIsGivenTwiceHasItsLastValue() throws IOException {
        refuses(List.of("--seed", "one", "--seed", 2, "--steps", 5, "--steps", 0), "--seed");
        refuses(List.of("--steps", 0, "--steps", 5, "--count", 17), "From 1 to 16 pictures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "tokenize"})
    void refusesAPictureThatIsNone(String command) throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no picture");
        Path tokens = folder.resolve("tokens.json");
        List<Object> rest = command.equals("chat") ? List.of() : List.of("--tokens-out", tokens);
        refusesPicture(command, text, rest, "notes.txt is not a picture");
        refusesPicture(command, folder.resolve("none.png"), rest, "There is no picture");
        refusesPicture(command, folder, rest, "is a folder");
        refusesPicture(command, picture("small.png", 31, 31), rest, "small.png", "too small");
        refusesPicture(command, picture("long.png", 32, 97), rest, "long.png", "too long");
        assertFalse(Files.exists(tokens));
    }

    private static void refusesPicture(
            String command, Path picture, List<Object> rest, String... words) {
        List<Object> args = new ArrayList<>(List.of("--image-path", picture));
        args.addAll(rest);
        Xomni.on(Golden.ZH, command, args.toArray()).refuses(2, words);
    }

    private Path picture(String name, int width, int height) {
        Path file = folder.resolve(name);
        PngWriter.write(new Picture(width, height, new byte[3 * width * height]), file);
        return file;
    }

    @Test
    void refusesTokensWithNowhereToPutThem() {
        Xomni.on(Golden.ZH, "tokenize", "--image-path", Golden.ZH.expected("photo.png"))
                .refuses(2, "--tokens-out");
    }

    @Test
    void tellsTheTraceOnlyWhenAsked() {
        Xomni quiet = Xomni.run("generate");
        Xomni verbose = Xomni.run("generate", "--verbose");
        assertFalse(quiet.err().contains("\tat "), quiet.err());
        assertTrue(verbose.err().contains("\tat "), verbose.err());
        assertEquals(2, verbose.code());
    }

    @Test
    void helpAndVersionAreResults() {
        for (String command : List.of("generate", "chat", "tokenize", "doctor")) {
            Xomni help = Xomni.run(command, "--help").succeeds();
            assertTrue(help.out().contains("Usage: xomni " + command), help.out());
            assertEquals("", help.err());
        }
        assertTrue(Xomni.run("--help").succeeds().out().contains("generate"));
        assertTrue(Xomni.run("--version").succeeds().out().startsWith("xomni "));
    }
}
