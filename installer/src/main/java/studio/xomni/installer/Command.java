package studio.xomni.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Other programs. */
final class Command {

    private Command() {}

    /**
     * Runs a program to its end and returns what it printed.
     *
     * @throws IllegalStateException when it ends with another code than 0, with what it printed
     */
    static String run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException(
                    "%s ended with code %d:%n%s".formatted(command.get(0), code, output.strip()));
        }
        return output;
    }
}
