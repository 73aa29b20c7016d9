package studio.xomni.engine.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import studio.xomni.engine.error.XomniException;
import studio.xomni.engine.pipeline.ModelConfig;
import studio.xomni.engine.pipeline.ModelFiles;
import studio.xomni.engine.pipeline.ModelFolder;
import studio.xomni.engine.torch.Device;
import studio.xomni.engine.torch.NativeCache;
import studio.xomni.engine.torch.Torch;

/**
 * What a machine has for this program.
 *
 * @param facts what is there, in the order in which it is shown
 * @param missing what is not
 */
record Examination(List<Fact> facts, List<Missing> missing) {

    private static final String BUILD = "mvn -q -DskipTests package";

    /**
     * Something that is there.
     *
     * @param key its name for machines
     * @param label its name for people
     * @param value what it is
     */
    record Fact(String key, String label, String value) {}

    /**
     * Something that is not there, or does not work.
     *
     * @param what a sentence
     * @param mend the command or step that mends it
     */
    record Missing(String what, String mend) {}

    Examination {
        facts = List.copyOf(facts);
        missing = List.copyOf(missing);
    }

    static Examination ofThisMachine() {
        List<Fact> facts = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        facts.add(new Fact("xomni", "xomni", Version.number()));
        facts.add(
                new Fact(
                        "java",
                        "Java",
                        "%s (%s), at most %s of heap"
                                .formatted(
                                        System.getProperty("java.version"),
                                        System.getProperty("java.vendor"),
                                        size(Runtime.getRuntime().maxMemory()))));
        var system = new SystemInfo();
        facts.add(
                new Fact(
                        "os",
                        "System",
                        system.getOperatingSystem() + ", " + System.getProperty("os.arch")));
        processor(system, facts);
        natives(facts, missing);
        builtInModel(facts, missing);
        return new Examination(facts, missing);
    }

    private static void processor(SystemInfo system, List<Fact> facts) {
        CentralProcessor processor = system.getHardware().getProcessor();
        facts.add(
                new Fact(
                        "processor",
                        "Processor",
                        "%s, %d cores, %d threads"
                                .formatted(
                                        processor.getProcessorIdentifier().getName().strip(),
                                        processor.getPhysicalProcessorCount(),
                                        processor.getLogicalProcessorCount())));
        GlobalMemory memory = system.getHardware().getMemory();
        facts.add(
                new Fact(
                        "memory",
                        "Memory",
                        "%s, %s free"
                                .formatted(size(memory.getTotal()), size(memory.getAvailable()))));
    }

    private static void natives(List<Fact> facts, List<Missing> missing) {
        Path cache = NativeCache.folder();
        boolean unpacked = NativeCache.isUnpacked();
        long free = Work.freeBytes(cache);
        facts.add(
                new Fact(
                        "cache",
                        "Cache folder",
                        "%s, libtorch %s, %s free on its disk"
                                .formatted(
                                        cache,
                                        unpacked ? "unpacked" : "not unpacked yet",
                                        size(free))));
        if (!NativeCache.isBundled() && System.getenv("PYTORCH_LIBRARY_PATH") == null) {
            missing.add(
                    new Missing(
                            "libtorch for this system is not among the program's libraries.",
                            BUILD));
        } else if (!unpacked && free < NativeCache.BYTES) {
            missing.add(
                    new Missing(
                            "The first start unpacks %s into %s, whose disk has %s free."
                                    .formatted(size(NativeCache.BYTES), cache, size(free)),
                            "export DJL_CACHE_DIR=FOLDER on a disk with more room"));
        } else {
            start(facts, missing);
        }
    }

    private static void start(List<Fact> facts, List<Missing> missing) {
        try (Torch torch = Torch.start(new Device.Cpu())) {
            facts.add(
                    new Fact(
                            "libtorch",
                            "libtorch",
                            "%s, by DJL %s".formatted(Torch.version(), NativeCache.djlVersion())));
            int cards = Torch.cards();
            facts.add(
                    new Fact(
                            "devices",
                            "Devices",
                            "cpu (%d threads)%s"
                                    .formatted(
                                            torch.threads(),
                                            cards == 0 ? "" : ", cuda:0 to cuda:" + (cards - 1))));
        } catch (XomniException e) {
            missing.add(
                    new Missing(
                            String.valueOf(e.getMessage()),
                            "rm -r " + NativeCache.folder() + ", then start again"));
        }
    }

    private static void builtInModel(List<Fact> facts, List<Missing> missing) {
        try {
            ModelFolder folder = ModelFolder.builtIn();
            var files = new ModelFiles(folder, ModelConfig.read(folder.checkpoint()));
            files.requireForPictures();
            files.requireForChat();
            facts.add(
                    new Fact(
                            "builtin",
                            "Built-in model",
                            "%s, %s, its files can be read"
                                    .formatted(
                                            folder.checkpoint(),
                                            size(
                                                    bytes(folder.checkpoint())
                                                            + bytes(folder.flux())))));
        } catch (XomniException e) {
            missing.add(new Missing(String.valueOf(e.getMessage()), BUILD));
        }
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String size(long bytes) {
        return bytes >= 10L << 30
                ? String.format(Locale.ROOT, "%.0f GiB", bytes / 0x1p30)
                : bytes >= 1L << 30
                        ? String.format(Locale.ROOT, "%.1f GiB", bytes / 0x1p30)
                        : String.format(Locale.ROOT, "%.0f MiB", bytes / 0x1p20);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Fact fact : facts) {
            lines.add(String.format(Locale.ROOT, "%-15s %s", fact.label, fact.value));
        }
        for (Missing thing : missing) {
            lines.add("");
            lines.add("Missing: " + thing.what);
            lines.add("To mend:  " + thing.mend);
        }
        if (missing.isEmpty()) {
            lines.add("Nothing is missing.");
        }
        return lines;
    }

    JsonObject json() {
        var json = new JsonObject();
        facts.forEach(fact -> json.addProperty(fact.key, fact.value));
        var things = new JsonArray();
        for (Missing thing : missing) {
            var entry = new JsonObject();
            entry.addProperty("what", thing.what);
            entry.addProperty("mend", thing.mend);
            things.add(entry);
        }
        json.add("missing", things);
        return json;
    }
}
