package studio.xomni.engine.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes zip archives for the tests as {@code torch.save} does: stored, content aligned to 64. */
final class ZipBytes {

    private static final int ALIGNMENT = 64;

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private boolean zip64;
    private int method;

    /** An archive of a state dict whose pickle is given. */
    static ZipBytes torch(byte[] pickle) {
        return new ZipBytes()
                .add("archive/data.pkl", pickle)
                .add("archive/byteorder", "little".getBytes(UTF_8));
    }

    ZipBytes add(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** An entry {@code data/key} of zeros. */
    ZipBytes storage(String key, int bytes) {
        return add("archive/data/" + key, new byte[bytes]);
    }

    /** Sizes and offsets in the wide fields only, as in archives beyond 4 GiB. */
    ZipBytes zip64() {
        zip64 = true;
        return this;
    }

    /** The method that all entries claim; 0 is stored. */
    ZipBytes method(int claimed) {
        method = claimed;
        return this;
    }

    byte[] bytes() {
        int room = 200;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            room += 300 + 2 * entry.getKey().length() + entry.getValue().length;
        }
        ByteBuffer out = ByteBuffer.allocate(room).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> headers = new ArrayList<>();
        entries.forEach((name, content) -> headers.add(local(out, name, content)));
        int directory = out.position();
        Iterator<Integer> header = headers.iterator();
        entries.forEach((name, content) -> central(out, name, content, header.next()));
        end(out, directory);
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private int local(ByteBuffer out, String name, byte[] content) {
        int header = out.position();
        byte[] nameBytes = name.getBytes(UTF_8);
        int plain = header + 30 + nameBytes.length + 4;
        int padding = Math.floorMod(-plain, ALIGNMENT);
        out.putInt(0x04034b50).putShort((short) 0).putShort((short) 0x0808);
        out.putShort((short) method).putInt(0).putInt(0).putInt(0).putInt(0);
        out.putShort((short) nameBytes.length).putShort((short) (4 + padding)).put(nameBytes);
        out.putShort((short) 0x4246).putShort((short) padding).put(new byte[padding]);
        out.put(content);
        return header;
    }

    private void central(ByteBuffer out, String name, byte[] content, int header) {
        byte[] nameBytes = name.getBytes(UTF_8);
        out.putInt(0x02014b50).putInt(0).putShort((short) 0x0808).putShort((short) method);
        out.putInt(0).putInt(0);
        out.putInt(zip64 ? -1 : content.length).putInt(zip64 ? -1 : content.length);
        out.putShort((short) nameBytes.length).putShort((short) (zip64 ? 28 : 0));
        out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
        out.putInt(zip64 ? -1 : header).put(nameBytes);
        if (zip64) {
            out.putShort((short) 1).putShort((short) 24);
            out.putLong(content.length).putLong(content.length).putLong(header);
        }
    }

    private void end(ByteBuffer out, int directory) {
        int end = out.position();
        int count = entries.size();
        if (zip64) {
            out.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
            out.putInt(0).putInt(0).putLong(count).putLong(count);
            out.putLong(end - directory).putLong(directory);
            out.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        }
        out.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
        out.putShort((short) (zip64 ? -1 : count)).putShort((short) (zip64 ? -1 : count));
        out.putInt(zip64 ? -1 : end - directory).putInt(zip64 ? -1 : directory);
        out.putShort((short) 0);
    }
}
