package studio.xomni.engine.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.torch.DType;

/**
 * Whatever a file holds, it is either read, with every tensor inside it, or refused by one sentence
 * that names it. 11,000 files in all.
 */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class DamagedFilesTest {

    private static final byte[] SAFETENSORS =
            SafetensorsBytes.of(
                    """
                    {"__metadata__":{"format":"pt"},\
                    "model.norm":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]},\
                    "model.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[8,32]},\
                    "model.empty":{"dtype":"I64","shape":[0,2],"data_offsets":[32,32]}}""",
                    32);

    private static final byte[] ARCHIVE = archive(TorchWritten.VIEWS_PROTOCOL_2).bytes();

    private static final byte[] WIDE_ARCHIVE =
            archive(TorchWritten.VIEWS_PROTOCOL_4).zip64().bytes();

    private static final byte[] CONFIG =
            """
            {"hidden": 64, "eps": 1e-6, "tied": false, "axes": [16, 56, 56],
             "vision_config": {"dtype": "bfloat16", "decoder": {"steps": 28}}}"""
                    .getBytes(UTF_8);

    private static final byte[] INDEX =
            """
            {"metadata": {"total_size": 32}, "weight_map": {"model.norm": "m-1.safetensors",
             "model.weight": "m-1.safetensors", "model.empty": "m-1.safetensors"}}"""
                    .getBytes(UTF_8);

    /** All that are read but those with long arguments, and two that are not. */
    private static final char[] OPCODES =
            "()t\u0085\u0086\u0087]ae}suN\u0088\u0089\u0094\u0093QRb.\u0095XJMqhrj\u0081\u0000"
                    .toCharArray();

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("damaged");
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Property(tries = 2000)
    void damagedSafetensors(@ForAll("damages") List<Damage> damages) throws IOException {
        readsOrRefusesSafetensors(Damage.apply(damages, SAFETENSORS));
    }

    @Property(tries = 2000)
    void safetensorsOfRandomHeaders(@ForAll("headers") byte[] file) throws IOException {
        readsOrRefusesSafetensors(file);
    }

    @Property(tries = 1250)
    void damagedArchives(@ForAll("damages") List<Damage> damages) throws IOException {
        readsOrRefusesPickle(Damage.apply(damages, ARCHIVE));
        readsOrRefusesPickle(Damage.apply(damages, WIDE_ARCHIVE));
    }

    @Property(tries = 1500)
    void soundArchivesOfDamagedPickles(@ForAll("damages") List<Damage> damages) throws IOException {
        byte[] pickle = Damage.apply(damages, TorchWritten.VIEWS_PROTOCOL_2);
        readsOrRefusesPickle(archive(pickle).bytes());
    }

    @Property(tries = 1500)
    void soundArchivesOfRandomPickles(@ForAll("pickles") byte[] pickle) throws IOException {
        readsOrRefusesPickle(archive(pickle).bytes());
    }

    @Property(tries = 1000)
    void damagedJson(@ForAll("damages") List<Damage> damages) throws IOException {
        Path file = Files.write(folder.resolve("config.json"), Damage.apply(damages, CONFIG));
        readsOrRefuses(
                file,
                path -> {
                    Json json = Json.read(path);
                    json.integer("hidden");
                    json.number("eps");
                    json.flag("tied");
                    json.integers("axes");
                    json.object("vision_config").object("decoder").integer("steps");
                });
    }

    @Property(tries = 500)
    void damagedIndexes(@ForAll("damages") List<Damage> damages) throws IOException {
        Files.write(folder.resolve("m-1.safetensors"), SAFETENSORS);
        Files.write(folder.resolve("m.safetensors.index.json"), Damage.apply(damages, INDEX));
        // Either the index or the shard is at fault: both names begin with the folder's.
        readsOrRefuses(folder, path -> assertInside(Safetensors.readFolder(path, "m")));
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        return Damage.some();
    }

    @Provide
    Arbitrary<byte[]> headers() {
        Arbitrary<String> whole =
                Arbitraries.frequency(
                        Tuple.of(20, "0"),
                        Tuple.of(20, "4"),
                        Tuple.of(20, "8"),
                        Tuple.of(10, "1"),
                        Tuple.of(10, "2"),
                        Tuple.of(1, "-1"),
                        Tuple.of(1, "4294967296"),
                        Tuple.of(1, "4611686018427387904"),
                        Tuple.of(1, "9223372036854775807"),
                        Tuple.of(1, "18446744073709551616"),
                        Tuple.of(1, "1e3"),
                        Tuple.of(1, "\"4\""),
                        Tuple.of(1, "null"));
        Arbitrary<String> wholes = whole.list().ofMaxSize(3).map(list -> String.join(",", list));
        Arbitrary<String> range = whole.list().ofSize(2).map(list -> String.join(",", list));
        Arbitrary<String> tensor =
                Combinators.combine(
                                Arbitraries.of("a", "b", "c", "__metadata__", "\\n"),
                                Arbitraries.of("F32", "BF16", "U8", "BOOL", "I64", "F8", ""),
                                wholes,
                                Arbitraries.frequencyOf(Tuple.of(9, range), Tuple.of(1, wholes)))
                        .as(
                                "\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%s]}"
                                        ::formatted);
        return Combinators.combine(
                        tensor.list().ofMaxSize(3),
                        Arbitraries.of(0, 1, 4, 8, 16),
                        Arbitraries.longs().injectNull(0.9))
                .as(
                        (tensors, dataBytes, claimed) -> {
                            String header = "{" + String.join(",", tensors) + "}";
                            return claimed == null
                                    ? SafetensorsBytes.of(header, dataBytes)
                                    : SafetensorsBytes.withLength(claimed, header, dataBytes);
                        });
    }

    @Provide
    Arbitrary<byte[]> pickles() {
        Arbitrary<Long> number =
                Arbitraries.oneOf(
                        Arbitraries.longs().between(-1, 24),
                        Arbitraries.of(1L << 31, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE));
        Arbitrary<long[]> axes = number.array(Long[].class).ofMaxSize(3).map(this::unboxed);
        Arbitrary<Consumer<PickleBytes>> tensor =
                Combinators.combine(Arbitraries.of(DType.class), number, number, axes, axes)
                        .as(
                                (dtype, elements, offset, shape, strides) ->
                                        pickle ->
                                                pickle.tensor(
                                                        dtype, "0", elements, offset, shape,
                                                        strides));
        Arbitrary<Consumer<PickleBytes>> text =
                Arbitraries.of("t", "storage", "torch", "_metadata", "")
                        .map(value -> pickle -> pickle.text(value));
        Arbitrary<Consumer<PickleBytes>> whole = number.map(value -> p -> p.whole(value));
        Arbitrary<Consumer<PickleBytes>> name =
                Arbitraries.of("OrderedDict", "FloatStorage", "system")
                        .map(
                                value ->
                                        pickle ->
                                                pickle.name(
                                                        value.equals("OrderedDict")
                                                                ? "collections"
                                                                : "torch",
                                                        value));
        Arbitrary<Consumer<PickleBytes>> opcode =
                Arbitraries.of(OPCODES).map(value -> pickle -> pickle.ops(value));
        Arbitrary<Consumer<PickleBytes>> recall =
                Arbitraries.integers().between(0, 3).map(key -> pickle -> pickle.ops('h', key));
        Arbitrary<Consumer<PickleBytes>> entry =
                tensor.map(value -> pickle -> value.accept(pickle.text("t")));
        return Arbitraries.frequencyOf(
                        Tuple.of(4, entry),
                        Tuple.of(1, tensor),
                        Tuple.of(2, text),
                        Tuple.of(1, whole),
                        Tuple.of(1, name),
                        Tuple.of(1, recall),
                        Tuple.of(3, opcode))
                .list()
                .ofMaxSize(12)
                .map(
                        steps -> {
                            PickleBytes pickle = PickleBytes.stateDict();
                            steps.forEach(step -> step.accept(pickle));
                            return pickle.end();
                        });
    }

    private long[] unboxed(Long[] values) {
        long[] unboxed = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            unboxed[i] = values[i];
        }
        return unboxed;
    }

    private static ZipBytes archive(byte[] pickle) {
        return ZipBytes.torch(pickle)
                .storage("0", 96)
                .storage("1", 4)
                .storage("2", 0)
                .storage("3", 12)
                .storage("4", 8);
    }

    private static void readsOrRefusesSafetensors(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("x.safetensors"), bytes);
        readsOrRefuses(file, path -> assertInside(Safetensors.read(path)));
    }

    private static void readsOrRefusesPickle(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("x.pt"), bytes);
        readsOrRefuses(file, path -> assertInside(TorchPickle.read(path)));
    }

    private static void readsOrRefuses(Path file, Consumer<Path> reading) {
        try {
            reading.accept(file);
        } catch (CheckpointException e) {
            Refused.assertOneSentenceAbout(file, String.valueOf(e.getMessage()));
            Refused.assertOneChineseSentenceAbout(file, e);
        }
    }

    private static void assertInside(Map<String, StoredTensor> tensors) {
        for (StoredTensor tensor : tensors.values()) {
            long last = 0;
            for (int axis = 0; axis < tensor.shape().length; axis++) {
                last += (tensor.shape()[axis] - 1) * tensor.strides()[axis];
            }
            long extent = tensor.elements() == 0 ? 0 : (last + 1) * tensor.dtype().bytes();
            assertTrue(tensor.offset() + extent <= tensor.file().toFile().length(), tensor::name);
        }
    }
}
