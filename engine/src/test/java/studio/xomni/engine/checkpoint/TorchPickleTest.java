package studio.xomni.engine.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.xomni.engine.torch.DType;

/** Expected values are what PyTorch 2.13's {@code torch.load} gives for the same files. */
class TorchPickleTest {

    private static final Path GOLDENS = Path.of("src/test/resources/goldens");

    @TempDir Path folder;

    @Test
    void readsTheReferenceViTAndProjector() throws IOException {
        Path vit = GOLDENS.resolve("en/checkpoint/siglip_vit.pt");
        Map<String, StoredTensor> tensors = TorchPickle.read(vit);
        assertEquals(39, tensors.size());
        assertEquals(264704, tensors.values().stream().mapToLong(StoredTensor::elements).sum());
        assertEquals("FLOAT32 [1, 1024, 64] [65536, 64, 1] 6848", described(tensors, "pos_embed"));
        assertEquals(
                "FLOAT32 [64, 3, 16, 16] [768, 256, 16, 1] 269120",
                described(tensors, "patch_embed.proj.weight"));
        assertEquals("FLOAT32 [64] [1] 1070272", described(tensors, "blocks.2.mlp.fc2.bias"));
        assertEquals(-0.5987964868545532f, floatAt(vit, 6848));
        assertEquals(0.015767788514494896f, floatAt(vit, 1070272));

        Map<String, StoredTensor> projector =
                TorchPickle.read(GOLDENS.resolve("zh/checkpoint/projector.pt"));
        assertEquals(21, projector.size());
        assertEquals(
                "FLOAT32 [48, 64, 1, 1] [64, 1, 1, 1] 3008",
                described(projector, "quant_conv.weight"));
        assertTrue(projector.values().stream().allMatch(StoredTensor::isContiguous));
    }

    @Test
    void readsTheBuiltInModelsViT() {
        Map<String, StoredTensor> tensors =
                TorchPickle.read(Path.of("../assets/builtin/checkpoint/siglip_vit.pt"));
        assertEquals(99, tensors.size());
        assertEquals(6777088, tensors.values().stream().mapToLong(StoredTensor::elements).sum());
        assertEquals(
                "BFLOAT16 [1, 1024, 256] [262144, 256, 1] 10560", described(tensors, "pos_embed"));
        assertEquals("BFLOAT16 [256] [1] 13576768", described(tensors, "blocks.7.mlp.fc2.bias"));
    }

    @Test
    void readsViewsSharedStoragesParametersScalarsAndEmptyTensorsOfBothProtocols()
            throws IOException {
        for (byte[] pickle :
                List.of(TorchWritten.VIEWS_PROTOCOL_2, TorchWritten.VIEWS_PROTOCOL_4)) {
            ZipBytes zip = views(pickle);
            Map<String, StoredTensor> tensors = TorchPickle.read(write(zip.bytes()));
            long base = offset(tensors, "whole");
            assertEquals(0, base % 64);
            assertEquals("FLOAT32 [4, 6] [6, 1] " + base, described(tensors, "whole"));
            assertEquals("FLOAT32 [6, 4] [1, 6] " + base, described(tensors, "turned"));
            assertEquals("FLOAT32 [2, 3] [6, 1] " + (base + 32), described(tensors, "window"));
            assertEquals("FLOAT32 [3, 6] [0, 1] " + base, described(tensors, "spread"));
            assertTrue(described(tensors, "scalar").startsWith("FLOAT32 [] [] "));
            assertTrue(described(tensors, "empty").startsWith("FLOAT32 [0, 3] [3, 1] "));
            assertTrue(described(tensors, "weight").startsWith("BFLOAT16 [2, 3] [3, 1] "));
            assertTrue(described(tensors, "steps").startsWith("INT64 [1] [1] "));
            assertEquals(5, floatAt(folder.resolve("x.pt"), offset(tensors, "scalar")));
            assertEquals(8, tensors.size());
        }
    }

    @Test
    void readsAModulesStateDictWithoutItsMetadata() throws IOException {
        byte[] zip =
                ZipBytes.torch(TorchWritten.MODULE_STATE).storage("0", 8).storage("1", 4).bytes();
        Map<String, StoredTensor> tensors = TorchPickle.read(write(zip));
        assertEquals(List.of("weight", "bias"), List.copyOf(tensors.keySet()));
        assertTrue(described(tensors, "weight").startsWith("FLOAT32 [1, 2] [2, 1] "));
    }

