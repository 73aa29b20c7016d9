package studio.xomni.engine.vision;

import java.nio.file.Path;
import studio.xomni.engine.error.Sentence;
import studio.xomni.engine.error.UsageException;

/**
 * The whole bytes of a picture file, in memory: what is checked is then what is decoded.
 *
 * @param path where it was read, for messages
 * @param format its format by signature
 * @param bytes all of the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PictureFile(Path path, PictureFormat format, byte[] bytes) {

    /** Refuses a size from a header before anything of that size is made. */
    void requireReadableSize(int width, int height) {
        if ((long) width * height > PictureReader.MAX_PIXELS) {
            throw new UsageException(
                    Sentence.of(
                            "The picture %s has %d×%d pixels (width × height); at most %d pixels are read.",
                            path, width, height, PictureReader.MAX_PIXELS));
        }
    }
}
