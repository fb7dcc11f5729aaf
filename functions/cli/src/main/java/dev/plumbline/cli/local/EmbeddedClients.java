package dev.plumbline.cli.local;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import dev.plumbline.azure.AzureClients;
import dev.plumbline.azure.AzureEndpoints;
import dev.plumbline.cli.local.logs.LogsIngestionService;
import dev.plumbline.estate.ApiVersions;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.Scope;
import dev.plumbline.estate.azure.ArmEstate;
import dev.plumbline.finding.FindingSink;
import dev.plumbline.finding.azure.LogsIngestionSink;
import java.time.InstantSource;
import java.util.Map;

/** The real adapters, with the unmodified SDK clients behind them, on the transport and credential of an embedded Azure. */
public final class EmbeddedClients {
    private static final Map<String, String> SETTINGS = Map.of(
            AzureEndpoints.INGESTION_ENDPOINT, "https://plumbline.embedded.ingest.monitor.azure.com",
            AzureEndpoints.INGESTION_RULE, LogsIngestionService.RULE,
            AzureEndpoints.TABLE_ENDPOINT, "https://plumbline.table.core.windows.net");

    private final AzureClients clients;

    EmbeddedClients(HttpClient transport) {
        this.clients = new AzureClients(transport, new StaticCredential(), AzureEndpoints.of(SETTINGS));
    }

    /** Clients of an embedded Azure in another process of this machine. */
    public static EmbeddedClients overLoopback(int port) {
        return new EmbeddedClients(new LoopbackTransport(new JdkHttpClientBuilder().build(), port));
    }

    /** The estate as the app reads it. */
    public Estate estate(Scope scope, InstantSource clock) {
        return new ArmEstate(clients, scope, ApiVersions.bundled()::of, clock);
    }

    /** The sink as the app publishes to it. */
    public FindingSink sink() {
        return new LogsIngestionSink(clients::logsIngestion, clients.endpoints().rule(), clients.endpoints().stream());
    }
}
