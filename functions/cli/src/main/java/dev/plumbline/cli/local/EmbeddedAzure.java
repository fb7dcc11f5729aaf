package dev.plumbline.cli.local;

import dev.plumbline.cli.local.arm.ArmService;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.event.ChangeEvents;
import dev.plumbline.cli.local.event.DeadLetterFolder;
import dev.plumbline.cli.local.event.EventGridService;
import dev.plumbline.cli.local.event.EventSchema;
import dev.plumbline.cli.local.event.EventSubscription;
import dev.plumbline.cli.local.fault.Faults;
import dev.plumbline.cli.local.graph.ResourceGraphService;
import dev.plumbline.cli.local.logs.LogsIngestionService;
import dev.plumbline.cli.local.logs.RowStore;
import dev.plumbline.cli.local.logs.Table;
import dev.plumbline.cli.local.types.TypeData;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One Azure in this process: Resource Manager, Resource Graph, Event Grid and Logs Ingestion over one estate.
 *
 * <p>The unmodified SDK clients of {@link #clients()} talk to it; only transport and credential are swapped. Who writes to
 * {@link #resourceManager()} raises events; they are delivered once {@link #subscribe} has made the subscription.
 */
public final class EmbeddedAzure implements AutoCloseable {
    /** The tenant that all embedded subscriptions belong to. */
    public static final String TENANT = "00000000-0000-4000-8000-0000000000aa";

    private final ArmService resourceManager;
    private final EventGridService events;
    private final LocalService faultyResourceManager;
    private final LocalService faultyGraph;
    private final LocalService faultyLogs;
    private final EmbeddedTransport transport;
    private final EmbeddedClients clients;

    /**
     * An Azure over {@code estate}.
     *
     * @param endpoint where events are delivered: the Functions host
     * @param rows where accepted rows go
     * @param eventDeadLetters the folder of events that could not be delivered
     */
    public EmbeddedAzure(
            EstateStore estate,
            LocalService endpoint,
            RowStore rows,
            Faults faults,
            Path eventDeadLetters,
            Timeline timeline,
            Supplier<UUID> ids) {
        Supplier<String> names = () -> ids.get().toString();
        this.events =
                new EventGridService(timeline, endpoint, new DeadLetterFolder(eventDeadLetters, names), faults, names);
        this.resourceManager = new ArmService(
                estate, TypeData.bundled(), timeline, ids, List.of(new ChangeEvents(TENANT, events::raise, names)));
        this.faultyResourceManager = faults.aroundArm(resourceManager);
        this.faultyGraph = faults.aroundArm(new ResourceGraphService(estate));
        this.faultyLogs = faults.aroundLogs(new LogsIngestionService(Table.packaged(Table.FINDINGS), rows, timeline));
        this.transport = new EmbeddedTransport(services());
        this.clients = new EmbeddedClients(transport);
    }

    /** Makes the event subscription that delivers changes to a function. */
    public void subscribe(String function, EventSchema schema) {
        events.subscribe(EventSubscription.of("plumbline-changes", function, schema));
    }

    /** Resource Manager as it is without faults, for whoever plays the estate's people. */
    public LocalService resourceManager() {
        return resourceManager;
    }

    /** Event Grid, to watch what is on its way. */
    public EventGridService events() {
        return events;
    }

    /** The services with their faults, the more special paths first. */
    public List<LocalService> services() {
        return List.of(faultyGraph, faultyLogs, faultyResourceManager);
    }

    /** The SDK clients of an app whose Azure this is. */
    public EmbeddedClients clients() {
        return clients;
    }

    @Override
    public void close() {
        transport.close();
    }
}
