package studio.xomni.engine.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.xomni.engine.error.CheckpointException;
import studio.xomni.engine.error.Sentence;

/**
 * The directory of a zip archive, with zip64; the JDK's reader does not say where data lies.
 *
 * <p>Source: PKWARE's APPNOTE, sections 4.3.7 to 4.3.16 and 4.5.3.
 */
final class ZipEntries {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int ZIP64_END = 0x06064b50;
    private static final int ZIP64_LOCATOR = 0x07064b50;

    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int ZIP64_END_BYTES = 56;
    private static final int ZIP64_LOCATOR_BYTES = 20;
    private static final int LONGEST_COMMENT = 0xffff;

    /** Room for some 400,000 entries; a state dict has a few thousand. */
    private static final int LARGEST_DIRECTORY = 32 << 20;

    /** What a 32-bit field holds when the value stands in the zip64 one. */
    private static final long IN_ZIP64 = 0xffff_ffffL;

    private ZipEntries() {}

    /**
     * One entry, as the directory gives it.
     *
     * @param isStored neither compressed nor encrypted
     * @param size bytes of the content
     * @param header where its local header lies in the file
     */
    record Entry(String name, boolean isStored, long size, long header) {}

    private record Directory(long entries, long bytes, long offset) {}

    /**
     * Reads the directory.
     *
     * @throws CheckpointException when the file is no zip archive, or its directory is damaged
     */
    static Map<String, Entry> read(CheckpointFile file) {
        Directory directory = locate(file);
        if (directory.bytes < 0 || directory.bytes > LARGEST_DIRECTORY) {
            throw file.refuse(
                    ": the zip directory may have %d bytes, it claims %s.",
                    LARGEST_DIRECTORY, Long.toUnsignedString(directory.bytes));
        }
        ByteBuffer in =
                file.read(
                        directory.offset, (int) directory.bytes, Sentence.of("the zip directory"));
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            Entry entry = entry(file, in);
            if (entries.put(entry.name, entry) != null) {
                throw file.refuse(": the zip directory lists %s twice.", entry.name);
            }
        }
        if (entries.size() != directory.entries) {
            throw file.refuse(
                    ": the zip directory should list %s entries, it lists %d.",
                    Long.toUnsignedString(directory.entries), entries.size());
        }
        return entries;
    }

    /**
     * Where an entry's content begins in the file: after its local header, whose length the
     * directory does not know.
     */
    static long dataOffset(CheckpointFile file, Entry entry) {
        ByteBuffer local =
                file.read(entry.header, LOCAL_BYTES, Sentence.of("the header of %s", entry.name));
        if (local.getInt(0) != LOCAL) {
            throw file.refuse(": entry %s has no zip header at %d.", entry.name, entry.header);
        }
        int nameLength = local.getChar(26);
        String name =
                UTF_8.decode(
                                file.read(
                                        entry.header + LOCAL_BYTES,
                                        nameLength,
                                        Sentence.of("the name of %s", entry.name)))
                        .toString();
        if (!name.equals(entry.name)) {
            throw file.refuse(
                    ": the zip header at %d is of %s, the directory says %s.",
                    entry.header, name, entry.name);
        }
        long offset = entry.header + LOCAL_BYTES + nameLength + local.getChar(28);
        if (offset > file.size() - entry.size) {
            throw file.refuse(
                    ": entry %s of %d bytes at %d goes beyond the file, which has %d.",
                    entry.name, entry.size, offset, file.size());
        }
        return offset;
    }

    private static Directory locate(CheckpointFile file) {
        int length = (int) Math.min(file.size(), END_BYTES + LONGEST_COMMENT);
        long start = file.size() - length;
        ByteBuffer tail = file.read(start, length, Sentence.of("the end"));
        for (int at = length - END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == END && at + END_BYTES + tail.getChar(at + 20) == length) {
                long entries = tail.getChar(at + 10);
                long bytes = Integer.toUnsignedLong(tail.getInt(at + 12));
                long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
                return entries == 0xffff || bytes == IN_ZIP64 || offset == IN_ZIP64
                        ? locateZip64(file, start + at)
                        : new Directory(entries, bytes, offset);
            }
        }
        throw file.size() >= 4 && file.read(0, 4, Sentence.of("the start")).getInt() == LOCAL
                ? file.refuse(": the zip archive has no end; the file is truncated.")
                : file.refuse(
                        " is no zip archive; pickles are read as torch.save has written them since"
                                + " PyTorch 1.6.");
    }

    private static Directory locateZip64(CheckpointFile file, long end) {
        ByteBuffer locator =
                file.read(
                        end - ZIP64_LOCATOR_BYTES,
                        ZIP64_LOCATOR_BYTES,
                        Sentence.of("the zip64 locator"));
        if (locator.getInt(0) != ZIP64_LOCATOR) {
            throw file.refuse(": the zip archive's zip64 locator is missing.");
        }
        ByteBuffer record =
                file.read(locator.getLong(8), ZIP64_END_BYTES, Sentence.of("the zip64 end record"));
        if (record.getInt(0) != ZIP64_END) {
            throw file.refuse(": the zip archive's zip64 end record is missing.");
        }
        return new Directory(record.getLong(32), record.getLong(40), record.getLong(48));
    }

    private static Entry entry(CheckpointFile file, ByteBuffer in) {
        if (in.remaining() < CENTRAL_BYTES || in.getInt(in.position()) != CENTRAL) {
            throw file.refuse(": the zip directory is damaged at its byte %d.", in.position());
        }
        ByteBuffer fixed = slice(file, in, CENTRAL_BYTES);
        int flags = fixed.getChar(8);
        int method = fixed.getChar(10);
        long packed = Integer.toUnsignedLong(fixed.getInt(20));
        long size = Integer.toUnsignedLong(fixed.getInt(24));
        String name = UTF_8.decode(slice(file, in, fixed.getChar(28))).toString();
        ByteBuffer extra = slice(file, in, fixed.getChar(30));
        slice(file, in, fixed.getChar(32)); // the comment
        long header = Integer.toUnsignedLong(fixed.getInt(42));

        // The zip64 field holds only what did not fit, in this order.
        ByteBuffer wide = zip64(file, name, extra);
        size = size == IN_ZIP64 ? wide(file, name, wide) : size;
        packed = packed == IN_ZIP64 ? wide(file, name, wide) : packed;
        header = header == IN_ZIP64 ? wide(file, name, wide) : header;
        boolean stored = method == 0 && (flags & 1) == 0 && packed == size;
        return new Entry(name, stored, size, header);
    }

    private static ByteBuffer zip64(CheckpointFile file, String name, ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = extra.getChar();
            ByteBuffer field = slice(file, extra, extra.getChar());
            if (id == 1) {
                return field;
            }
        }
        if (extra.hasRemaining()) {
            throw file.refuse(": the zip directory's extra fields of %s are damaged.", name);
        }
        return extra;
    }

    private static long wide(CheckpointFile file, String name, ByteBuffer zip64) {
        long value = zip64.remaining() < Long.BYTES ? -1 : zip64.getLong();
        if (value < 0 || value > file.size()) {
            throw file.refuse(": the zip directory's 64-bit sizes of %s are damaged.", name);
        }
        return value;
    }

    private static ByteBuffer slice(CheckpointFile file, ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw file.refuse(": the zip directory ends in the middle of an entry.");
        }
        ByteBuffer slice = in.slice(in.position(), length).order(in.order());
        in.position(in.position() + length);
        return slice;
    }
}