    @Test
    void readsArchivesWhoseSizesStandInZip64Fields() throws IOException {
        Map<String, StoredTensor> narrow =
                TorchPickle.read(write(views(TorchWritten.VIEWS_PROTOCOL_2).bytes()));
        Map<String, StoredTensor> wide =
                TorchPickle.read(write(views(TorchWritten.VIEWS_PROTOCOL_2).zip64().bytes()));
        for (String name : narrow.keySet()) {
            assertEquals(described(narrow, name), described(wide, name));
        }
        assertEquals(narrow.size(), wide.size());
    }

    @Test
    void refusesWhateverElseAPickleNamesByName() throws IOException {
        assertPickleRefused(
                ": the pickle names os.system; only state dicts are read.",
                PickleBytes.protocol2().name("os", "system").text("echo").ops(0x85, 'R', '.'));
        assertPickleRefused(
                ": the pickle names posix.system; only state dicts are read.",
                new PickleBytes()
                        .ops(0x80, 4, 0x8c, 5, 'p', 'o', 's', 'i', 'x')
                        .ops(0x8c, 6, 's', 'y', 's', 't', 'e', 'm', 0x93, '.'));
        assertPickleRefused(
                ": the pickle names torch.nn.modules.linear.Linear; only state dicts are read.",
                TorchWritten.MODULE);
        assertPickleRefused(
                ": the pickle names torch._tensor._rebuild_from_type_v2; only state dicts are"
                        + " read.",
                TorchWritten.BUFFER);
        assertPickleRefused(
                ": the pickle names torch._utils._rebuild_tensor_v3; only state dicts are read.",
                TorchWritten.FLOAT8);
        assertPickleRefused(
                ": the pickle names torch.storage.UntypedStorage; only state dicts are read.",
                TorchWritten.STORAGE);
    }

    @Test
    void refusesTensorsWhoseStoredSignIsNotTheirs() throws IOException {
        assertPickleRefused(
                ": the pickle calls _rebuild_tensor_v2 with other arguments than a state dict"
                        + " does.",
                TorchWritten.NEGATED);
    }

    @Test
    void refusesOpcodesAndProtocolsThatNoStateDictNeeds() throws IOException {
        assertPickleRefused(
                ": the pickle's opcode 0x81 at byte 2 is none that a state dict needs; only state"
                        + " dicts are read.",
                PickleBytes.protocol2().ops(0x81, '.'));
        assertPickleRefused(
                ": pickle protocols 2 to 4 are read, got 5.", new PickleBytes().ops(0x80, 5));
    }

    @Test
    void refusesValuesThatAreNotTensorsByTheirKey() throws IOException {
        assertPickleRefused(
                ": model is a dictionary, not a tensor; only flat state dicts are read.",
                PickleBytes.protocol2().ops('}').text("model").ops('}', 's', '.'));
        assertPickleRefused(
                ": epoch is a number, not a tensor; only flat state dicts are read.",
                PickleBytes.protocol2().ops('}').text("epoch").whole(3).ops('s', '.'));
        assertPickleRefused(
                ": the pickle holds a list, not a state dict.",
                PickleBytes.protocol2().ops(']', '.'));
        assertPickleRefused(
                ": a key of a state dict must be text, got a number.",
                PickleBytes.protocol2().ops('}').whole(3).ops('}', 's', '.'));
    }

