package studio.xomni.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import studio.xomni.engine.torch.DType;

/** What the tests write is read back exactly. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class StoredTensorsRoundTripTest {

    private static final Map<DType, String> FORMAT_NAMES =
            Map.of(
                    DType.BFLOAT16, "BF16",
                    DType.FLOAT16, "F16",
                    DType.FLOAT32, "F32",
                    DType.FLOAT64, "F64",
                    DType.INT8, "I8",
                    DType.INT16, "I16",
                    DType.INT32, "I32",
                    DType.INT64, "I64",
                    DType.UINT8, "U8",
                    DType.BOOL, "BOOL");

    private static Path file = Path.of("");

    /**
     * A tensor to write.
     *
     * @param strides only a pickle stores them
     * @param offset elements of the storage before the first one; only in a pickle
     */
    @SuppressWarnings("ArrayRecordComponent") // written and compared element by element
    record Written(String name, DType dtype, long[] shape, long[] strides, long offset) {

        long bytes() {
            long elements = 1;
            for (long size : shape) {
                elements *= size;
            }
            return elements * dtype.bytes();
        }

        /** The least storage that holds it. */
        long storageElements() {
            long last = offset;
            for (int axis = 0; axis < shape.length; axis++) {
                last += Math.max(0, shape[axis] - 1) * strides[axis];
            }
            return last + 1;
        }
    }

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("written", ".tensors");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 500)
    void safetensorsAreReadBackExactly(
            @ForAll("tensors") List<Written> tensors, @ForAll Random order) throws IOException {
        JsonObject header = new JsonObject();
        List<Written> byData = new ArrayList<>(tensors);
        Collections.shuffle(byData, order);
        List<Long> begins = new ArrayList<>(Collections.nCopies(tensors.size(), 0L));
        long end = 0;
        for (Written tensor : byData) {
            begins.set(tensors.indexOf(tensor), end);
            end += tensor.bytes();
        }
        for (int i = 0; i < tensors.size(); i++) {
            JsonObject entry = new JsonObject();
            entry.addProperty("dtype", FORMAT_NAMES.get(tensors.get(i).dtype()));
            entry.add("shape", array(tensors.get(i).shape()));
            entry.add("data_offsets", array(begins.get(i), begins.get(i) + tensors.get(i).bytes()));
            header.add(tensors.get(i).name(), entry);
        }
        byte[] bytes = SafetensorsBytes.of(header.toString(), (int) end);
        Files.write(file, bytes);

        Map<String, StoredTensor> read = Safetensors.read(file);
        assertEquals(tensors.stream().map(Written::name).toList(), List.copyOf(read.keySet()));
        for (int i = 0; i < tensors.size(); i++) {
            StoredTensor tensor = found(read, tensors.get(i));
            assertEquals(bytes.length - end + begins.get(i), tensor.offset());
            assertArrayEquals(StoredTensor.rowMajor(tensors.get(i).shape()), tensor.strides());
        }
    }

    @Property(tries = 500)
    void picklesAreReadBackExactly(@ForAll("tensors") List<Written> tensors) throws IOException {
        PickleBytes pickle = PickleBytes.stateDict();
        for (int i = 0; i < tensors.size(); i++) {
            Written tensor = tensors.get(i);
            pickle.text(tensor.name())
                    .tensor(
                            tensor.dtype(),
                            "s" + i,
                            tensor.storageElements(),
                            tensor.offset(),
                            tensor.shape(),
                            tensor.strides());
        }
        ZipBytes zip = ZipBytes.torch(pickle.end());
        for (int i = 0; i < tensors.size(); i++) {
            // Filled with its number, so that the offset read can be told from any other.
            Written tensor = tensors.get(i);
            byte[] content = new byte[(int) tensor.storageElements() * tensor.dtype().bytes()];
            content[(int) tensor.offset() * tensor.dtype().bytes()] = (byte) (i + 1);
            zip.add("archive/data/s" + i, content);
        }
        byte[] bytes = zip.bytes();
        Files.write(file, bytes);

        Map<String, StoredTensor> read = TorchPickle.read(file);
        assertEquals(tensors.stream().map(Written::name).toList(), List.copyOf(read.keySet()));
        for (int i = 0; i < tensors.size(); i++) {
            StoredTensor tensor = found(read, tensors.get(i));
            assertArrayEquals(tensors.get(i).strides(), tensor.strides());
            if (tensor.elements() > 0) {
                assertEquals((byte) (i + 1), bytes[(int) tensor.offset()]);
            }
        }
    }

    @Provide
    Arbitrary<List<Written>> tensors() {
        Arbitrary<Long> size = Arbitraries.longs().between(0, 4);
        Arbitrary<Written> tensor =
                Arbitraries.integers()
                        .between(0, 4)
                        .flatMap(
                                axes ->
                                        Combinators.combine(
                                                        Arbitraries.strings()
                                                                .alpha()
                                                                .withChars("._\"\\ß文\u0001")
                                                                .ofMaxLength(12),
                                                        Arbitraries.of(DType.class),
                                                        size.list().ofSize(axes),
                                                        size.list().ofSize(axes),
                                                        size)
                                                .as(
                                                        (name, dtype, shape, strides, offset) ->
                                                                new Written(
                                                                        name,
                                                                        dtype,
                                                                        unboxed(shape),
                                                                        unboxed(strides),
                                                                        offset)));
        return tensor.list().ofMaxSize(8).uniqueElements(Written::name);
    }

    private static StoredTensor found(Map<String, StoredTensor> read, Written written) {
        StoredTensor tensor = read.get(written.name());
        assertNotNull(tensor, written.name());
        assertEquals(written.name(), tensor.name());
        assertEquals(file, tensor.file());
        assertEquals(written.dtype(), tensor.dtype());
        assertArrayEquals(written.shape(), tensor.shape());
        return tensor;
    }

    private static JsonArray array(long... values) {
        JsonArray array = new JsonArray();
        for (long value : values) {
            array.add(value);
        }
        return array;
    }

    private static long[] unboxed(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
