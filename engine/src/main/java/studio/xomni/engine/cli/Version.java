package studio.xomni.engine.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The program's version, which the build writes into the jar. */
final class Version implements IVersionProvider {

    static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"xomni " + number()};
    }
}
