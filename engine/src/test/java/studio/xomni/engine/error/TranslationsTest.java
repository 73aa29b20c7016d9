package studio.xomni.engine.error;

import java.nio.file.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class TranslationsTest {
    @Test
    void dump() throws Exception {
        var found =
                PatternsInSources.of(
                        PatternsInSources.javaFiles(Path.of("src/main/java")).stream()
                                .filter(
                                        f ->
                                                !f.toString().contains("/cli/")
                                                        && !f.toString().contains("/bench/"))
                                .toList());
        Files.writeString(
                Path.of("/tmp/patterns.json"),
                new com.google.gson.GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(found.patterns));
        Files.write(Path.of("/tmp/wrong.txt"), found.wrong);
    }
}
