package studio.xomni.engine.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import studio.xomni.engine.bench.Bandwidth;
import studio.xomni.engine.bench.Measurement;
import studio.xomni.engine.bench.MemoryBench;
import studio.xomni.engine.bench.Mode;
import studio.xomni.engine.bench.Peer;
import studio.xomni.engine.bench.PreviewBench;
import studio.xomni.engine.bench.SpeedBench;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;
import studio.xomni.engine.torch.Device;

/** {@code xomni bench}: measurements of speed and memory. */
@Command(
        name = "bench",
        description = "Measures speed (random weights at named shapes) and memory.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class BenchCommand {

    private final Terminal terminal;

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "speed",
            description =
                    "Tokens a second and seconds a painting step, beside what memory bandwidth allows.",
            mixinStandardHelpOptions = true)
    int speed(
            @Option(
                            names = "--shape",
                            arity = "1..*",
                            description =
                                    "builtin, hidden1024, layers3584, real1152, poster (default: all)")
                    @Nullable List<String> shapes,
            @Option(
                            names = "--mode",
                            arity = "1..*",
                            description = "float32, bfloat16, int8 (default: all)")
                    @Nullable List<String> modes,
            @Option(names = "--repeats", defaultValue = "5", description = "runs behind a median")
                    int repeats,
            @Option(names = "--device", defaultValue = "cpu") String device,
            @Option(
                            names = "--peer",
                            paramLabel = "PYTHON",
                            description =
                                    "also measure eager PyTorch with this interpreter, shape by shape")
                    @Nullable String python,
            @Option(
                            names = "--peer-script",
                            defaultValue = "engine/bench/peer.py",
                            description = "the peer's script (default: ${DEFAULT-VALUE})")
                    Path script,
            @Option(names = "--json") boolean json)
            throws IOException, InterruptedException {
        if (repeats < 1) {
            throw new UsageException(Sentence.of("--repeats must be 1 or more, got %s.", repeats));
        }
        Device where = Device.parse(device);
        List<String> wanted = shapes == null ? SpeedBench.shapes() : shapes;
        for (String shape : wanted) {
            if (!SpeedBench.shapes().contains(shape)) {
                throw new UsageException(
                        Sentence.of(
                                "--shape must be among %s, got \"%s\".",
                                SpeedBench.shapes(), shape));
            }
        }
        List<Mode> measured =
                modes == null
                        ? List.of(Mode.values())
                        : modes.stream().map(BenchCommand::mode).toList();
        Bandwidth bandwidth = Bandwidth.measure(where);
        List<Measurement> figures = new ArrayList<>();
        var bench = new SpeedBench(where, repeats, figures::add);
        Map<String, Measurement> peers = new LinkedHashMap<>();
        if (!json) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "reads memory at %.1f GB/s, last-level cache %d MiB%n%-11s %-9s %-21s %10s %10s %10s %7s%n",
                            bandwidth.bytesPerSecond() / 1e9,
                            bandwidth.cache() >> 20,
                            "shape",
                            "mode",
                            "measure",
                            "xomni",
                            "floor",
                            "peer",
                            "faster");
        }
        for (String shape : wanted) {
            for (Mode mode : measured) {
                if (python != null && mode != Mode.INT8 && !shape.equals("poster")) {
                    for (Measurement figure :
                            new Peer(python, script).measure(shape, mode, repeats)) {
                        peers.put(figure.shape() + figure.measure() + mode, figure);
                    }
                }
                int before = figures.size();
                bench.measure(shape, mode);
                if (!json) {
                    figures.subList(before, figures.size())
                            .forEach(figure -> row(figure, bandwidth, peers));
                }
            }
        }
        if (json) {
            terminal.out().println(json(figures, bandwidth, peers));
        }
        return 0;
    }

    private void row(Measurement figure, Bandwidth bandwidth, Map<String, Measurement> peers) {
        OptionalDouble floor =
                figure.measure().equals("decode_ms")
                        ? SpeedBench.floor(figure.shape(), figure.mode(), bandwidth)
                        : OptionalDouble.empty();
        Measurement peer = peer(figure, peers);
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%-11s %-9s %-21s %10.4f %10s %10s %7s%n",
                        figure.shape(),
                        figure.mode(),
                        figure.measure(),
                        figure.value(),
                        floor.isPresent() ? "%.4f".formatted(floor.getAsDouble()) : "",
                        peer == null ? "" : "%.4f".formatted(peer.value()),
                        peer == null ? "" : "%.2f×".formatted(faster(figure, peer)));
    }

    /** The peer has no int8: its bfloat16 stands against ours. */
    private static @Nullable Measurement peer(Measurement figure, Map<String, Measurement> peers) {
        Mode mode = figure.mode() == Mode.INT8 ? Mode.BFLOAT16 : figure.mode();
        return peers.get(figure.shape() + figure.measure() + mode);
    }

    private static double faster(Measurement ours, Measurement peer) {
        return ours.measure().endsWith("per_s")
                ? ours.value() / peer.value()
                : peer.value() / ours.value();
    }

    private static String json(
            List<Measurement> figures, Bandwidth bandwidth, Map<String, Measurement> peers) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Measurement figure : figures) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("shape", figure.shape());
            row.put("mode", figure.mode().toString());
            row.put("measure", figure.measure());
            row.put("value", figure.value());
            SpeedBench.floor(figure.shape(), figure.mode(), bandwidth)
                    .ifPresent(floor -> row.put("floor_ms", floor));
            Measurement peer = peer(figure, peers);
            if (peer != null) {
                row.put("peer", peer.value());
            }
            rows.add(row);
        }
        Gson gson = new GsonBuilder().disableHtmlEscaping().create();
        return gson.toJson(Map.of("bytes_per_s", bandwidth.bytesPerSecond(), "figures", rows));
    }

    @Command(
            name = "memory",
            description =
                    "How much loading the built-in model takes, or the most that a whole poster"
                            + " takes (Linux).",
            mixinStandardHelpOptions = true)
    int memory(
            @Option(names = "--mode", defaultValue = "bfloat16") String mode,
            @Option(
                            names = "--poster",
                            paramLabel = "MEMORY",
                            description = "a whole poster in this memory mode: full, lean, minimal")
                    @Nullable String poster,
            @Option(names = "--height", defaultValue = "512", description = "of the poster")
                    int height,
            @Option(names = "--width", defaultValue = "384", description = "of the poster")
                    int width)
            throws IOException {
        if (poster == null) {
            loading(mode(mode));
        } else {
            poster(MemoryBench.poster(mode(mode), ModelOptions.memory(poster), height, width));
        }
        return 0;
    }

    private void loading(Mode mode) throws IOException {
        MemoryBench.Loading loading = MemoryBench.loading(mode);
        double mib = 1 << 20;
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%s: %.1f MiB of weights; loading raised the peak by %.1f MiB, 1.1 × weights + 64 MiB are %.1f MiB%n",
                        loading.mode(),
                        loading.weights() / mib,
                        loading.rise() / mib,
                        1.1 * loading.weights() / mib + 64);
    }

    private void poster(MemoryBench.Poster poster) {
        double mib = 1 << 20;
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%s, %s: at most %.1f MiB, %.1f MiB above the empty engine%n",
                        poster.mode(),
                        poster.memory().name().toLowerCase(Locale.ROOT),
                        poster.peak() / mib,
                        poster.rise() / mib);
    }

    @Command(
            name = "preview",
            description =
                    "What previews cost of a poster, in processor time; with OMP_NUM_THREADS=1.",
            mixinStandardHelpOptions = true)
    int preview(@Option(names = "--mode", defaultValue = "bfloat16") String mode) {
        PreviewBench.Cost cost = PreviewBench.measure(mode(mode));
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%s: %.1f ms of previews in %.1f s of a poster, %.2f %%%n",
                        cost.mode(),
                        cost.previews() / 1e6,
                        cost.whole() / 1e9,
                        100.0 * cost.previews() / cost.whole());
        return 0;
    }

    @Command(
            name = "soak",
            description = "Generates small pictures and prints the resident memory (Linux).",
            mixinStandardHelpOptions = true)
    int soak(
            @Option(names = "--mode", defaultValue = "bfloat16") String mode,
            @Option(names = "--count", defaultValue = "200") int count)
            throws IOException {
        if (count < 10) {
            throw new UsageException(Sentence.of("--count must be 10 or more, got %s.", count));
        }
        MemoryBench.soak(
                mode(mode),
                count,
                (pictures, bytes) ->
                        terminal.out()
                                .printf(
                                        Locale.ROOT,
                                        "%5d pictures %8.1f MiB%n",
                                        pictures,
                                        bytes / (double) (1 << 20)));
        return 0;
    }

    private static Mode mode(String name) {
        for (Mode mode : Mode.values()) {
            if (mode.toString().equals(name)) {
                return mode;
            }
        }
        throw new UsageException(
                Sentence.of("--mode must be float32, bfloat16 or int8, got \"%s\".", name));
    }
}
