package dev.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.azure.AzureClients;
import dev.plumbline.azure.AzureEndpoints;
import dev.plumbline.cli.local.arm.ArmService;
import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.estate.FileEstate;
import dev.plumbline.cli.local.estate.StoredResource;
import dev.plumbline.cli.local.graph.ResourceGraphService;
import dev.plumbline.cli.local.logs.LogsIngestionService;
import dev.plumbline.cli.local.types.TypeData;
import dev.plumbline.estate.ApiVersions;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.Reading;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import dev.plumbline.estate.azure.ArmEstate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EstatesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(EstateContract.NOON);
    private static final Function<String, Optional<String>> VERSIONS = ApiVersions.bundled()::of;

    /** The real adapter, its unmodified clients talking to the embedded Resource Manager and Resource Graph. */
    @Nested
    class Arm implements EstateContract {
        @Override
        public Estate estate(EstateStore store) {
            return arm(store, EstateContract.SUBSCRIPTION);
        }
    }

    /** The embedded one. */
    @Nested
    class File implements EstateContract {
        @Override
        public Estate estate(EstateStore store) {
            return file(store, EstateContract.SUBSCRIPTION);
        }
    }

    @Test
    void bothTellTheSameOfTheExampleEstate() {
        EstateStore store =
                EstateStore.of(EstateFile.read(Path.of("../../examples/estate.json")), () -> new UUID(0, 1));
        String subscription = store.subscriptions().iterator().next();
        Estate arm = arm(store, subscription);
        Estate file = file(store, subscription);
        Set<String> types = store.all().stream()
                .map(StoredResource::id)
                .filter(ResourceId::isChild)
                .map(ResourceId::type)
                .filter(type -> VERSIONS.apply(type).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));

        for (StoredResource stored : store.all()) {
            ResourceId id = stored.id();
            if (VERSIONS.apply(id.type()).isEmpty()) {
                continue;
            }
            assertThat(content(arm.read(id))).as("%s", id).isEqualTo(content(file.read(id)));
            for (String type : types) {
                if (type.toLowerCase(java.util.Locale.ROOT)
                        .startsWith(id.type().toLowerCase(java.util.Locale.ROOT) + "/")) {
                    assertThat(ids(arm.children(id, type)))
                            .as("%s of %s", type, id)
                            .isEqualTo(ids(file.children(id, type)));
                }
            }
            for (String type :
                    List.of("Microsoft.Insights/diagnosticSettings", "Microsoft.Authorization/roleAssignments")) {
                assertThat(ids(arm.children(id, type)))
                        .as("%s on %s", type, id)
                        .isEqualTo(ids(file.children(id, type)));
            }
        }
        for (String type : types) {
            assertThat(ids(arm.list(subscription, Optional.empty(), type)))
                    .as("all %s", type)
                    .isEqualTo(ids(file.list(subscription, Optional.empty(), type)));
        }
        assertThat(types).hasSizeGreaterThan(10);
        assertThat(arm.page(Set.of(subscription), Set.of(), Optional.empty()).resources())
                .extracting(Resource::id)
                .isEqualTo(file.page(Set.of(subscription), Set.of(), Optional.empty()).resources().stream()
                        .map(Resource::id)
                        .toList());
    }

    @Test
    void aChildIsToldOfAlsoWhereTheFileLacksItsParent() {
        String log = "/subscriptions/" + EstateContract.SUBSCRIPTION
                + "/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/nw/flowLogs/fl";
        EstateStore store = EstateStore.of(
                EstateFile.parse("estate", ("[{\"id\": \"" + log + "\"}]").getBytes(StandardCharsets.UTF_8)),
                () -> new UUID(0, 1));

        assertThat(ids(file(store, EstateContract.SUBSCRIPTION)
                        .list(
                                EstateContract.SUBSCRIPTION,
                                Optional.empty(),
                                "Microsoft.Network/networkWatchers/flowLogs")))
                .isEqualTo(Set.of(ResourceId.parse(log)));
    }

    private static Object content(Reading<Resource> reading) {
        return reading instanceof Reading.Present<Resource> present
                ? present.value().json().path("properties")
                : reading.getClass();
    }

    private static Object ids(Reading<List<Resource>> reading) {
        return reading instanceof Reading.Present<List<Resource>> present
                ? present.value().stream().map(Resource::id).collect(Collectors.toCollection(TreeSet::new))
                : reading.getClass();
    }

    private static Estate file(EstateStore store, String subscription) {
        return new FileEstate(store, Scope.of(Set.of(subscription)), VERSIONS, CLOCK);
    }

    private static Estate arm(EstateStore store, String subscription) {
        ArmService arm = new ArmService(store, TypeData.bundled(), CLOCK, () -> new UUID(0, 1), List.of());
        AzureClients clients = new AzureClients(
                new EmbeddedTransport(List.of(arm, new ResourceGraphService(store))),
                new StaticCredential(),
                AzureEndpoints.of(Map.of(
                        AzureEndpoints.INGESTION_ENDPOINT, "https://plumbline.westeurope-1.ingest.monitor.azure.com",
                        AzureEndpoints.INGESTION_RULE, LogsIngestionService.RULE,
                        AzureEndpoints.TABLE_ENDPOINT, "https://plumbline.table.core.windows.net")));
        return new ArmEstate(clients, Scope.of(Set.of(subscription)), VERSIONS, CLOCK);
    }
}
