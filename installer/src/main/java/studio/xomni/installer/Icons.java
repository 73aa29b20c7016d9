package studio.xomni.installer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Icons in the formats of the systems. */
final class Icons {

    private static final int HEADER = 6;
    private static final int ENTRY = 16;

    private Icons() {}

    /** A Windows icon that holds one PNG of 256 × 256, which Windows scales itself. */
    static byte[] ico(byte[] png) {
        ByteBuffer ico = ByteBuffer.allocate(HEADER + ENTRY + png.length);
        ico.order(ByteOrder.LITTLE_ENDIAN);
        ico.putShort((short) 0).putShort((short) 1).putShort((short) 1); // reserved, icon, one
        ico.put((byte) 0).put((byte) 0); // 256 × 256
        ico.put((byte) 0).put((byte) 0); // no palette, reserved
        ico.putShort((short) 1).putShort((short) 32); // planes, bits
        ico.putInt(png.length).putInt(HEADER + ENTRY);
        return ico.put(png).array();
    }
}
