package studio.xomni.engine.cli;

import picocli.CommandLine.Option;

/** How a command answers: options that all commands share. */
final class OutputOptions {

    @Option(
            names = "--json",
            description = "Print the result as one JSON object, the last line of standard output.")
    private boolean json;

    @Option(names = "--verbose", description = "Follow an error with its trace.")
    private boolean verbose; // looked up by Main, before options are parsed

    boolean json() {
        return json;
    }

    boolean verbose() {
        return verbose;
    }
}
