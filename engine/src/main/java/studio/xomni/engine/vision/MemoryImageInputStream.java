package studio.xomni.engine.vision;

import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Bytes in memory as ImageIO reads them.
 *
 * <p>It ends decoders of damaged data that go on reading after the end, where they would otherwise
 * spend minutes.
 */
final class MemoryImageInputStream extends ImageInputStreamImpl {

    /** Sound files make decoders look a few bytes ahead. */
    private static final int MAX_READS_AFTER_END = 100_000;

    private final byte[] bytes;
    private int readsAfterEnd;

    MemoryImageInputStream(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return end();
        }
        return bytes[(int) streamPos++] & 255;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        checkClosed();
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= bytes.length) {
            return end();
        }
        int count = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, to, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    private int end() throws IIOException {
        readsAfterEnd++;
        if (readsAfterEnd > MAX_READS_AFTER_END) {
            throw new IIOException("The decoder does not stop at the end of the data.");
        }
        return -1;
    }
}
