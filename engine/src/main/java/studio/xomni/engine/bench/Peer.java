package studio.xomni.engine.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;

/**
 * Eager PyTorch, measured by {@code engine/bench/peer.py} in the same run.
 *
 * @param python the interpreter, with torch, transformers and safetensors installed
 * @param script the script
 */
public record Peer(String python, Path script) {

    /** Its figures at one shape, in float32 or bfloat16. */
    public List<Measurement> measure(String shape, Mode mode, int repeats)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                python,
                                script.toString(),
                                "--shape",
                                shape,
                                "--dtype",
                                mode.toString(),
                                "--repeats",
                                Integer.toString(repeats),
                                "--json")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new UsageException(
                    Sentence.of(
                            "The peer %s %s failed; it wants torch, transformers and safetensors.",
                            python, script));
        }
        String last = output.strip().lines().reduce((first, second) -> second).orElse("{}");
        List<Measurement> figures = new ArrayList<>();
        for (Map.Entry<String, JsonElement> measure :
                JsonParser.parseString(last).getAsJsonObject().entrySet()) {
            if (measure.getValue() instanceof JsonObject shapes
                    && shapes.get(shape) instanceof JsonObject dtypes) {
                double value = dtypes.get(mode.name().toLowerCase(Locale.ROOT)).getAsDouble();
                figures.add(new Measurement(shape, mode, measure.getKey(), value));
            }
        }
        return figures;
    }
}
