package studio.xomni.engine.bench;

import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import studio.xomni.engine.torch.DType;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.Scope;
import studio.xomni.engine.torch.Torch;

/**
 * How fast this machine reads memory, and from which size on that is what counts.
 *
 * @param bytesPerSecond read by all cores together
 * @param cache bytes of the last-level cache
 */
public record Bandwidth(double bytesPerSecond, long cache) {

    private static final long ELEMENTS = 128L << 20;
    private static final int BLOCK = 8 << 20;
    private static final int RUNS = 5;

    /** Where the machine does not tell its caches: larger than most. */
    private static final long LARGE_CACHE = 64L << 20;

    /** Virtual machines may tell of the first levels alone. */
    private static final long FIRST_LEVELS = 4L << 20;

    /** Reads 512 MiB several times; the fastest counts. */
    public static Bandwidth measure(Device device) {
        try (Torch torch = Torch.start(device);
                Scope scope = torch.scope()) {
            var numbers = scope.empty(DType.FLOAT32, ELEMENTS);
            var block = Scope.direct(BLOCK);
            for (long at = 0; at < ELEMENTS; at += BLOCK / 4) {
                numbers.fill(
                        at,
                        block,
                        DType.FLOAT32); // pages that were never written are all the same one
            }
            double best = 0;
            for (int i = 0; i < RUNS; i++) {
                long start = System.nanoTime();
                scope.sum(numbers).toFloats();
                best = Math.max(best, 4.0 * ELEMENTS / ((System.nanoTime() - start) / 1e9));
            }
            return new Bandwidth(best, lastLevelCache());
        }
    }

    private static long lastLevelCache() {
        return new SystemInfo()
                .getHardware().getProcessor().getProcessorCaches().stream()
                        .mapToLong(CentralProcessor.ProcessorCache::getCacheSize)
                        .filter(size -> size > FIRST_LEVELS)
                        .max()
                        .orElse(LARGE_CACHE);
    }
}
