package dev.plumbline;

import dev.plumbline.estate.Scope;
import java.time.Duration;
import java.util.Optional;

/**
 * How a monitor is set up.
 *
 * @param scope what is monitored; nothing outside is ever read
 * @param version the version of the monitor, for the rows
 * @param instance the name of the instance, for the rows
 * @param edgesKept how long edges that were looked up in the ledger are believed
 * @param neighboursKept how long what was read beside a resource serves the next that lies near it
 */
public record MonitorSettings(
        Scope scope, String version, String instance, Duration edgesKept, Duration neighboursKept) {
    private static final Duration EDGES_KEPT = Duration.ofSeconds(15);
    private static final Duration NEIGHBOURS_KEPT = Duration.ofMinutes(1);
    private static final String UNPACKAGED = "0.1.0";

    /** Settings of this build, with what is usual for the rest. */
    public static MonitorSettings of(Scope scope, String instance) {
        return new MonitorSettings(scope, builtVersion(), instance, EDGES_KEPT, NEIGHBOURS_KEPT);
    }

    /** The version of this build, as its jar's manifest says. */
    public static String builtVersion() {
        return Optional.ofNullable(MonitorSettings.class.getPackage().getImplementationVersion())
                .orElse(UNPACKAGED);
    }
}
