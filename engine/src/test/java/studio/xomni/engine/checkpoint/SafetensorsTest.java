package studio.xomni.engine.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expected values of the reference cases are those of Python's {@code safetensors} 0.8. */
class SafetensorsTest {

    private static final Path GOLDENS = Path.of("src/test/resources/goldens");

    @TempDir Path folder;

    @Test
    void readsTheReferenceTensorsAsPythonDoes() {
        Path file = GOLDENS.resolve("en/expected/tensors.safetensors");
        Map<String, StoredTensor> tensors = Safetensors.read(file);
        assertEquals(24, tensors.size());
        assertEquals("FLOAT32 [24] [1] 2032", described(tensors, "clip_pooled"));
        assertEquals("FLOAT32 [24, 64] [64, 1] 2224", described(tensors, "denoised"));
        assertEquals("FLOAT32 [108, 64] [64, 1] 862896", described(tensors, "vit_features"));
        for (StoredTensor tensor : tensors.values()) {
            assertEquals(file, tensor.file());
            assertTrue(tensor.isContiguous() && tensor.isAligned(), tensor.name());
        }
    }

    @Test
    void readsTheBuiltInModel() {
        Map<String, StoredTensor> tensors =
                Safetensors.readFolder(Path.of("../assets/builtin/checkpoint"), "model");
        assertEquals(126, tensors.size());
        assertEquals("BFLOAT16 [8256, 384] [384, 1] 996664", described(tensors, "mm_head.weight"));
        assertEquals("BFLOAT16 [384] [1] 46147128", described(tensors, "model.mm_norm.weight"));
    }

    @Test
    void readsShardsThroughTheirIndex() {
        Map<String, StoredTensor> tensors =
                Safetensors.readFolder(GOLDENS.resolve("en/checkpoint"), "model");
        assertEquals(78, tensors.size());
        assertEquals(419456, tensors.values().stream().mapToLong(StoredTensor::elements).sum());
        assertEquals(
                "BFLOAT16 [320, 64] [64, 1] 257088",
                described(tensors, "model.mm_embed_tokens.weight"));
        assertEquals(3, tensors.values().stream().map(StoredTensor::file).distinct().count());

        Map<String, StoredTensor> decoder =
                Safetensors.readFolder(
                        GOLDENS.resolve("zh/checkpoint/decoder"), "diffusion_pytorch_model");
        assertEquals(92, decoder.size());
        assertEquals(385880, decoder.values().stream().mapToLong(StoredTensor::elements).sum());
    }

    @Test
    void readsAllTypesMetadataUnknownKeysAndEmptyTensors() throws IOException {
        Path file =
                write(
                        "all.safetensors",
                        SafetensorsBytes.of(
                                """
                                {"__metadata__":{"format":"pt"},
                                "d":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},
                                "l":{"dtype":"I64","shape":[1],"data_offsets":[8,16]},
                                "i":{"dtype":"I32","shape":[1],"data_offsets":[16,20]},
                                "s":{"dtype":"I16","shape":[],"data_offsets":[20,22]},
                                "h":{"dtype":"F16","shape":[1],"data_offsets":[22,24]},
                                "e":{"dtype":"F32","shape":[2,0,3],"data_offsets":[24,24]},
                                "c":{"dtype":"I8","shape":[3],"data_offsets":[24,27],"note":[{}]},
                                "u":{"dtype":"U8","shape":[1],"data_offsets":[27,28]},
                                "t":{"dtype":"BOOL","shape":[1],"data_offsets":[28,29]}}  """,
                                29));
        Map<String, StoredTensor> tensors = Safetensors.read(file);
        long data = Files.size(file) - 29;
        assertEquals(
                List.of("d", "l", "i", "s", "h", "e", "c", "u", "t"),
                List.copyOf(tensors.keySet()));
        assertEquals("FLOAT64 [1] [1] " + data, described(tensors, "d"));
        assertEquals("INT64 [1] [1] " + (data + 8), described(tensors, "l"));
        assertEquals("INT32 [1] [1] " + (data + 16), described(tensors, "i"));
        assertEquals("INT16 [] [] " + (data + 20), described(tensors, "s"));
        assertEquals("FLOAT16 [1] [1] " + (data + 22), described(tensors, "h"));
        assertEquals("FLOAT32 [2, 0, 3] [3, 3, 1] " + (data + 24), described(tensors, "e"));
        assertEquals("INT8 [3] [1] " + (data + 24), described(tensors, "c"));
        assertEquals("UINT8 [1] [1] " + (data + 27), described(tensors, "u"));
        assertEquals("BOOL [1] [1] " + (data + 28), described(tensors, "t"));
    }

