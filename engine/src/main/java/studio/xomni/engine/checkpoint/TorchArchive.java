package studio.xomni.engine.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Map;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * The zip archive that {@code torch.save} writes: {@code root/data.pkl} and, uncompressed, one
 * entry {@code root/data/key} a storage.
 */
final class TorchArchive {

    /** A state dict takes about 120 bytes a tensor; this is enough for 30,000 and bounds memory. */
    private static final int LARGEST_PICKLE = 4 << 20;

    private static final String PICKLE = "/data.pkl";

    private final CheckpointFile file;
    private final Map<String, ZipEntries.Entry> entries;
    private final String root;

    private TorchArchive(CheckpointFile file, Map<String, ZipEntries.Entry> entries, String root) {
        this.file = file;
        this.entries = entries;
        this.root = root;
    }

    /**
     * Reads the archive's directory.
     *
     * @throws CheckpointException when the file is no zip archive of {@code torch.save}
     */
    static TorchArchive read(CheckpointFile file) {
        Map<String, ZipEntries.Entry> entries = ZipEntries.read(file);
        String root = "";
        for (String name : entries.keySet()) {
            if (name.indexOf('/') == name.length() - PICKLE.length() && name.endsWith(PICKLE)) {
                if (!root.isEmpty()) {
                    throw file.refuse(": the archive holds two pickles, of %s and %s.", root, name);
                }
                root = name.substring(0, name.length() - PICKLE.length());
            }
        }
        if (root.isEmpty()) {
            throw file.refuse(": the archive holds no data.pkl, so torch.save did not write it.");
        }
        TorchArchive archive = new TorchArchive(file, entries, root);
        archive.refuseBigEndian();
        return archive;
    }

    /** The bytes of {@code data.pkl}, little-endian. */
    ByteBuffer pickle() {
        ZipEntries.Entry entry = stored(root + PICKLE);
        if (entry.size() > LARGEST_PICKLE) {
            throw file.refuse(
                    ": its pickle may have %d bytes, it has %d.", LARGEST_PICKLE, entry.size());
        }
        return bytes(entry);
    }

    /**
     * Where a storage's first element lies in the file.
     *
     * @throws CheckpointException when the entry is missing, compressed or too short
     */
    long offset(Pickled.Storage storage) {
        ZipEntries.Entry entry = stored(root + "/data/" + storage.key());
        if (storage.elements() > entry.size() / storage.dtype().bytes()) {
            throw file.refuse(
                    ": storage %s needs %d elements of %d bytes, its entry has %d bytes.",
                    storage.key(), storage.elements(), storage.dtype().bytes(), entry.size());
        }
        return ZipEntries.dataOffset(file, entry);
    }

    private void refuseBigEndian() {
        String name = root + "/byteorder";
        if (!entries.containsKey(name)) {
            return; // Archives from before PyTorch 2.1 do not say, and are little-endian.
        }
        ZipEntries.Entry entry = stored(name);
        String order = entry.size() > 16 ? "" : US_ASCII.decode(bytes(entry)).toString().strip();
        if (!order.equals("little")) {
            throw file.refuse(": the byte order must be little, got %s.", order);
        }
    }

    private ZipEntries.Entry stored(String name) {
        ZipEntries.Entry entry = entries.get(name);
        if (entry == null) {
            throw file.refuse(": the archive has no entry %s.", name);
        }
        if (!entry.isStored()) {
            throw file.refuse(": the archive's entry %s is compressed or encrypted.", name);
        }
        return entry;
    }

    private ByteBuffer bytes(ZipEntries.Entry entry) {
        return file.read(
                ZipEntries.dataOffset(file, entry),
                (int) entry.size(),
                Sentence.of("entry %s", entry.name()));
    }
}
