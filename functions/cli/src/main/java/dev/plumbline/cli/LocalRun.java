package dev.plumbline.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.FolderDeadLetter;
import dev.plumbline.cli.local.LocalService;
import dev.plumbline.cli.local.LoopbackServer;
import dev.plumbline.cli.local.MvStoreLedger;
import dev.plumbline.cli.local.Timeline;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.event.EventSchema;
import dev.plumbline.cli.local.fault.Faults;
import dev.plumbline.cli.local.page.FindingsPage;
import dev.plumbline.cli.local.page.KnownFindings;
import dev.plumbline.estate.Scope;
import dev.plumbline.functions.ResourceChanged;
import dev.plumbline.functions.Sweep;
import dev.plumbline.policy.baseline.Baseline;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A running local monitor: the app, its embedded Azure, a port on this machine, and a folder that outlives it. */
final class LocalRun implements AutoCloseable {
    /** What a run is made of. */
    record Setup(
            EstateFile estate,
            DataFolder folder,
            Scope scope,
            Baseline baseline,
            Faults faults,
            int port,
            PrintWriter out,
            PrintWriter err,
            Supplier<UUID> ids) {}

    private static final long LOOK_EVERY_MILLIS = 20;

    private final LocalMonitor monitor;
    private final KnownFindings findings;
    private final MvStoreLedger ledger;
    private final LoopbackServer server;
    private boolean closed;

    private LocalRun(LocalMonitor monitor, KnownFindings findings, MvStoreLedger ledger, LoopbackServer server) {
        this.monitor = monitor;
        this.findings = findings;
        this.ledger = ledger;
        this.server = server;
    }

    /** Starts everything but the scenario; from now on a change raises its event. */
    static LocalRun start(Setup setup, Timeline timeline) {
        DataFolder folder = setup.folder();
        MvStoreLedger ledger = ledger(folder);
        KnownFindings findings = new KnownFindings(folder.rows());
        LocalMonitor monitor = LocalMonitor.start(new LocalMonitor.Parts(
                EstateStore.open(folder.estate(), setup::estate, setup.ids()),
                setup.scope(),
                setup.baseline(),
                ledger,
                new CountedDeadLetter(Optional.of(new FolderDeadLetter(folder.deadLetters())), setup.err()),
                row -> published(row, findings, setup.out()),
                setup.faults(),
                folder.eventDeadLetters(),
                timeline,
                setup.ids()));
        monitor.azure().subscribe(ResourceChanged.class.getSimpleName(), EventSchema.EVENT_GRID);
        List<LocalService> services = new ArrayList<>(List.of(new FindingsPage(findings), monitor.host()));
        services.addAll(monitor.azure().services());
        try {
            return new LocalRun(monitor, findings, ledger, LoopbackServer.start(setup.port(), services));
        } catch (IOException e) {
            monitor.close();
            ledger.close();
            findings.close();
            throw new InvalidInput(List.of("--port " + setup.port() + ": expected a free port, found " + e.getMessage()
                    + "; stop what uses it, or take another with --port"));
        }
    }

    private static MvStoreLedger ledger(DataFolder folder) {
        try {
            return MvStoreLedger.open(folder.ledger());
        } catch (IOException e) {
            throw new InvalidInput(
                    List.of("--data `" + folder.root() + "`: expected a ledger that nobody else uses, found "
                            + e.getMessage() + "; stop the other run, or name another folder"));
        }
    }

    private static void published(ObjectNode row, KnownFindings findings, PrintWriter out) {
        findings.add(row);
        out.println(row.toString());
        out.flush();
    }

    /** Evaluates the whole estate as the sweep does, and waits for the end. */
    void snapshot() throws InterruptedException {
        monitor.invoke(Sweep.class, "{}");
        while (monitor.host().queued() > 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** Starts the app's timers: sweep, pending rows, heartbeat. */
    void startTimers() {
        monitor.host().startTimers();
    }

    /** Resource Manager without faults, for whoever plays the estate's people. */
    LocalService resourceManager() {
        return monitor.azure().resourceManager();
    }

    int port() {
        return server.port();
    }

    int openFindings() {
        return findings.open().size();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.close();
        monitor.close();
        ledger.close();
        findings.close();
    }
}