    @Test
    void refusesHeadersOfAnImpossibleLength() throws IOException {
        assertRefused(": the header's length needs 8 bytes at 0, but the file has 5.", new byte[5]);
        assertRefused(
                ": a safetensors header has 2 to 100000000 bytes, this file claims 1.",
                SafetensorsBytes.withLength(1, "{}", 0));
        assertRefused(
                ": a safetensors header has 2 to 100000000 bytes, this file claims"
                        + " 18446744073709551615.",
                SafetensorsBytes.withLength(-1, "{}", 0));
        assertRefused(
                ": the header of 3 bytes is longer than the file, which has 10.",
                SafetensorsBytes.withLength(3, "{}", 0));
    }

    @Test
    void refusesHeadersThatAreNotTheFormatsJson() throws IOException {
        assertRefused(
                ": the header is not valid JSON near its start.", SafetensorsBytes.of("{,}", 0));
        assertRefused(
                ": the header is not valid JSON near its start.", SafetensorsBytes.of("{}{}", 0));
        assertRefused(
                ": the header must hold an object of tensors at its start.",
                SafetensorsBytes.of("[1]", 0));
        assertRefused(
                ": the header must hold an object for a tensor at a.",
                SafetensorsBytes.of("{\"a\":3}", 0));
        assertRefused(
                ": tensor a needs dtype, shape and data_offsets.",
                SafetensorsBytes.of("{\"a\":{\"dtype\":\"F32\",\"shape\":[]}}", 0));
        byte[] latin = SafetensorsBytes.of("{\"e\":1}", 0);
        latin[10] = (byte) 0xe9;
        assertRefused(": the header is not UTF-8 text.", latin);
    }

    @Test
    void refusesTypesItDoesNotReadByName() throws IOException {
        assertRefused(
                ": tensor a is of type F8_E4M3, which is not read (BF16, F16, F32, F64, I8, I16,"
                        + " I32, I64, U8 and BOOL are).",
                one("F8_E4M3", "[4]", "[0,4]", 4));
        assertRefused(
                ": the dtype of tensor a must be text.",
                SafetensorsBytes.of("{\"a\":{\"dtype\":3}}", 0));
    }

    @Test
    void refusesShapesThatAreNotWholeNonNegativeAndWithin64Bits() throws IOException {
        assertRefused(
                ": a.shape[1] must not be negative, got -4.", one("F32", "[1,-4]", "[0,16]", 16));
        assertRefused(
                ": a.shape[0] must be a whole number of 64 bits, got 1.5.",
                one("F32", "[1.5]", "[0,4]", 4));
        assertRefused(": a.shape[0] must be a whole number.", one("F32", "[\"1\"]", "[0,4]", 4));
        for (String shape :
                List.of(
                        "[4294967296,4294967296]",
                        "[4611686018427387904]",
                        "[0,4294967296,4294967296]")) {
            assertRefused(
                    ": the shape of tensor a is beyond 64 bits.", one("F32", shape, "[0,0]", 0));
        }
    }

    @Test
    void refusesDataThatDoesNotFitTheShapeOrTheFile() throws IOException {
        assertRefused(
                ": tensor a needs 8 bytes by its shape, its data_offsets give 4.",
                one("F32", "[2]", "[0,4]", 4));
        assertRefused(
                ": tensor a ends at byte 8 of the data, but the file has only 7; it is truncated"
                        + " or damaged.",
                one("F32", "[2]", "[0,8]", 7));
        assertRefused(
                ": tensor a needs data_offsets of a begin and an end that follows it.",
                one("F32", "[2]", "[8,0]", 8));
        assertRefused(
                ": tensor a needs data_offsets of a begin and an end that follows it.",
                one("F32", "[2]", "[0,8,8]", 8));
        assertRefused(
                ": its tensors take 8 bytes of data, the file has 9.",
                one("F32", "[2]", "[0,8]", 9));
    }

