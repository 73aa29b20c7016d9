package studio.xomni.engine.torch;

import ai.djl.util.Utils;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that DJL unpacks libtorch's natives into. */
public final class NativeCache {

    private NativeCache() {}

    /** {@code DJL_CACHE_DIR/pytorch}, by default {@code ~/.djl.ai/pytorch}. */
    public static Path folder() {
        return Utils.getEngineCacheDir("pytorch");
    }

    /** Whether an earlier start has unpacked the natives. */
    public static boolean isUnpacked() {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var entries = Files.walk(folder, 2)) {
            return entries.anyMatch(
                    file -> file.getFileName().toString().matches("(lib)?torch_cpu\\.(so|dll)"));
        } catch (java.io.IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }
}
