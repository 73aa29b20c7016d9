package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.xomni.engine.Golden;
import studio.xomni.engine.torch.Scope;

/**
 * One run of the program, in this JVM.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
record Xomni(int code, String out, String err) {

    static Xomni run(Object... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int tensors = Scope.live();
        String[] texts = List.of(args).stream().map(Object::toString).toArray(String[]::new);
        int code = Main.run(texts, stream(out), stream(err));
        assertEquals(tensors, Scope.live(), "tensors that were not freed");
        return new Xomni(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** A command on a reference case, in float32. */
    static Xomni on(Golden golden, String command, Object... args) {
        List<Object> all =
                new ArrayList<>(
                        List.of(
                                command,
                                "--model_name_or_path",
                                golden.checkpoint(),
                                "--flux_model_name_or_path",
                                golden.flux(),
                                "--dtype",
                                "float32"));
        all.addAll(List.of(args));
        return run(all.toArray());
    }

    /** A command on another checkpoint folder, with the VAE of a reference case. */
    static Xomni on(Path checkpoint, String command, Object... args) {
        List<Object> all =
                new ArrayList<>(
                        List.of(
                                command,
                                "--model_name_or_path",
                                checkpoint,
                                "--flux_model_name_or_path",
                                Golden.ZH.flux()));
        all.addAll(List.of(args));
        return run(all.toArray());
    }

    Xomni succeeds() {
        assertEquals(0, code, err);
        return this;
    }

    /** It ended with the code, and one sentence that holds the words is all that it printed. */
    void refuses(int wanted, String... words) {
        assertEquals(wanted, code, err);
        assertEquals("", out);
        assertEquals(1, err.lines().count(), err);
        assertTrue(err.strip().endsWith("."), err);
        assertFalse(err.contains("Exception"), err);
        for (String word : words) {
            assertTrue(err.contains(word), () -> "\"" + word + "\" wanted in: " + err);
        }
    }

    /** The only line of standard output, an object. */
    JsonObject json() {
        succeeds();
        assertEquals(1, out.lines().count(), out);
        return JsonParser.parseString(out).getAsJsonObject();
    }
}
