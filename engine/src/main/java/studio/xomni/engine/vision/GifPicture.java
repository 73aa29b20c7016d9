package studio.xomni.engine.vision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.IIOException;

/** GIF: the first frame, on the canvas that Pillow draws it on. */
final class GifPicture {

    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int IMAGE = 0x2c;
    private static final int NO_TRANSPARENCY = -1;

    private final ByteBuffer bytes;
    private int[] palette = greys();
    private int transparent = NO_TRANSPARENCY;

    private GifPicture(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Picture read(PictureFile file) throws IOException {
        GifPicture gif = new GifPicture(file.bytes());
        CanvasFrame canvas = gif.readToFirstFrame();
        file.requireReadableSize(canvas.width(), canvas.height());
        try (ImageIoPicture decoder = ImageIoPicture.open(file, file.bytes())) {
            // The decoder's own palette is not used: without one in the file it makes one up.
            Picture frame =
                    SampleColours.palette(gif.palette).picture(decoder.pixels().getRaster());
            return canvas.place(frame, gif.background());
        }
    }

    /** The transparent colour or the first one, whatever the file's background colour says. */
    private int background() {
        int index = transparent == NO_TRANSPARENCY ? 0 : transparent;
        return index < palette.length ? palette[index] : 0;
    }

    private CanvasFrame readToFirstFrame() throws IOException {
        bytes.position(6);
        int width = bytes.getChar();
        int height = bytes.getChar();
        int flags = bytes.get();
        bytes.position(13);
        readPalette(flags);
        while (true) {
            int block = bytes.get() & 255;
            if (block == EXTENSION) {
                if ((bytes.get() & 255) == GRAPHIC_CONTROL) {
                    int at = bytes.position();
                    transparent =
                            (bytes.get(at + 1) & 1) == 1
                                    ? bytes.get(at + 4) & 255
                                    : NO_TRANSPARENCY;
                }
                skipBlocks();
            } else if (block == IMAGE) {
                return readFrame(width, height);
            } else {
                throw new IIOException("There is no frame.");
            }
        }
    }

    private CanvasFrame readFrame(int width, int height) {
        int left = bytes.getChar();
        int top = bytes.getChar();
        int right = left + bytes.getChar();
        int bottom = top + bytes.getChar();
        readPalette(bytes.get());
        bytes.get();
        // The decoder takes missing data for zeros, so they are counted here.
        skipBlocks();
        return new CanvasFrame(Math.max(width, right), Math.max(height, bottom), left, top);
    }

    private void readPalette(int flags) {
        if ((flags & 0x80) == 0) {
            return;
        }
        palette = new int[2 << (flags & 7)];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = (bytes.get() & 255) << 16 | (bytes.get() & 255) << 8 | bytes.get() & 255;
        }
    }

    /** A buffer refuses to go beyond its end, and so a file that is cut short. */
    private void skipBlocks() {
        int length = bytes.get() & 255;
        while (length != 0) {
            bytes.position(bytes.position() + length);
            length = bytes.get() & 255;
        }
    }

    /** Without any palette an index is a grey. */
    private static int[] greys() {
        int[] greys = new int[256];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = i * 0x010101;
        }
        return greys;
    }
}
