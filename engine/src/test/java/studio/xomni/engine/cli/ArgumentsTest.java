package studio.xomni.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final String[] LOST = {"generate", "--prompt", "????"};

    @Test
    void lettersThatTheLocaleLostAreReadFromTheBytes() {
        byte[] line =
                "java\0-jar\0xomni.jar\0generate\0--prompt\0海报\0".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(
                new String[] {"generate", "--prompt", "海报"}, Arguments.decoded(LOST, line));
    }

    @Test
    void anEmptyArgumentStaysOne() {
        byte[] line = "java\0Main\0generate\0--prompt\0\0".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(new String[] {"generate", "--prompt", ""}, Arguments.decoded(LOST, line));
    }

    @Test
    void bytesThatAreNotUtf8AreLeftToJava() {
        byte[] line = "java\0a\0b\0\u00e9\0".getBytes(StandardCharsets.ISO_8859_1);
        assertArrayEquals(LOST, Arguments.decoded(LOST, line));
    }
}
