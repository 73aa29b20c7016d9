package studio.xomni.engine.torch;

import ai.djl.engine.Engine;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that DJL unpacks libtorch's natives into. */
public final class NativeCache {

    /** Bytes that a first start writes: natives of libtorch and of the tokenizers. */
    public static final long BYTES = 450L << 20;

    private NativeCache() {}

    /** {@code DJL_CACHE_DIR/pytorch}, by default {@code ~/.djl.ai/pytorch}. */
    public static Path folder() {
        return Utils.getEngineCacheDir("pytorch");
    }

    /** Whether this program carries natives of libtorch for this system. */
    public static boolean isBundled() {
        return !Platform.detectPlatform("pytorch").isPlaceholder();
    }

    /** The version of DJL, which loads the natives. */
    public static String djlVersion() {
        return Engine.getDjlVersion();
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