    @Test
    void refusesTensorsThatOverlapLeaveAGapOrAreListedTwice() throws IOException {
        assertRefused(
                ": tensor b overlaps another, it begins at byte 4 of the data and the one before"
                        + " it ends at 8.",
                two("a", 0, "b", 4));
        assertRefused(
                ": there is a gap before tensor b, it begins at byte 12 of the data and the one"
                        + " before it ends at 8.",
                two("a", 0, "b", 12));
        assertRefused(": tensor a is listed twice.", two("a", 0, "a", 8));
    }

    @Test
    void namesWhatIsMissingFromAFolder() {
        assertEquals(
                ": there is neither model.safetensors nor model.safetensors.index.json.",
                Refused.message(folder, () -> Safetensors.readFolder(folder, "model")));
        Path absent = folder.resolve("absent");
        assertEquals(
                " is no folder; it must hold model.safetensors or model.safetensors.index.json.",
                Refused.message(absent, () -> Safetensors.readFolder(absent, "model")));
    }

    @Test
    void namesAShardThatIsMissingOrTruncated() throws IOException {
        index("{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\"}");
        Path one = write("one.safetensors", one("F32", "[2]", "[0,8]", 8));
        Path two = folder.resolve("two.safetensors");
        assertEquals(" is missing.", Refused.message(two, this::readFolder));
        Files.write(one, Arrays.copyOf(Files.readAllBytes(one), (int) Files.size(one) - 1));
        assertEquals(
                ": tensor a ends at byte 8 of the data, but the file has only 7; it is truncated"
                        + " or damaged.",
                Refused.message(one, this::readFolder));
    }

    @Test
    void refusesAnIndexAndShardsThatDoNotNameTheSameTensors() throws IOException {
        Path one = write("one.safetensors", one("F32", "[2]", "[0,8]", 8));
        index("{\"a\":\"one.safetensors\",\"b\":\"one.safetensors\"}");
        assertEquals(
                ": tensor b is not there, though model.safetensors.index.json lists it.",
                Refused.message(one, this::readFolder));
        Path two = write("two.safetensors", two("a", 0, "b", 8));
        index("{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\"}");
        assertEquals(
                ": tensor a is not listed for this file in model.safetensors.index.json.",
                Refused.message(two, this::readFolder));
    }

    @Test
    void refusesAnIndexThatLeadsOutOfItsFolder() throws IOException {
        for (String shard : List.of("../one.safetensors", "/one", "x/../../one", "", "a\\u0000b")) {
            Path index = index("{\"a\":\"" + shard + "\"}");
            String message = Refused.message(index, this::readFolder);
            assertTrue(
                    message.startsWith(
                            ": weight_map.a must be the name of a file in the index's folder, got"),
                    message);
        }
        Path index = index("3");
        assertEquals(
                ": weight_map must be an object, got 3.", Refused.message(index, this::readFolder));
    }

    private void readFolder() {
        Safetensors.readFolder(folder, "model");
    }

    private Path index(String weightMap) throws IOException {
        return write(
                "model.safetensors.index.json",
                ("{\"metadata\":{},\"weight_map\":" + weightMap + "}").getBytes(UTF_8));
    }

    private void assertRefused(String message, byte[] bytes) throws IOException {
        Path file = write("x.safetensors", bytes);
        assertEquals(message, Refused.message(file, () -> Safetensors.read(file)));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] one(String dtype, String shape, String offsets, int dataBytes) {
        return SafetensorsBytes.of(
                "{\"a\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}"
                        .formatted(dtype, shape, offsets),
                dataBytes);
    }

    /** Two tensors of two floats that begin at the given bytes. */
    private static byte[] two(String first, int firstAt, String second, int secondAt) {
        String tensor = "\"%s\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}";
        return SafetensorsBytes.of(
                "{"
                        + tensor.formatted(first, firstAt, firstAt + 8)
                        + ","
                        + tensor.formatted(second, secondAt, secondAt + 8)
                        + "}",
                Math.max(firstAt, secondAt) + 8);
    }

    private static String described(Map<String, StoredTensor> tensors, String name) {
        StoredTensor tensor = tensors.get(name);
        return tensor == null
                ? "missing"
                : "%s %s %s %d"
                        .formatted(
                                tensor.dtype(),
                                Arrays.toString(tensor.shape()),
                                Arrays.toString(tensor.strides()),
                                tensor.offset());
    }
}
