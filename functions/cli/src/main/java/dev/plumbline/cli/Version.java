package dev.plumbline.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, as its jar's manifest says. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"plumbline " + text()};
    }

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("0.1.0");
    }
}
