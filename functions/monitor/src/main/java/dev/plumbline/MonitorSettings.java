package dev.plumbline;

import dev.plumbline.estate.Scope;
import java.time.Duration;

/**
 * How a monitor is set up.
 *
 * @param scope what is monitored; nothing outside is ever read
 * @param version the version of the monitor, for the rows
 * @param instance the name of the instance, for the rows
 * @param edgesKept how long edges that were looked up in the ledger are believed
 */
public record MonitorSettings(Scope scope, String version, String instance, Duration edgesKept) {
    private static final Duration EDGES_KEPT = Duration.ofSeconds(15);

    /** Settings with what is usual for the rest. */
    public static MonitorSettings of(Scope scope, String version, String instance) {
        return new MonitorSettings(scope, version, instance, EDGES_KEPT);
    }
}
