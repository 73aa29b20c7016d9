package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.engine.Golden;
import studio.xomni.engine.pipeline.Cancellation;
import studio.xomni.engine.torch.Scope;

class StoppingTest {

    @TempDir Path folder;

    /** Runs a long drawing that is cancelled as soon as it prints the words. */
    private void stopsAt(String words) throws IOException {
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
        var out = new ByteArrayOutputStream();
        int tensors = Scope.live();
        String[] args =
                Stream.of(
                                "generate",
                                "--model_name_or_path",
                                Golden.ZH.checkpoint(),
                                "--flux_model_name_or_path",
                                Golden.ZH.flux(),
                                "--prompt",
                                "x",
                                "--image-size",
                                "64",
                                "--steps",
                                "200",
                                "--count",
                                "2",
                                "--output-path",
                                folder.resolve("poster.png"),
                                "--tokens-out",
                                folder.resolve("tokens.json"))
                        .map(Object::toString)
                        .toArray(String[]::new);
        int code =
                Main.run(
                        args,
                        new Terminal(Xomni.stream(out), Xomni.stream(err), true, cancellation));

        String said = err.toString(StandardCharsets.UTF_8);
        assertEquals(Failures.CANCELLED, code, said);
        List<String> lines = said.replaceAll("[^\n]*\r", "").lines().toList();
        assertEquals("The work was cancelled.", lines.get(lines.size() - 1), said);
        assertEquals(tensors, Scope.live(), "tensors that were not freed");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void stopsWhileItLoads() throws IOException {
        stopsAt("loading the language model");
    }

    @Test
    void stopsWhileItWrites() throws IOException {
        stopsAt("writing token 1 of");
    }

    @Test
    void stopsWhileItPaints() throws IOException {
        stopsAt("painting step 0");
    }
}
