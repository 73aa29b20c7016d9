package studio.xomni.engine.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line's arguments as they were typed.
 *
 * <p>Java decodes them in the locale's encoding: in the locale {@code C}, which services and
 * containers often have, every letter beyond ASCII is lost. Linux keeps the bytes.
 */
final class Arguments {

    private static final Path BYTES = Path.of("/proc/self/cmdline");

    private Arguments() {}

    /** The arguments, decoded as UTF-8 where Java could not. */
    static String[] decoded(String[] args) {
        if (!Files.isReadable(BYTES)
                || "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"))) {
            return args;
        }
        try {
            return decoded(args, Files.readAllBytes(BYTES));
        } catch (IOException e) {
            return args;
        }
    }

    /**
     * Takes the last arguments of a whole command line.
     *
     * @param args as Java decoded them
     * @param commandLine all arguments of the process, each closed by a zero byte
     */
    static String[] decoded(String[] args, byte[] commandLine) {
        List<String> all = new ArrayList<>();
        int start = 0;
        try {
            for (int i = 0; i < commandLine.length; i++) {
                if (commandLine[i] == 0) {
                    ByteBuffer argument = ByteBuffer.wrap(commandLine, start, i - start);
                    all.add(StandardCharsets.UTF_8.newDecoder().decode(argument).toString());
                    start = i + 1;
                }
            }
        } catch (CharacterCodingException e) {
            return args;
        }
        int before = all.size() - args.length;
        return before < 0 ? args : all.subList(before, all.size()).toArray(String[]::new);
    }
}
