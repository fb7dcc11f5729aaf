package dev.plumbline.functions;

import dev.plumbline.Monitor;
import dev.plumbline.MonitorPorts;
import dev.plumbline.MonitorSettings;
import dev.plumbline.azure.AzureClients;
import dev.plumbline.azure.AzureEndpoints;
import dev.plumbline.estate.ApiVersions;
import dev.plumbline.estate.azure.ArmEstate;
import dev.plumbline.finding.azure.LogsIngestionSink;
import dev.plumbline.finding.azure.TablesDeadLetter;
import dev.plumbline.finding.azure.TablesLedger;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.BaselineLoad;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one monitor of this instance, made when a function first needs it. A failure to make it is not remembered: the next
 * invocation tries again. Thread safe.
 *
 * <p>{@link #use} puts another monitor in its place, so that a local host runs the very same functions.
 */
public final class Deployment {
    private static final Object LOCK = new Object();
    private static volatile @Nullable Supplier<Monitor> given;
    private static volatile @Nullable Monitor monitor;

    private Deployment() {}

    /** Makes the functions use another monitor from now on. */
    public static void use(Supplier<Monitor> supplier) {
        synchronized (LOCK) {
            given = supplier;
            monitor = null;
        }
    }

    /** Goes back to the monitor that the app's settings describe. */
    public static void reset() {
        synchronized (LOCK) {
            given = null;
            monitor = null;
        }
    }

    static Monitor monitor(Logger logger) {
        Monitor made = monitor;
        if (made != null) {
            return made;
        }
        synchronized (LOCK) {
            Monitor meanwhile = monitor;
            if (meanwhile != null) {
                return meanwhile;
            }
            Supplier<Monitor> supplier = given;
            Monitor fresh = supplier == null ? deployed(logger) : supplier.get();
            monitor = fresh;
            return fresh;
        }
    }

    private static Monitor deployed(Logger logger) {
        return of(System.getenv(), AzureClients::deployed, logger);
    }

    /**
     * The monitor that app settings describe, on the adapters to Azure.
     *
     * @param settings the app's settings
     * @param clients makes the clients, so that transport and credential can be others
     * @param logger is told of rules that are broken; the others keep working
     * @throws IllegalArgumentException naming all settings that cannot be used
     */
    public static Monitor of(
            Map<String, String> settings, Function<AzureEndpoints, AzureClients> clients, Logger logger) {
        Settings read = Settings.of(settings);
        AzureEndpoints endpoints = AzureEndpoints.of(settings);
        AzureClients azure = clients.apply(endpoints);
        Path folder = Path.of(settings.getOrDefault("AzureWebJobsScriptRoot", ""));
        BaselineLoad load = Baseline.lenient(new BaselineFiles(read, azure, folder).read(), AliasCatalogue.bundled());
        load.issues().forEach(issue -> logger.log(level(issue), issue::message));
        Clock clock = Clock.systemUTC();
        MonitorPorts ports = new MonitorPorts(
                new ArmEstate(azure, read.scope(), ApiVersions.bundled()::of, clock),
                new TablesLedger(() -> azure.table(endpoints.ledgerTable()), clock),
                new LogsIngestionSink(azure::logsIngestion, endpoints.rule(), endpoints.stream()),
                new TablesDeadLetter(() -> azure.table(endpoints.deadLetterTable())));
        MonitorSettings how = MonitorSettings.of(read.scope(), read.instance());
        return Monitor.of(ports, load.baseline(), how, clock);
    }

    private static Level level(Issue issue) {
        return issue.severity() == Issue.Severity.ERROR ? Level.SEVERE : Level.WARNING;
    }
}
