package dev.plumbline.cli;

import dev.plumbline.MonitorSettings;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, as its jar's manifest says. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"plumbline " + text()};
    }

    static String text() {
        return MonitorSettings.builtVersion();
    }
}
