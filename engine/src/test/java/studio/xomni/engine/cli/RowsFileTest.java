package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.engine.Golden;
import studio.xomni.engine.checkpoint.Json;
import studio.xomni.engine.pipeline.Cancellation;
import studio.xomni.engine.vision.PictureReader;

class RowsFileTest {

    /** One token a row, so that each interruption leaves one row more. */
    private static final int ROWS = 6;

    @TempDir Path folder;

    private List<Object> command(Path output, Object... more) {
        List<Object> all =
                new ArrayList<>(
                        List.of(
                                "--prompt",
                                "Tea",
                                "--image-size",
                                16 * ROWS,
                                16,
                                "--count",
                                2,
                                "--output-path",
                                output));
        all.addAll(List.of(more));
        return all;
    }

    /** Runs until the words are printed. */
    private void interrupted(String words, List<Object> command) {
        var cancellation = new Cancellation();
        var err =
                new ByteArrayOutputStream() {
                    @Override
                    public synchronized void write(byte[] bytes, int from, int length) {
                        super.write(bytes, from, length);
                        if (toString(StandardCharsets.UTF_8).contains(words)) {
                            cancellation.cancel();
                        }
                    }
                };
        List<Object> all =
                new ArrayList<>(
                        List.of(
                                "generate",
                                "--model_name_or_path",
                                Golden.ZH.checkpoint(),
                                "--flux_model_name_or_path",
                                Golden.ZH.flux(),
                                "--dtype",
                                "float32"));
        all.addAll(command);
        int code =
                Main.run(
                        all.stream().map(Object::toString).toArray(String[]::new),
                        new Terminal(
                                Xomni.stream(new ByteArrayOutputStream()),
                                Xomni.stream(err),
                                true,
                                cancellation));
        assertEquals(Failures.CANCELLED, code, err.toString(StandardCharsets.UTF_8));
    }

    private void assertSame(Path expected, Path actual) {
        assertArrayEquals(PictureReader.read(expected).rgb(), PictureReader.read(actual).rgb());
    }

    @Test
    void aRunThatIsInterruptedAgainAndAgainDrawsThePicturesOfAnUninterruptedOne() {
        Path whole = folder.resolve("whole.png");
        Xomni.on(Golden.ZH, "generate", command(whole).toArray()).succeeds();

        Path rows = folder.resolve("rows.json");
        Path resumed = folder.resolve("resumed.png");
        for (int row = 1; row <= 4; row++) {
            interrupted("writing token " + row, command(resumed, "--rows", rows));
            assertEquals(row, Json.read(rows).integer("rows"));
        }
        interrupted("painting step 0", command(resumed, "--rows", rows));
        assertEquals(ROWS, Json.read(rows).integer("rows"));

        Xomni.on(Golden.ZH, "generate", command(resumed, "--rows", rows).toArray()).succeeds();
        assertSame(folder.resolve("whole-1.png"), folder.resolve("resumed-1.png"));
        assertSame(folder.resolve("whole-2.png"), folder.resolve("resumed-2.png"));
        assertFalse(Files.exists(rows));
    }

    @Test
    void refusesTheRowsOfAnotherRequest() {
        Path rows = folder.resolve("rows.json");
        Path output = folder.resolve("poster.png");
        interrupted("writing token 1", command(output, "--rows", rows));
        refuses(
                command(output, "--rows", rows, "--seed", 5),
                "seed is 1234 there and 5 here",
                "rows.json");
        refuses(command(output, "--rows", rows, "--prompt", "Mr"), "prompt is \"Tea\" there");
        refuses(command(output, "--rows", rows, "--count", 1), "count is 2 there");
        refuses(command(output, "--rows", rows, "--cfg-scale", 2), "settings.cfg_scale is 1.0");
        refuses(command(output, "--rows", rows, "--quantize", "int8"), "settings.quantize");
    }

    @Test
    void otherPaintingStepsAreTheSameRows() {
        Path rows = folder.resolve("rows.json");
        Path output = folder.resolve("poster.png");
        interrupted("writing token 1", command(output, "--rows", rows));
        Xomni.on(Golden.ZH, "generate", command(output, "--rows", rows, "--steps", 1).toArray())
                .succeeds();
    }

    @Test
    void refusesADamagedFile() throws IOException {
        Path rows = folder.resolve("rows.json");
        Path output = folder.resolve("poster.png");
        interrupted("writing token 1", command(output, "--rows", rows));
        String right = Files.readString(rows);
        for (String damaged :
                List.of(
                        "",
                        right.substring(0, right.length() / 2),
                        right.replace("\"rows\":1", "\"rows\":99"),
                        right.replace("\"rows\":1", "\"rows\":2"),
                        right.replace("[[", "[[\"a\","),
                        right.replace("[[", "["))) {
            Files.writeString(rows, damaged);
            refuses(command(output, "--rows", rows), "rows.json", "delete it to start anew");
        }
    }

    @Test
    void refusesWhatDoesNotGoWithIt() {
        Path output = folder.resolve("poster.png");
        Path rows = folder.resolve("rows.json");
        refuses(command(output, "--rows", rows, "--tokens-in", rows), "--tokens-in");
        refuses(
                command(output, "--rows", folder.resolve("poster-2.png")),
                "--output-path and --rows both name");
        refuses(command(output, "--rows", folder.resolve("no/rows.json")), "does not exist");
    }

    private static void refuses(List<Object> command, String... words) {
        Xomni.on(Golden.ZH, "generate", command.toArray()).refuses(2, words);
    }
}
