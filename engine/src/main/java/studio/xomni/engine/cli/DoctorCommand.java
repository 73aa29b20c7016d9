package studio.xomni.engine.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code xomni doctor}: what this machine has, what is missing and what mends it. */
@Command(
        name = "doctor",
        description = "Says what this machine has, what is missing and what mends it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DoctorCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private final OutputOptions output = new OutputOptions();

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Examination found = Examination.ofThisMachine();
        if (output.json()) {
            terminal.out().println(found.json());
        } else {
            found.lines().forEach(terminal.out()::println);
        }
        return found.missing().isEmpty() ? 0 : Failures.CHECKPOINT;
    }
}
