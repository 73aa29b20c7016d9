package studio.xomni.installer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProductTest {

    @Test
    void packagesKnowNoSnapshots() {
        assertEquals("0.1.0", Product.of("0.1.0-SNAPSHOT").version());
        assertEquals("1.2.3", Product.of("1.2.3").version());
    }

    /** By the format's description: six bytes of header, sixteen of the entry, the picture. */
    @Test
    void aWindowsIconPointsAtItsPicture() {
        byte[] ico = Icons.ico(new byte[] {1, 2, 3});
        byte[] header = {0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 32, 0, 3, 0, 0, 0, 22, 0, 0, 0};
        assertArrayEquals(header, Arrays.copyOf(ico, header.length));
        assertArrayEquals(new byte[] {1, 2, 3}, Arrays.copyOfRange(ico, 22, ico.length));
    }
}
