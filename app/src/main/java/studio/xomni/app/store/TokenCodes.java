package studio.xomni.app.store;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Codes of image tokens as bytes: each code in groups of 7 bits, the lowest first, with the top bit
 * set on all groups but the last (LEB128). Codes below 16,384 take at most two bytes.
 */
final class TokenCodes {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private TokenCodes() {}

    static byte[] bytes(int[] codes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * codes.length);
        for (int code : codes) {
            int rest = code;
            while (rest >>> BITS != 0) {
                bytes.write((rest & (MORE - 1)) | MORE);
                rest >>>= BITS;
            }
            bytes.write(rest);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads codes.
     *
     * @throws IllegalArgumentException when the bytes end inside a code or a code is negative
     */
    static int[] codes(byte[] bytes) {
        int[] codes = new int[bytes.length];
        int count = 0;
        long code = 0;
        int shift = 0;
        for (byte group : bytes) {
            code |= (long) (group & (MORE - 1)) << shift;
            if ((group & MORE) != 0) {
                shift += BITS;
                if (shift >= Integer.SIZE) {
                    throw new IllegalArgumentException("A token code has more than 32 bits.");
                }
                continue;
            }
            if (code > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("A token code is too large: " + code);
            }
            codes[count++] = (int) code;
            code = 0;
            shift = 0;
        }
        if (shift != 0) {
            throw new IllegalArgumentException("The token codes end inside a code.");
        }
        return Arrays.copyOf(codes, count);
    }
}