    @Test
    void refusesPicklesThatAreDamaged() throws IOException {
        assertPickleRefused(
                ": the pickle is truncated at byte 3.", PickleBytes.protocol2().ops('}'));
        assertPickleRefused(
                ": a text of the pickle claims 4294967295 bytes, 1 are left.",
                PickleBytes.protocol2().ops('X', 255, 255, 255, 255, '.'));
        assertPickleRefused(
                ": a text of the pickle claims 9 bytes, 1 are left.",
                PickleBytes.protocol2().ops(0x8c, 9, '.'));
        assertPickleRefused(
                ": a frame of the pickle claims 9 bytes, 1 are left.",
                PickleBytes.protocol2().ops(0x95, 9, 0, 0, 0, 0, 0, 0, 0, '.'));
        assertPickleRefused(
                ": a text of the pickle at byte 4 is not UTF-8.",
                PickleBytes.protocol2().ops(0x8c, 1, 0xe9, '.'));
        assertPickleRefused(
                ": the pickle takes a value from an empty stack.",
                PickleBytes.protocol2().ops('}', '(', 's', '.'));
        assertPickleRefused(
                ": the pickle takes a value from an empty stack.",
                PickleBytes.protocol2().ops('}').text("below").text("mark").ops('(', 's', '.'));
        assertPickleRefused(
                ": the pickle goes back to a mark that it never set.",
                PickleBytes.protocol2().ops('t', '.'));
        assertPickleRefused(
                ": the pickle recalls value 7, which it never stored.",
                PickleBytes.protocol2().ops('h', 7, '.'));
        assertPickleRefused(
                ": the pickle ends with 2 values, it must be one.",
                PickleBytes.protocol2().ops('}', '}', '.'));
        assertPickleRefused(
                ": the pickle holds a number of 9 bytes, at most 8 are read.",
                PickleBytes.protocol2().ops(0x8a, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, '.'));
        assertPickleRefused(
                ": the pickle sets the attribute hook; only state dicts are read.",
                PickleBytes.protocol2().ops('}', '}').text("hook").ops('N', 's', 'b', '.'));
    }

    @Test
    void refusesTensorsThatLeaveTheirStorage() throws IOException {
        assertTensorRefused(
                ": tensor t reads element 24 of storage 0, which has 24.",
                1,
                new long[] {4, 6},
                new long[] {6, 1});
        assertTensorRefused(
                ": tensor t reads element 24 of storage 0, which has 24.",
                0,
                new long[] {5},
                new long[] {6});
        assertTensorRefused(": tensor t begins at element -1.", -1, new long[] {1}, new long[] {1});
        assertTensorRefused(
                ": axis 0 of tensor t has size 2 and stride -1, neither may be negative.",
                1,
                new long[] {2},
                new long[] {-1});
        assertTensorRefused(
                ": axis 1 of tensor t has size -2 and stride 1, neither may be negative.",
                0,
                new long[] {1, -2},
                new long[] {1, 1});
        assertTensorRefused(
                ": tensor t has 2 axes and 1 strides.", 0, new long[] {1, 2}, new long[] {1});
        assertTensorRefused(
                ": the shape or strides of tensor t are beyond 64 bits.",
                0,
                new long[] {1L << 32, 1L << 32},
                new long[] {0, 0});
        assertTensorRefused(
                ": the shape or strides of tensor t are beyond 64 bits.",
                0,
                new long[] {3, 3},
                new long[] {1L << 62, 1L << 62});
        assertTensorRefused(
                ": the shape or strides of tensor t are beyond 64 bits.",
                0,
                new long[] {5},
                new long[] {1L << 62});
        assertTensorRefused(
                ": a tensor has 17 axes, at most 16 are read.", 0, new long[17], new long[17]);
    }

    @Test
    void refusesStoragesThatTheArchiveDoesNotHoldInFull() throws IOException {
        byte[] pickle = tensor(0, new long[] {1}, new long[] {1});
        Path missing = write(ZipBytes.torch(pickle).storage("1", 96).bytes());
        assertEquals(
                ": the archive has no entry archive/data/0.",
                Refused.message(missing, () -> TorchPickle.read(missing)));
        Path shorter = write(ZipBytes.torch(pickle).storage("0", 95).bytes());
        assertEquals(
                ": storage 0 needs 24 elements of 4 bytes, its entry has 95 bytes.",
                Refused.message(shorter, () -> TorchPickle.read(shorter)));
        Path negative =
                write(
                        ZipBytes.torch(
                                        PickleBytes.protocol2()
                                                .storage(DType.INT8, "0", -1)
                                                .ops('.')
                                                .bytes())
                                .bytes());
        assertEquals(
                ": the pickle refers to something outside it that is no storage.",
                Refused.message(negative, () -> TorchPickle.read(negative)));
    }

