package dev.plumbline.cli;

import dev.plumbline.Monitor;
import dev.plumbline.MonitorPorts;
import dev.plumbline.MonitorSettings;
import dev.plumbline.cli.local.EmbeddedAzure;
import dev.plumbline.cli.local.Timeline;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.fault.Faults;
import dev.plumbline.cli.local.host.FunctionsHost;
import dev.plumbline.cli.local.logs.RowStore;
import dev.plumbline.estate.Scope;
import dev.plumbline.finding.DeadLetter;
import dev.plumbline.finding.Ledger;
import dev.plumbline.functions.Deployment;
import dev.plumbline.functions.EvaluatePage;
import dev.plumbline.functions.Heartbeat;
import dev.plumbline.functions.PublishPending;
import dev.plumbline.functions.ResourceChanged;
import dev.plumbline.functions.Sweep;
import dev.plumbline.policy.baseline.Baseline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The deployed app in this process: its function classes in a local host, its SDK clients on an embedded Azure.
 *
 * <p>The functions find their monitor through one seam for the whole process, so there is one local monitor at a time.
 */
final class LocalMonitor implements AutoCloseable {
    /** The functions of the deployed app. */
    static final List<Class<?>> FUNCTIONS =
            List.of(ResourceChanged.class, Sweep.class, EvaluatePage.class, PublishPending.class, Heartbeat.class);

    /** What a local monitor is made of. */
    record Parts(
            EstateStore estate,
            Scope scope,
            Baseline baseline,
            Ledger ledger,
            DeadLetter deadLetter,
            RowStore rows,
            Faults faults,
            Path eventDeadLetters,
            Timeline timeline,
            Supplier<UUID> ids) {
        /** The same, over another estate, with other rows and faults. */
        Parts with(EstateStore otherEstate, RowStore otherRows, Faults otherFaults) {
            return new Parts(
                    otherEstate,
                    scope,
                    baseline,
                    ledger,
                    deadLetter,
                    otherRows,
                    otherFaults,
                    eventDeadLetters,
                    timeline,
                    ids);
        }
    }

    private final FunctionsHost host;
    private final EmbeddedAzure azure;
    private final Monitor monitor;
    private final Parts parts;

    private LocalMonitor(FunctionsHost host, EmbeddedAzure azure, Monitor monitor, Parts parts) {
        this.parts = parts;
        this.host = host;
        this.azure = azure;
        this.monitor = monitor;
    }

    /** Puts the parts together; the functions use this monitor until it is closed. */
    static LocalMonitor start(Parts parts) {
        parts.estate().addSubscriptions(parts.scope().subscriptions());
        FunctionsHost host = new FunctionsHost(
                FUNCTIONS, parts.timeline(), name -> "", () -> parts.ids().get().toString());
        EmbeddedAzure azure = new EmbeddedAzure(
                parts.estate(),
                host,
                parts.rows(),
                parts.faults(),
                parts.eventDeadLetters(),
                parts.timeline(),
                parts.ids());
        Scope scope = parts.scope();
        Monitor monitor = Monitor.of(
                new MonitorPorts(
                        azure.clients().estate(scope, parts.timeline()),
                        parts.ledger(),
                        azure.clients().sink(),
                        parts.deadLetter()),
                parts.baseline(),
                MonitorSettings.of(scope, "local"),
                parts.timeline());
        Deployment.use(() -> monitor);
        return new LocalMonitor(host, azure, monitor, parts);
    }

    FunctionsHost host() {
        return host;
    }

    EmbeddedAzure azure() {
        return azure;
    }

    Monitor monitor() {
        return monitor;
    }

    /** Whether there are rows that are not published yet. */
    boolean pending() {
        return !parts.ledger().pending(1).isEmpty();
    }

    /** What time it is here. */
    Instant now() {
        return parts.timeline().instant();
    }

    /** Calls a function as its trigger would. */
    void invoke(Class<?> function, String trigger) {
        host.invoke(function.getSimpleName(), trigger);
    }

    @Override
    public void close() {
        Deployment.reset();
        azure.close();
    }
}
