package dev.plumbline.cli.local.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.azure.AzureClients;
import dev.plumbline.azure.AzureEndpoints;
import dev.plumbline.cli.local.EmbeddedTransport;
import dev.plumbline.cli.local.StaticCredential;
import dev.plumbline.cli.local.arm.ArmService;
import dev.plumbline.cli.local.arm.EmbeddedArm;
import dev.plumbline.cli.local.graph.ResourceGraphService;
import dev.plumbline.cli.local.types.TypeData;
import dev.plumbline.estate.ApiVersions;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.Scope;
import dev.plumbline.estate.azure.ArmEstate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The deployed adapter, its SDK clients unchanged, over the embedded Azure. */
class ArmEstateOverEmbeddedAzureTest implements EstateContract {
    private final List<EmbeddedTransport> transports = new ArrayList<>();

    @AfterEach
    void close() {
        transports.forEach(EmbeddedTransport::close);
    }

    @Override
    public Estate estate(String... notExported) {
        EstateStore store = EstateContract.store(notExported);
        EmbeddedTransport transport = new EmbeddedTransport(List.of(
                new ArmService(store, TypeData.bundled(), () -> EmbeddedArm.NOW, EmbeddedArm.ids(), List.of()),
                new ResourceGraphService(store)));
        transports.add(transport);
        return new ArmEstate(
                new AzureClients(
                        transport,
                        new StaticCredential(),
                        AzureEndpoints.of(Map.of(
                                AzureEndpoints.INGESTION_ENDPOINT, "https://ingestion.example",
                                AzureEndpoints.INGESTION_RULE, "dcr-00000000000000000000000000000001",
                                AzureEndpoints.TABLE_ENDPOINT, "https://ledger.table.core.windows.net"))),
                Scope.of(Set.of(SUBSCRIPTION)),
                ApiVersions.bundled()::of,
                () -> EmbeddedArm.NOW);
    }

    @Test
    void versionsThatTheMonitorReadsWithExist() {
        ApiVersions versions = ApiVersions.bundled();
        List<String> unknown = versions.types().stream()
                .filter(type -> !TypeData.bundled().versions(type).isEmpty())
                .filter(type -> !TypeData.bundled()
                        .versions(type)
                        .contains(versions.of(type).orElseThrow()))
                .toList();

        assertThat(versions.types()).isNotEmpty();
        assertThat(unknown).isEmpty();
    }
}