    @Test
    void refusesArchivesThatTorchDidNotWrite() throws IOException {
        byte[] pickle = TorchWritten.VIEWS_PROTOCOL_2;
        assertFileRefused(
                ": the archive's entry archive/byteorder is compressed or encrypted.",
                views(pickle).method(8).bytes());
        assertFileRefused(
                ": the byte order must be little, got big.",
                views(pickle).add("archive/byteorder", "big".getBytes(UTF_8)).bytes());
        assertFileRefused(
                ": the archive holds no data.pkl, so torch.save did not write it.",
                new ZipBytes().add("data.pkl", pickle).bytes());
        assertFileRefused(
                ": the archive holds two pickles, of archive and other/data.pkl.",
                views(pickle).add("other/data.pkl", pickle).bytes());
        assertFileRefused(
                ": its pickle may have 4194304 bytes, it has 4194305.",
                ZipBytes.torch(new byte[(4 << 20) + 1]).bytes());
    }

    @Test
    void refusesWhatIsNoZipArchiveAndWhatIsCutShort() throws IOException {
        String noZip =
                " is no zip archive; pickles are read as torch.save has written them since PyTorch"
                        + " 1.6.";
        assertFileRefused(noZip, new byte[0]);
        assertFileRefused(noZip, PickleBytes.stateDict().end());
        byte[] whole = views(TorchWritten.VIEWS_PROTOCOL_2).bytes();
        assertFileRefused(
                ": the zip archive has no end; the file is truncated.",
                Arrays.copyOf(whole, whole.length - 1));
        Path missing = folder.resolve("missing.pt");
        assertEquals(" is missing.", Refused.message(missing, () -> TorchPickle.read(missing)));
    }

    @Test
    void refusesAnEntryThatGoesBeyondTheFile() throws IOException {
        byte[] bytes = views(TorchWritten.VIEWS_PROTOCOL_2).bytes();
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int central = zip.getInt(bytes.length - 6);
        int storage =
                central + 46 + "archive/data.pkl".length() + 46 + "archive/byteorder".length();
        zip.putInt(storage + 20, bytes.length);
        zip.putInt(storage + 24, bytes.length);
        assertFileRefused(
                ": entry archive/data/0 of %d bytes at 896 goes beyond the file, which has %d."
                        .formatted(bytes.length, bytes.length),
                bytes);
    }

    @Test
    void refusesADirectoryThatPointsToAnotherEntrysHeader() throws IOException {
        byte[] bytes = views(TorchWritten.VIEWS_PROTOCOL_2).bytes();
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int central = zip.getInt(bytes.length - 6);
        zip.putInt(central + 42, 1);
        assertFileRefused(": entry archive/data.pkl has no zip header at 1.", bytes);
        int second = central + 46 + "archive/data.pkl".length();
        zip.putInt(central + 42, zip.getInt(second + 42));
        Path file = write(bytes);
        assertTrue(
                Refused.message(file, () -> TorchPickle.read(file))
                        .endsWith(
                                " is of archive/byteorder, the directory says archive/data.pkl."));
    }

    private static ZipBytes views(byte[] pickle) {
        byte[] five = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(5).array();
        return ZipBytes.torch(pickle)
                .storage("0", 96)
                .add("archive/data/1", five)
                .storage("2", 0)
                .storage("3", 12)
                .storage("4", 8);
    }

    /** A pickled state dict of one tensor {@code t} in a storage of 24 floats. */
    private static byte[] tensor(long offset, long[] shape, long[] strides) {
        return PickleBytes.stateDict()
                .text("t")
                .tensor(DType.FLOAT32, "0", 24, offset, shape, strides)
                .end();
    }

    private void assertTensorRefused(String message, long offset, long[] shape, long[] strides)
            throws IOException {
        assertPickleRefused(message, tensor(offset, shape, strides));
    }

    private void assertPickleRefused(String message, PickleBytes pickle) throws IOException {
        assertPickleRefused(message, pickle.bytes());
    }

    private void assertPickleRefused(String message, byte[] pickle) throws IOException {
        assertFileRefused(message, ZipBytes.torch(pickle).storage("0", 96).bytes());
    }

    private void assertFileRefused(String message, byte[] bytes) throws IOException {
        Path file = write(bytes);
        assertEquals(message, Refused.message(file, () -> TorchPickle.read(file)));
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("x.pt"), bytes);
    }

    private static float floatAt(Path file, long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file)) {
            assertEquals(Float.BYTES, channel.read(bytes, offset));
        }
        return bytes.getFloat(0);
    }

    private static long offset(Map<String, StoredTensor> tensors, String name) {
        StoredTensor tensor = tensors.get(name);
        return tensor == null ? -1 : tensor.offset();
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
